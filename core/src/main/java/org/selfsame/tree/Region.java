package org.selfsame.tree;

import org.jspecify.annotations.Nullable;

/// A range of a content and what it is.
///
/// @param offset first byte, from the start of the content
/// @param length number of bytes, more than 0
/// @param kind what sort of bytes they are
/// @param what the standard term for them, such as `superblock`, `inode table`, `primary volume descriptor`,
///        `GPT header`, or a dotted field name within a structure, such as `superblock.mkfs_time`
/// @param owner the printable path of the entry that the bytes belong to, or null if they belong to none
public record Region(long offset, long length, Kind kind, String what, @Nullable String owner) {

    /// What sort of bytes.
    public enum Kind {
        /// A structure of the format: a table, a descriptor, a header.
        STRUCTURE,
        /// One field of a structure; lies inside a region of kind `STRUCTURE`.
        FIELD,
        /// Bytes of an entry's content (possibly compressed).
        DATA,
        /// Filling that the format asks for.
        PADDING,
        /// Bytes that nothing in the image refers to.
        UNKNOWN
    }

    /// The first byte after the region.
    public long end() {
        return offset + length;
    }
}
