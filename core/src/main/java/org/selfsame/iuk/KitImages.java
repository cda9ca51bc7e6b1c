package org.selfsame.iuk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// The SquashFS images of a kit, with the compressors and block sizes that Tails uses.
final class KitImages {
    private static final int DIFF_BLOCK = 1 << 20;

    private KitImages() {}

    /// The diff: xz with the filter for x86 code, and blocks and dictionary of 1 MiB.
    static void diff(Tree tree, KitWriter.Options options, FileChannel target, Task task) throws IOException {
        write(tree,
                options(tree, options).compressor(new SquashfsCompressor.Xz(DIFF_BLOCK, true)).blockSize(DIFF_BLOCK),
                target, task);
    }

    /// The container of format 2: xz, blocks of 128 KiB.
    static void outer(Tree tree, KitWriter.Options options, FileChannel target, Task task) throws IOException {
        write(tree, options(tree, options).compressor(SquashfsCompressor.XZ), target, task);
    }

    /// Format 2 is packed by gensquashfs: no table of inodes by number, all ends of files in fragment blocks, and an image
    /// without attributes says so.
    private static SquashfsOptions.Builder options(Tree tree, KitWriter.Options options) throws IOException {
        var builder = SquashfsOptions.of(options.time()).with();
        if (options.format() == KitFormat.SQUASHFS) {
            builder.exported(false).fragments(SquashfsOptions.Fragments.TAILS);
            if (!hasAttributes(tree)) {
                builder.xattrs(SquashfsOptions.Xattrs.NONE);
            }
        }
        return builder;
    }

    private static boolean hasAttributes(Tree tree) throws IOException {
        var found = new boolean[1];
        Walk.of(tree, Limits.DEFAULT, (_, entry) -> found[0] |= !entry.metadata().xattrs().isEmpty());
        return found[0];
    }

    private static void write(Tree tree, SquashfsOptions.Builder options, FileChannel target, Task task)
            throws IOException {
        SquashfsWriter.write(tree, target, options.build(), task);
    }
}
