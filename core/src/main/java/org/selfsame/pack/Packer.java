package org.selfsame.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.content.SummedOutput;
import org.selfsame.host.NewFile;
import org.selfsame.host.TargetException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.Threads;
import org.selfsame.tree.Tree;

/// Writes an image to a file of this computer.
public final class Packer {
    private static final int BUFFER = 1 << 18;

    private Packer() {}

    /// The writer of a format, with its options.
    @FunctionalInterface
    public interface Writer {
        /// Writes the image of `tree` to `target`, from its start on.
        ///
        /// @throws IOException if the tree cannot be read, or has something that the format cannot store
        void write(Tree tree, FileChannel target, Task task) throws IOException;

        /// As [#write].
        ///
        /// @return the SHA-256 of the image, if it was computed on the way, else null
        default @Nullable Digest writeSummed(Tree tree, FileChannel target, Task task) throws IOException {
            write(tree, target, task);
            return null;
        }

        /// This writer, with a check of what it has read when it is done.
        default Writer checkedBy(InputCheck check) {
            return new Checked(this, check);
        }
    }

    /// Finds out whether what was read has changed meanwhile.
    @FunctionalInterface
    public interface InputCheck {
        /// @throws IOException if it has
        void run() throws IOException;
    }

    private record Checked(Writer writer, InputCheck check) implements Writer {
        @Override
        public void write(Tree tree, FileChannel target, Task task) throws IOException {
            writer.write(tree, target, task);
            check.run();
        }

        @Override
        public @Nullable Digest writeSummed(Tree tree, FileChannel target, Task task) throws IOException {
            var digest = writer.writeSummed(tree, target, task);
            check.run();
            return digest;
        }
    }

    /// The writer of a format that is written from start to end.
    @FunctionalInterface
    public interface StreamWriter {
        /// Writes the image of `tree` to `out`, which need not be closed.
        ///
        /// @throws IOException if the tree cannot be read, or has something that the format cannot store
        void write(Tree tree, OutputStream out, Task task) throws IOException;
    }

    /// A writer to a file that writes from start to end, and computes the digest of what it writes.
    public static Writer streamed(StreamWriter writer) {
        return new Streamed(writer);
    }

    private record Streamed(StreamWriter writer) implements Writer {
        @Override
        public void write(Tree tree, FileChannel target, Task task) throws IOException {
            var out = new BufferedOutputStream(Channels.newOutputStream(target), BUFFER);
            writer.write(tree, out, task);
            out.flush();
        }

        @Override
        public Digest writeSummed(Tree tree, FileChannel target, Task task) throws IOException {
            try (var summed = new SummedOutput(target)) {
                var out = new BufferedOutputStream(summed, BUFFER);
                writer.write(tree, out, task);
                out.flush();
                return summed.digest();
            }
        }
    }

    /// What was written.
    ///
    /// @param size in bytes
    public record Packed(Path file, long size, Digest sha256) {}

    /// Writes the image of `tree`. The file is complete and on the disk when this returns; when it throws, or is cancelled,
    /// there is none.
    ///
    /// @param replace whether a file that is there is replaced
    /// @throws TargetException if there is a file that is not to be replaced, or no such directory
    /// @throws org.selfsame.host.HostException if the disk is full
    /// @throws IOException if the tree cannot be read or stored, or the file not be written
    public static Packed pack(Tree tree, Writer writer, Path target, boolean replace, Task task) throws IOException {
        return create(target, replace, file -> {
            var digest = writer.writeSummed(tree, file.channel(), task);
            task.checkCancelled();
            return digest == null ? packed(file, target, task) : new Packed(target, file.channel().size(), digest);
        });
    }

    /// As [#pack], for whom the digest is of no use.
    ///
    /// @throws IOException as [#pack]
    public static void write(Tree tree, Writer writer, Path target, boolean replace, Task task) throws IOException {
        create(target, replace, file -> {
            writer.write(tree, file.channel(), task);
            task.checkCancelled();
            return file;
        });
    }

    /// Fills a file.
    @FunctionalInterface
    private interface Filling<T> {
        T fill(NewFile file) throws IOException;
    }

    /// Makes a file that is there complete or not at all.
    private static <T> T create(Path target, boolean replace, Filling<T> filling) throws IOException {
        try (var file = NewFile.create(target, replace)) {
            try {
                var answer = filling.fill(file);
                file.complete();
                return answer;
            } catch (IOException e) {
                throw file.explained(e);
            }
        }
    }

    /// The file goes to the disk while it is read.
    private static Packed packed(NewFile file, Path target, Task task) throws IOException {
        var flushing = new FutureTask<>(() -> {
            file.channel().force(false);
            return file;
        });
        try (var content = FileContent.open(file.path());
                var meter = task.begin(Activity.READ_FILE, content.size())) {
            Thread.ofPlatform().daemon().name("flush").start(flushing);
            var digest = Digests.of(content, DigestAlgorithm.SHA256, meter::add);
            Threads.finish(flushing);
            return new Packed(target, content.size(), digest);
        }
    }
}
