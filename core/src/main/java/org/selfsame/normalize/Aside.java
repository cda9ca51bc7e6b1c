package org.selfsame.normalize;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Where a file is made that takes the place of another: in a new directory beside it, which only its owner can enter.
/// So nobody reads what is not to be read before it has its permissions, and no name that is taken is touched.
///
/// @param directory the new one
record Aside(Path directory) implements Closeable {
    /// Of the file in the directory.
    static final String NAME = "new";
    /// Characters of the name that the directory has of the file: 4 bytes each still fit a name of 255.
    private static final int START = 50;

    /// @throws IOException if no directory can be made beside `file`
    static Aside of(Path file) throws IOException {
        var absolute = file.toAbsolutePath();
        var name = String.valueOf(absolute.getFileName());
        int length = Math.min(name.codePointCount(0, name.length()), START);
        var start = "." + name.substring(0, name.offsetByCodePoints(0, length));
        for (int i = 0;; i++) {
            var directory = absolute.resolveSibling(start + (i == 0 ? "" : "." + i) + ".part");
            try {
                return new Aside(Files.createDirectory(directory, attributes()));
            } catch (FileAlreadyExistsException _) {
                // somebody's, or of a run that was killed
            }
        }
    }

    private static FileAttribute<?>[] attributes() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }

    /// Where the file is made.
    Path path() {
        return directory.resolve(NAME);
    }

    /// Gives the file that was made the place of `file`, at once.
    void replace(Path file) throws IOException {
        Files.move(path(), file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path());
        Files.delete(directory);
    }
}
