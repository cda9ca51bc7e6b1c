package org.selfsame.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that is there complete or not at all: it is written under another name in the same directory, `.NAME.part`,
/// and gets its own name when it is complete and on the disk. Closed before that, it is deleted.
public final class NewFile implements Closeable {
    /// Bytes that hardly any file system lacks for a name.
    private static final int NAME = 200;

    private final Path target;
    private final Path part;
    private final boolean replace;
    private final FileChannel channel;
    private boolean complete;

    private NewFile(Path target, Path part, boolean replace, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.replace = replace;
        this.channel = channel;
    }

    /// Begins the file `target`.
    ///
    /// @param replace whether a file that is there is replaced in the end; it stays as it is until then
    /// @throws TargetException if there is something that is not to be replaced, or the directory is missing or takes no files
    /// @throws IOException if no file can be made there
    public static NewFile create(Path target, boolean replace) throws IOException {
        var absolute = target.toAbsolutePath();
        check(target, replace);
        var name = absolute.getFileName() == null ? "" : absolute.getFileName().toString();
        var start = "." + name.substring(0, name.offsetByCodePoints(0,
                Math.min(name.codePointCount(0, name.length()), NAME / 4)));
        for (int i = 0;; i++) {
            var part = absolute.resolveSibling(start + (i == 0 ? "" : "." + i) + ".part");
            try {
                return new NewFile(target, part, replace, FileChannel.open(part, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException _) {
                // another run writes the same file, or was killed
            } catch (NoSuchFileException e) {
                // in some directories, such as /proc, nothing can be made
                throw new TargetException(target, Files.isDirectory(part.resolveSibling("."))
                        ? TargetException.Reason.NOT_USABLE
                        : TargetException.Reason.NO_PARENT, e);
            } catch (AccessDeniedException e) {
                throw new TargetException(target, TargetException.Reason.NO_PERMISSION, e);
            }
        }
    }

    private static void check(Path target, boolean replace) throws TargetException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && (!replace || !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS))) {
            throw new TargetException(target, TargetException.Reason.EXISTS);
        }
    }

    /// Where to write; it can be read, too.
    public FileChannel channel() {
        return channel;
    }

    /// Where it is until it is complete.
    public Path path() {
        return part;
    }

    /// As [HostException#explained], for what was written here.
    public IOException explained(IOException problem) {
        return HostException.explained(problem, part.resolveSibling(""));
    }

    /// Says that everything is written: it goes to the disk, and the file gets its name.
    ///
    /// @throws TargetException if something has got that name meanwhile, and is not to be replaced
    /// @throws IOException if the file cannot be written or named
    public void complete() throws IOException {
        channel.force(true);
        channel.close();
        check(target, replace);
        if (replace) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            giveName();
        }
        complete = true;
        syncDirectory();
    }

    /// A rename would replace what another program has just put there, a new link never does.
    private void giveName() throws IOException {
        try {
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException e) {
            throw new TargetException(target, TargetException.Reason.EXISTS, e);
        } catch (IOException | UnsupportedOperationException _) {
            // no links on this file system
            Files.move(part, target);
            return;
        }
        Files.delete(part);
    }

    private void syncDirectory() {
        try (var directory = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException _) {
            // not every host has it
        }
    }

    /// Deletes the file unless it is complete.
    @Override
    public void close() throws IOException {
        if (complete) {
            channel.close();
            return;
        }
        // to close it can take as long as the disk needs for what was written, and nobody waits for that who cancels
        boolean deleted = delete();
        channel.close();
        if (!deleted) {
            Files.deleteIfExists(part);
        }
    }

    /// Not every system deletes a file that is open.
    private boolean delete() {
        try {
            Files.deleteIfExists(part);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
