package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory, and the way from the root to it, which tells a cycle from a deep tree.
record SquashfsDirectory(Entries entries, Name name, Metadata metadata, Inode inode, Inode.DirectoryBody body,
        @Nullable SquashfsDirectory parent) implements Entry.Directory {

    @Override
    public List<Entry> children() throws IOException {
        return entries.children(this);
    }

    /// Whether this or a directory above it has its inode at `reference`.
    boolean comesFrom(long reference) {
        for (var at = this; at != null; at = at.parent) {
            if (at.inode.reference() == reference) {
                return true;
            }
        }
        return false;
    }

    /// Two readings of one place; never the whole way up.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
