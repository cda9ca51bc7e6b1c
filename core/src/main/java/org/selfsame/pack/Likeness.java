package org.selfsame.pack;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.format.fat.FatLikeness;
import org.selfsame.format.fat.FatWriter;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.format.iso9660.IsoLikeness;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.squashfs.SquashfsReader;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Reads off images of one format how they may have been made.
///
/// @param format one that is written and is a file system
/// @param source what reads it off
record Likeness(Format format, Source source) {
    static final Likeness ISO = new Likeness(new IsoFormat(), Likeness::iso);

    private static final List<Likeness> ALL = List.of(new Likeness(new SquashfsFormat(), Likeness::squashfs), ISO,
            new Likeness(new FatFormat(), Likeness::fat));
    /// The superblock.
    private static final int SQUASHFS_HEAD = 96;

    /// Reads off how an image may have been made.
    @FunctionalInterface
    interface Source {
        /// Ways in which the image may have been made, the likeliest first.
        ///
        /// @throws org.selfsame.tree.NotWrittenException if it was made by none that is known
        /// @throws IOException if it cannot be read, or breaks a rule of its format
        List<Making> makings(Content image, Reader reader, Task task) throws IOException;
    }

    /// The format that the content is in, or null if that is none of these.
    static @Nullable Likeness of(Content content) throws IOException {
        for (var likeness : ALL) {
            if (likeness.format.recognizes(content)) {
                return likeness;
            }
        }
        return null;
    }

    private static List<Making> squashfs(Content image, Reader reader, Task task) throws IOException {
        long largest = largest(reader.tree());
        return SquashfsReader.open(image, Limits.DEFAULT).likeness(task).stream().map(options -> new Making(
                MakingFacts.of(options),
                (tree, target, watched) -> SquashfsWriter.write(tree, target, options, watched), SQUASHFS_HEAD,
                largest)).toList();
    }

    private static List<Making> iso(Content image, Reader reader, Task task) throws IOException {
        return IsoLikeness.of(image, Limits.DEFAULT, task).stream().map(options -> streamed(MakingFacts.of(options),
                (tree, out, watched) -> IsoWriter.write(tree, options, out, Limits.DEFAULT, watched))).toList();
    }

    private static List<Making> fat(Content image, Reader reader, Task task) throws IOException {
        return FatLikeness.of(image, Limits.DEFAULT).stream().map(options -> streamed(MakingFacts.of(options),
                (tree, out, watched) -> FatWriter.write(tree, options, out, watched))).toList();
    }

    private static Making streamed(List<Fact> options, Packer.StreamWriter writer) {
        return new Making(options, ImageWriter.streamed(writer), 0, 0);
    }

    /// A writer may take back the file that it is at.
    private static long largest(Tree tree) throws IOException {
        var largest = new long[1];
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                largest[0] = Math.max(largest[0], file.size());
            }
        });
        return largest[0];
    }
}
