package org.selfsame.format.squashfs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;

/// A name in a tree that is to be written, and the inode that it will lead to: its number first, its place once it is
/// written.
final class Node {
    private final Entry entry;
    private final InodeType type;
    private final List<Node> children;
    /// The first name of the same file, itself for the first.
    private final Node first;
    private long number;
    private long links = 1;
    private long reference = -1;

    /// @param first the first name of the same file, or null for a name that is the first
    Node(Entry entry, @Nullable Node first) {
        this.entry = entry;
        this.type = InodeOutput.type(entry);
        this.children = type == InodeType.DIRECTORY ? new ArrayList<>() : List.of();
        this.first = first == null ? this : first;
        if (first != null) {
            first.links++;
        }
    }

    Entry entry() {
        return entry;
    }

    InodeType type() {
        return type;
    }

    List<Node> children() {
        return children;
    }

    Node first() {
        return first;
    }

    long number() {
        return first.number;
    }

    void setNumber(long value) {
        number = value;
    }

    /// Names of the inode; of a directory: its own, `.`, and one in each subdirectory.
    long links() {
        if (type != InodeType.DIRECTORY) {
            return first.links;
        }
        long names = 2;
        for (var child : children) {
            names += child.type == InodeType.DIRECTORY ? 1 : 0;
        }
        return names;
    }

    boolean isWritten() {
        return first.reference >= 0;
    }

    /// The inode's place in the inode table, once it is written.
    long reference() {
        return first.reference;
    }

    void setReference(long value) {
        first.reference = value;
    }
}
