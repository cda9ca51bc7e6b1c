package org.selfsame.iuk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// The SquashFS images of a kit.
final class KitImages {
    private KitImages() {}

    /// The diff.
    static void diff(Tree tree, KitWriter.Options options, FileChannel target, Task task) throws IOException {
        SquashfsWriter.write(tree, target, new SquashfsWriter.Options(true, options.time()), task);
    }

    /// The container of format 2.
    static void outer(Tree tree, KitWriter.Options options, FileChannel target, Task task) throws IOException {
        SquashfsWriter.write(tree, target, new SquashfsWriter.Options(true, options.time()), task);
    }
}
