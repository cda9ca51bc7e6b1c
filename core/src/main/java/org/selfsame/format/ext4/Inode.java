package org.selfsame.format.ext4;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.LittleEndian;

/// An inode. Source: the Linux kernel's Documentation/filesystems/ext4/inodes.rst.
///
/// @param number from 1 on
/// @param offset where it lies in the content
/// @param bytes all that it has, 128 or more
@SuppressWarnings("ArrayRecordComponent")
record Inode(long number, long offset, byte[] bytes) {
    static final int ROOT = 2;
    static final int RESIZE = 7;
    static final int JOURNAL = 8;

    static final int FIFO = 1;
    static final int CHARACTER_DEVICE = 2;
    static final int DIRECTORY = 4;
    static final int BLOCK_DEVICE = 6;
    static final int FILE = 8;
    static final int SYMBOLIC_LINK = 10;
    static final int SOCKET = 12;

    static final int MAP = 40;
    static final int MAP_SIZE = 60;

    private static final int ENCRYPTED = 0x800;
    private static final int EXTENTS = 0x80000;
    private static final int ATTRIBUTE_VALUE = 0x200000;
    private static final int INLINE = 0x10000000;
    private static final int OLD = 128;

    /// What it is an inode of, in the upper 4 bits of the mode.
    int type() {
        return mode() >> 12;
    }

    int mode() {
        return LittleEndian.u16(bytes, 0);
    }

    long user() {
        return LittleEndian.u16(bytes, 2) | (long) LittleEndian.u16(bytes, 120) << 16;
    }

    long group() {
        return LittleEndian.u16(bytes, 24) | (long) LittleEndian.u16(bytes, 122) << 16;
    }

    /// Size in bytes; what is stored for other types than files and directories has 32 bits.
    long size() {
        long low = LittleEndian.u32(bytes, 4);
        return type() == FILE || type() == DIRECTORY ? low | LittleEndian.u32(bytes, 108) << 32 : low;
    }

    int links() {
        return LittleEndian.u16(bytes, 26);
    }

    int flags() {
        return LittleEndian.i32(bytes, 32);
    }

    boolean hasExtents() {
        return (flags() & EXTENTS) != 0;
    }

    boolean isInline() {
        return (flags() & INLINE) != 0;
    }

    boolean isEncrypted() {
        return (flags() & ENCRYPTED) != 0;
    }

    /// Whether its data are the value of an attribute of another inode.
    boolean isAttributeValue() {
        return (flags() & ATTRIBUTE_VALUE) != 0;
    }

    /// Whether it belongs to something: it has a mode and was not deleted.
    boolean isUsed() {
        return mode() != 0 && (links() > 0 || deleted() == 0);
    }

    long deleted() {
        return LittleEndian.u32(bytes, 20);
    }

    /// The block of its extended attributes, or 0.
    long attributeBlock() {
        return LittleEndian.u32(bytes, 104) | (long) LittleEndian.u16(bytes, 118) << 32;
    }

    /// The 60 bytes that hold the map, a short link or inline data.
    byte[] map() {
        return Arrays.copyOfRange(bytes, MAP, MAP + MAP_SIZE);
    }

    /// First byte of the attributes within the inode, or the inode's size if there is no room for any.
    int attributesAt() {
        int at = OLD + extra();
        return (at & 3) == 0 && at + 4 <= bytes.length ? at : bytes.length;
    }

    private int extra() {
        return bytes.length > OLD ? LittleEndian.u16(bytes, OLD) : 0;
    }

    Instant accessed() {
        return time(8, 140);
    }

    Instant changed() {
        return time(12, 132);
    }

    Instant modified() {
        return time(16, 136);
    }

    /// Null where the inode has no room for it.
    @Nullable
    Instant created() {
        return has(144) ? time(144, 148) : null;
    }

    private boolean has(int field) {
        return field + 4 <= Math.min(bytes.length, OLD + extra());
    }

    /// Seconds with a sign, two more bits of them, and 30 bits of nanoseconds.
    private Instant time(int at, int extra) {
        long seconds = LittleEndian.i32(bytes, at);
        if (!has(extra)) {
            return Instant.ofEpochSecond(seconds);
        }
        long more = LittleEndian.u32(bytes, extra);
        return Instant.ofEpochSecond(seconds + ((more & 3) << 32), more >> 2);
    }
}
