package org.selfsame.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// That this process works with a store: a lock on a file of it, which the host lets go when the process ends, however it
/// ends. All processes that work with the store share the lock; who wants to delete needs it alone.
final class InUse {
    /// By what the host knows a directory by: one may be mounted in two places.
    private static final Map<Object, InUse> ALL = new ConcurrentHashMap<>();

    private final Path root;
    /// Between the threads of this process, which the host's lock does not tell apart.
    private final ReadWriteLock threads = new ReentrantReadWriteLock();
    private @Nullable FileChannel channel;
    private @Nullable FileLock shared;

    private InUse(Path root) {
        this.root = root;
    }

    /// Says that this process works with the store in `root`, until it ends.
    static InUse of(Path root) throws IOException {
        var key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
        var use = ALL.computeIfAbsent(key == null ? root.toRealPath() : key, _ -> new InUse(root.toAbsolutePath()));
        synchronized (use) {
            if (use.shared == null) {
                use.share();
            }
        }
        return use;
    }

    private void share() throws IOException {
        var file = root.resolve("in-use");
        if (channel == null) {
            try {
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
            } catch (AccessDeniedException e) {
                readOnly(file, e);
            } catch (FileSystemException e) {
                if (!Files.getFileStore(root).isReadOnly()) {
                    throw e;
                }
                readOnly(file, e);
            }
        }
        if (channel != null) {
            shared = channel.lock(0, Long.MAX_VALUE, true);
        }
    }

    /// A store that is only read from needs no lock file; if there is one, it can be shared.
    private void readOnly(Path file, IOException problem) throws IOException {
        if (Files.isReadable(file)) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } else if (Files.exists(file)) {
            throw problem;
        }
    }

    /// Held while something is added.
    Lock adding() {
        return threads.readLock();
    }

    /// What is done while nobody else works with the store.
    interface Work {
        long run() throws IOException;
    }

    /// Does `work` while nobody else works with the store.
    ///
    /// @throws StoreInUseException if somebody does
    synchronized long alone(Work work) throws IOException {
        if (channel == null || shared == null) {
            throw new StoreInUseException(root);
        }
        threads.writeLock().lock();
        try {
            shared.release();
            shared = null;
            try (var alone = channel.tryLock(0, Long.MAX_VALUE, false)) {
                if (alone == null) {
                    throw new StoreInUseException(root);
                }
                return work.run();
            } finally {
                share();
            }
        } finally {
            threads.writeLock().unlock();
        }
    }
}
