package org.selfsame.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.host.TargetException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
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
    }

    /// The writer of a format that is written from start to end.
    @FunctionalInterface
    public interface StreamWriter {
        /// Writes the image of `tree` to `out`, which need not be closed.
        ///
        /// @throws IOException if the tree cannot be read, or has something that the format cannot store
        void write(Tree tree, OutputStream out, Task task) throws IOException;
    }

    /// A writer to a file that writes from start to end.
    public static Writer streamed(StreamWriter writer) {
        return (tree, target, task) -> {
            var out = new BufferedOutputStream(Channels.newOutputStream(target), BUFFER);
            writer.write(tree, out, task);
            out.flush();
        };
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
        try (var file = NewFile.create(target, replace)) {
            try {
                writer.write(tree, file.channel(), task);
                var packed = packed(file.path(), target, task);
                file.complete();
                return packed;
            } catch (IOException e) {
                throw file.explained(e);
            }
        }
    }

    private static Packed packed(Path written, Path target, Task task) throws IOException {
        try (var content = FileContent.open(written);
                var meter = task.begin(Activity.READ_FILE, content.size())) {
            return new Packed(target, content.size(), Digests.of(content, DigestAlgorithm.SHA256, meter::add));
        }
    }
}
