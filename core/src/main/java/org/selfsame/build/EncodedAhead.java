package org.selfsame.build;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.BlockIndex;
import org.selfsame.format.squashfs.KnownBlocks;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.task.Threads;
import org.selfsame.tree.Tree;

/// An image that is made on a thread of its own, and used as far as it has come.
final class EncodedAhead implements Closeable {
    private final Path file;
    private final BlockIndex index = new BlockIndex();
    private final Task task = Task.silent();
    private final AtomicReference<@Nullable RuntimeException> problem = new AtomicReference<>();
    private final Thread thread;
    private @Nullable FileContent image;

    private EncodedAhead(Source source, SquashfsOptions options, Path file) {
        this.file = file;
        thread = Thread.ofPlatform().daemon().name("encode-ahead").unstarted(() -> write(source, options));
    }

    /// Opens what is encoded, on the thread that encodes it.
    @FunctionalInterface
    interface Source {
        /// @param task ends it
        /// @throws IOException if it cannot be read
        Tree open(Task task) throws IOException;
    }

    /// Begins.
    ///
    /// @param file that the image goes to
    static EncodedAhead start(Source source, SquashfsOptions options, Path file) {
        var ahead = new EncodedAhead(source, options, file);
        ahead.thread.start();
        return ahead;
    }

    private void write(Source source, SquashfsOptions options) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            SquashfsWriter.write(source.open(task), channel, options, KnownBlocks.none(options.compressor()), index,
                    task);
        } catch (CancellationException | IOException _) {
            // what was written is of use all the same; if the tree cannot be stored, the real image will tell
        } catch (RuntimeException e) {
            problem.set(e);
        }
    }

    /// Stops, and adds what was written.
    ///
    /// @throws IOException if it cannot be read
    KnownBlocks stopped(KnownBlocks known) throws IOException {
        stop();
        var failed = problem.get();
        if (failed != null) {
            throw failed;
        }
        if (index.size() == 0) {
            return known;
        }
        if (image == null) {
            image = FileContent.open(file);
        }
        return known.with(image, index);
    }

    private void stop() {
        task.cancel();
        Threads.join(thread);
    }

    @Override
    public void close() throws IOException {
        stop();
        if (image != null) {
            image.close();
        }
    }
}
