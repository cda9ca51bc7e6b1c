package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.selfsame.host.Removal;
import org.selfsame.task.Task;

/// A directory that one sandbox has for itself, beside a file of the same name that is locked as long as it is used. The
/// lock goes with the process; what a process left that was killed is removed when the next directory is made.
final class Scratch {
    private static final String PREFIX = "sandbox-";
    private static final String LOCK = ".lock";
    private static final Duration TO_END = Duration.ofSeconds(5);

    /// The locks of this process. It must not open them again: a file's locks end when any channel to it is closed.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private Scratch(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes one in `parent`, which is made if it is not there.
    ///
    /// @throws IOException if it cannot be made
    static Scratch make(Path parent) throws IOException {
        Files.createDirectories(parent);
        sweep(parent);
        var name = PREFIX + UUID.randomUUID();
        var file = parent.resolve(name + LOCK);
        HELD.add(file);
        // locked before it has the name under which others look for it
        var unnamed = parent.resolve("new-" + name);
        var lock = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
            Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
            var path = Files.createDirectory(parent.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new Scratch(path, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Where it is.
    Path path() {
        return path;
    }

    /// Removes it.
    ///
    /// @throws IOException if something of it cannot be removed
    void remove() throws IOException {
        var file = lockOf(path);
        try (lock) {
            delete(path);
            Files.deleteIfExists(file);
        }
        HELD.remove(file);
    }

    private static Path lockOf(Path path) {
        return path.resolveSibling(path.getFileName() + LOCK);
    }

    private static void sweep(Path parent) throws IOException {
        try (var files = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            for (var file : files) {
                if (!HELD.contains(file)) {
                    sweepOne(file);
                }
            }
        }
    }

    private static void sweepOne(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var held = channel.tryLock()) {
            if (held != null) {
                var name = file.getFileName().toString();
                delete(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            // another process was quicker
        }
    }

    /// A driver that ends by itself leaves the directory empty, a machine its own files. What a driver leaves that was killed
    /// may belong to users of the sandbox, and lie deeper than a path can be long.
    private static void delete(Path path) throws IOException {
        if (!Files.exists(path) || isDeletedAsIs(path)) {
            return;
        }
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException _) {
            var ids = IdMap.forThisUser();
            ids.own(path);
            var running = NamespacesProgram.start("remove_remains", Map.of(), ids, path);
            try {
                var driver = new Driver(running.input(), running.output(), running.errors());
                driver.answer();
                ids.map(running.id(), Task.silent());
                driver.tell("go");
                driver.said();
            } finally {
                if (!running.ended(TO_END)) {
                    running.kill();
                }
            }
            Files.delete(path);
        }
    }

    private static boolean isDeletedAsIs(Path path) {
        try {
            Removal.of(path);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
