package org.selfsame.content;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A directory, device, FIFO or socket was given where a regular file is needed.
public final class NotAFileException extends FileSystemException {
    private final boolean directory;

    NotAFileException(Path path, boolean directory) {
        super(path.toString(), null, directory ? "is a directory" : "is not a regular file");
        this.directory = directory;
    }

    /// Whether it is a directory.
    public boolean isDirectory() {
        return directory;
    }
}
