package org.selfsame.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.pack.Packer.Packed;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Region;

/// What came of making an image again from its own tree.
///
/// @param path printable path of the image in the one around it; empty for the outermost
/// @param format the name of its format
/// @param size its size in bytes
/// @param options what was read off it beside its tree, boot code by its digest: with the tree, all that the writer
///        was given
/// @param outcome whether the bytes are the same
/// @param stored the command that the image says it was made by, or null
/// @param written the file that was written, or null
/// @param inner the images in it, those in files first
public record Repack(String path, String format, long size, List<Fact> options, Outcome outcome,
        @Nullable String stored, @Nullable Packed written, List<Repack> inner) {

    /// Copies the lists.
    public Repack {
        options = List.copyOf(options);
        inner = List.copyOf(inner);
    }

    /// Whether the bytes are the same.
    public boolean isEqual() {
        return outcome instanceof Outcome.Equal;
    }

    /// Whether the bytes are the same.
    public sealed interface Outcome {
        /// They are: the image holds nothing but its tree and the options.
        record Equal() implements Outcome {}

        /// They are not, which says nothing of what the image holds: another program, or another version of one, may
        /// lay out the same tree otherwise.
        ///
        /// @param size bytes of the image that was made, or -1 if that was given up at the first difference
        /// @param bytes how many bytes differ of those that both have, or -1 if that was given up
        /// @param first the first differences, in the order in which they were written: what a head says of where things
        ///        lie comes last. Empty if only the sizes differ and the image is the shorter one
        record Different(long size, long bytes, List<Difference> first) implements Outcome {
            /// Copies the list.
            public Different {
                first = List.copyOf(first);
            }
        }

        /// It could not be made.
        ///
        /// @param reason why, in English
        record NotMade(String reason) implements Outcome {}
    }

    /// Bytes that differ.
    ///
    /// @param offset of the first one in the image
    /// @param length how many there are up to the last one
    /// @param kind what sort of bytes they are
    /// @param what the field or structure that they lie in
    /// @param owner printable path of the entry that they belong to, or null
    /// @param image what the image has there, at most 16 bytes in hexadecimal digits
    /// @param made what was made instead, as many; empty if it is not known
    public record Difference(long offset, long length, Region.Kind kind, String what, @Nullable String owner,
            String image, String made) {}
}
