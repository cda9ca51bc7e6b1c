package org.selfsame.apt;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.host.Removal;
import org.selfsame.store.Store;

/// A directory in which apt works, below the store. One process at a time has it. What apt knew before is deleted at the
/// start, so that no earlier run has any influence; only what was downloaded in part stays, and is continued.
///
/// ```
/// resolve/0.lock     held while resolve/0 is in use
/// resolve/0/fetch    files on their way, each named by the SHA-256 that it must have
/// resolve/0/apt      everything else
/// ```
final class Workspace implements Closeable {
    private static final int MOST = 64;

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;
    private boolean done;

    private Workspace(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /// A directory of `store` that nobody else works in.
    ///
    /// @throws ResolveException if apt could not work there for its name
    /// @throws IOException if none can be made
    static Workspace open(Store store) throws IOException {
        var parent = Files.createDirectories(parent(store));
        checkName(parent);
        for (int i = 0; i < MOST; i++) {
            var channel = FileChannel.open(lockFile(parent, i), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock != null) {
                var workspace = new Workspace(parent.resolve(Integer.toString(i)), channel, lock);
                Removal.of(workspace.apt());
                Files.createDirectories(workspace.apt());
                Files.createDirectories(workspace.fetch());
                return workspace;
            }
            channel.close();
        }
        throw new IOException(MOST + " processes resolve at the same time in " + parent);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // another thread of this process has it
            return null;
        }
    }

    /// apt's files of settings separate by blanks and commas, and know no escape for them in all places.
    private static void checkName(Path directory) throws ResolveException {
        if (!directory.toString().codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || c < 0x80 && "/._+-@~=".indexOf(c) >= 0)) {
            throw new ResolveException(ResolveException.Reason.BAD_DIRECTORY, directory.toString(), List.of());
        }
    }

    /// Where apt's own files lie.
    Path apt() {
        return directory.resolve("apt");
    }

    /// Where files lie that are on their way.
    Path fetch() {
        return directory.resolve("fetch");
    }

    /// Says that all is in the store: nothing has to be continued.
    void done() {
        done = true;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Removal.of(done ? directory : apt());
            lock.release();
        }
    }

    /// Deletes what interrupted runs left, also what would be continued. Directories that are in use stay.
    ///
    /// @return how many bytes were freed
    /// @throws IOException if something cannot be deleted
    static long clear(Store store) throws IOException {
        var parent = parent(store);
        long freed = 0;
        for (int i = 0; i < MOST && Files.exists(lockFile(parent, i)); i++) {
            try (var channel = FileChannel.open(lockFile(parent, i), StandardOpenOption.WRITE)) {
                if (tryLock(channel) != null) {
                    var directory = parent.resolve(Integer.toString(i));
                    freed += size(directory);
                    Removal.of(directory);
                }
            }
        }
        return freed;
    }

    private static long size(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        long size = 0;
        try (var all = Files.walk(directory)) {
            for (var path : all.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS)).toList()) {
                size += Files.size(path);
            }
        }
        return size;
    }

    private static Path parent(Store store) {
        return store.root().resolve("resolve");
    }

    private static Path lockFile(Path parent, int number) {
        return parent.resolve(number + ".lock");
    }
}
