package org.selfsame.format.squashfs;

import org.jspecify.annotations.Nullable;

/// The seven types of inodes. In the image, 1 to 7 are the basic ones in this order, 8 to 14 the extended ones.
enum InodeType {
    DIRECTORY(1), FILE(2), SYMLINK(3), BLOCK_DEVICE(4), CHARACTER_DEVICE(5), FIFO(6), SOCKET(7);

    private static final InodeType[] ALL = values();

    private final int number;

    InodeType(int number) {
        this.number = number;
    }

    /// The number of the basic or of the extended inode.
    int number(boolean extended) {
        return extended ? number + ALL.length : number;
    }

    /// The type with this basic number (as directory listings have it), or null.
    static @Nullable InodeType ofBasic(int number) {
        return number < 1 || number > ALL.length ? null : ALL[number - 1];
    }

    static boolean isExtended(int number) {
        return number > ALL.length;
    }

    /// The type with this basic or extended number, or null.
    static @Nullable InodeType of(int number) {
        return ofBasic(isExtended(number) ? number - ALL.length : number);
    }
}
