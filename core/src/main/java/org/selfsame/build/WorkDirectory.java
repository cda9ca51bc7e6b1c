package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FileContent;
import org.selfsame.host.Removal;
import org.selfsame.store.Store;

/// A directory for what a build needs only while it runs. It is locked as long as the build runs: one whose lock is free was
/// left by a build that was killed, and is removed by the next.
final class WorkDirectory implements Closeable {
    private static final String LOCK = "lock";

    /// Those of this process. It must not open their locks again: a file's locks end when any channel to it is closed.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final List<FileContent> opened = new ArrayList<>();
    private int files;

    private WorkDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// A new one below `parent`, which is made if it is not there.
    ///
    /// @throws IOException if it cannot be made, or one that was left not be removed
    static WorkDirectory in(Path parent) throws IOException {
        Files.createDirectories(parent);
        removeLeft(parent);
        var path = Files.createTempDirectory(parent, "");
        HELD.add(path);
        // locked before it has the name under which others look for it
        var unnamed = path.resolve("new");
        var channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.move(unnamed, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
            return new WorkDirectory(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void removeLeft(Path parent) throws IOException {
        List<Path> all;
        try (var found = Files.list(parent)) {
            all = found.toList();
        }
        for (var each : all) {
            var lock = each.resolve(LOCK);
            if (HELD.contains(each) || !Files.isRegularFile(lock)) {
                // another build of this process; or just made, and not locked yet
                continue;
            }
            try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE); var held = channel.tryLock()) {
                if (isFree(held)) {
                    Removal.of(each);
                }
            } catch (NoSuchFileException _) {
                // another process was quicker
            }
        }
    }

    private static boolean isFree(@Nullable FileLock held) {
        return held != null;
    }

    /// Where it lies.
    Path path() {
        return path;
    }

    /// A name for a file in it that was not used before.
    Path file() {
        return path.resolve("file-" + ++files);
    }

    /// The file that `writer` writes, open until this is closed.
    ///
    /// @throws IOException as the writer, or if the disk is full
    FileContent made(Store.Writer writer) throws IOException {
        var file = file();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            writer.write(out);
        }
        return opened(file);
    }

    /// A file, open until this is closed.
    ///
    /// @throws IOException if it cannot be opened
    FileContent opened(Path file) throws IOException {
        return held(FileContent.open(file));
    }

    /// Closes `content` when this is closed.
    FileContent held(FileContent content) {
        opened.add(content);
        return content;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            for (var content : opened) {
                content.close();
            }
            Removal.of(path);
        }
        HELD.remove(path);
    }
}
