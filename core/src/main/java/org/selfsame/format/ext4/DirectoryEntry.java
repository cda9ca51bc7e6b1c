package org.selfsame.format.ext4;

import org.selfsame.tree.Name;

/// An entry of a directory that is in use.
///
/// @param offset where it lies in the content; in the second part of inline data, a number that no other entry has
/// @param inode that it leads to
/// @param type the sort of inode as the entry states it, or 0 where it does not
record DirectoryEntry(long offset, long inode, int type, Name name) {
    private static final int[] MODES = {0, Inode.FILE, Inode.DIRECTORY, Inode.CHARACTER_DEVICE, Inode.BLOCK_DEVICE,
            Inode.FIFO, Inode.SOCKET, Inode.SYMBOLIC_LINK};

    boolean isSelf() {
        return name.equals(Name.of("."));
    }

    boolean isParent() {
        return name.equals(Name.of(".."));
    }

    /// Whether the inode is of another sort than stated.
    boolean disagrees(Inode found) {
        return type != 0 && (type >= MODES.length || MODES[type] != found.type());
    }
}
