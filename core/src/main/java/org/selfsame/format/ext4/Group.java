package org.selfsame.format.ext4;

import org.selfsame.content.LittleEndian;

/// A group descriptor. Source: the Linux kernel's Documentation/filesystems/ext4/group_descr.rst.
///
/// @param number of the group
/// @param offset where it lies in the content
/// @param blockBitmap block of the bitmap of blocks
/// @param inodeBitmap block of the bitmap of inodes
/// @param inodeTable first block of the inode table
/// @param unusedInodes at the end of the inode table
record Group(int number, long offset, long blockBitmap, long inodeBitmap, long inodeTable, int flags,
        long unusedInodes) {
    private static final int WIDE = 64;
    private static final int INODES_UNINITIALIZED = 1;
    private static final int BLOCKS_UNINITIALIZED = 2;

    static Group parse(byte[] table, int at, int size, int number, long offset) {
        boolean wide = size >= WIDE;
        return new Group(number, offset, block(table, at, at + 32, wide), block(table, at + 4, at + 36, wide),
                block(table, at + 8, at + 40, wide), LittleEndian.u16(table, at + 18),
                LittleEndian.u16(table, at + 28) | (wide ? LittleEndian.u16(table, at + 50) << 16 : 0));
    }

    private static long block(byte[] table, int low, int high, boolean wide) {
        return LittleEndian.u32(table, low) | (wide ? LittleEndian.u32(table, high) << 32 : 0);
    }

    /// Whether the inode table was never written to.
    boolean hasNoInodes() {
        return (flags & INODES_UNINITIALIZED) != 0;
    }

    /// Whether the bitmap of blocks was never written: only the group's own structures are in use.
    boolean hasNoBitmap() {
        return (flags & BLOCKS_UNINITIALIZED) != 0;
    }
}
