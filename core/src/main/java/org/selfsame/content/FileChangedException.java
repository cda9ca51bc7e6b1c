package org.selfsame.content;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A file was changed by someone else while it was open.
public final class FileChangedException extends FileSystemException {
    /// The file at `path` is not what it was.
    public FileChangedException(Path path) {
        super(path.toString(), null, "changed while it was read");
    }
}
