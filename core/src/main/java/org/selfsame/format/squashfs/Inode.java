package org.selfsame.format.squashfs;

import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Name;

/// An inode as it is in the table, its numbers not yet followed.
///
/// @param reference its place in the inode table
/// @param mode the mode field; only `07777` should be set
/// @param user numeric owner, looked up in the id table
/// @param group numeric group, looked up in the id table
/// @param modified seconds since 1970, 0 to 2^32 - 1
/// @param links the number of names, 1 where the inode states none
/// @param xattr number in the xattr id table, or [#NO_XATTR]
record Inode(long reference, InodeType type, int mode, long user, long group, long modified, long number, long links,
        long xattr, Body body) {
    static final long NO_XATTR = 0xffffffffL;
    static final long NO_FRAGMENT = 0xffffffffL;

    /// What depends on the type.
    sealed interface Body {}

    /// @param size bytes of the listing plus 3
    /// @param block block of the listing, relative to the directory table
    /// @param offset in the decoded block
    /// @param parent inode number of the parent
    record DirectoryBody(long size, long block, int offset, long parent) implements Body {
        /// Bytes of the listing; an empty directory has a size of 3, or of 0 in old images.
        long listingSize() {
            return Math.max(0, size - 3);
        }
    }

    /// @param start position of the first block in the image
    /// @param sparse bytes that its zero blocks save, for the count of blocks in use
    /// @param fragment number in the fragment table, or [Inode#NO_FRAGMENT]
    /// @param fragmentOffset of the tail in the decoded fragment block
    /// @param listBlock number of the block of the inode table in which the list of block sizes begins
    /// @param listOffset where in that block
    record FileBody(long start, long size, long sparse, long fragment, long fragmentOffset, int listBlock,
            int listOffset) implements Body {
        boolean hasFragment() {
            return fragment != NO_FRAGMENT;
        }

        /// Length of the list of block sizes.
        long blockCount(int blockLog) {
            long whole = size >>> blockLog;
            return hasFragment() || size == whole << blockLog ? whole : whole + 1;
        }
    }

    record SymlinkBody(Name target) implements Body {}

    record DeviceBody(long device) implements Body {
        /// Linux keeps 12 bits of the major number above 8 bits of the minor one, whose other 12 are on top.
        static DeviceBody of(long major, long minor) {
            return new DeviceBody(minor & 0xff | major << 8 | (minor & 0xfff00) << 12);
        }

        /// Whether there is a place for these numbers.
        static boolean fits(long major, long minor) {
            return major >= 0 && major <= 0xfff && minor >= 0 && minor <= 0xfffff;
        }

        long major() {
            return device >>> 8 & 0xfff;
        }

        long minor() {
            return device & 0xff | device >>> 12 & 0xfff00;
        }
    }

    /// Pipes and sockets have nothing more.
    record NoBody() implements Body {
        static final NoBody INSTANCE = new NoBody();
    }

    @Nullable
    DirectoryBody asDirectory() {
        return body instanceof DirectoryBody directory ? directory : null;
    }

    boolean hasXattrs() {
        return xattr != NO_XATTR;
    }
}
