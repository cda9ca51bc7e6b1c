package org.selfsame.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// The writer of a format, with its options, to wherever bytes can go: see [Packer.Writer].
@FunctionalInterface
interface ImageWriter {
    int BUFFER = 1 << 18;

    /// Writes the image of `tree` to `target`, from its start on.
    ///
    /// @throws IOException if the tree cannot be read, or has something that the format cannot store
    void write(Tree tree, SeekableByteChannel target, Task task) throws IOException;

    /// One that writes from start to end.
    static ImageWriter streamed(Packer.StreamWriter writer) {
        return (tree, target, task) -> {
            var out = new BufferedOutputStream(Channels.newOutputStream(target), BUFFER);
            writer.write(tree, out, task);
            out.flush();
        };
    }
}
