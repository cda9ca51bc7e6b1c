package org.selfsame.format.tar;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Metadata;

/// A member of the archive, as its header and the extended headers before it describe it.
///
/// @param offset of its own header
/// @param type the typeflag
/// @param path as it is stored
/// @param link target of a link, else empty
/// @param dataOffset first byte of what is stored for it
/// @param stored bytes that are stored for it, without the map of a sparse file
/// @param size bytes of the file
/// @param sparse where the stored bytes belong if it is a sparse file
/// @param broken what is wrong with the map of the sparse file
@SuppressWarnings("ArrayRecordComponent")
record Member(long offset, Type type, byte[] path, byte[] link, Metadata metadata, long dataOffset, long stored,
        long size, @Nullable Sparse sparse, @Nullable FormatException broken, long major, long minor) {

    /// What sort of member. Source: POSIX.1-2017, pax, "ustar Header Block"; GNU tar's tar.h.
    enum Type {
        FILE, HARD_LINK, SYMBOLIC_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, DIRECTORY, FIFO, UNKNOWN;

        static Type of(char flag) {
            return switch (flag) {
                case '0', '\0', '7', 'S' -> FILE;
                case '1' -> HARD_LINK;
                case '2' -> SYMBOLIC_LINK;
                case '3' -> CHARACTER_DEVICE;
                case '4' -> BLOCK_DEVICE;
                case '5', 'D' -> DIRECTORY;
                case '6' -> FIFO;
                default -> UNKNOWN;
            };
        }
    }
}
