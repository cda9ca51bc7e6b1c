package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory of the image: where its extent lies, and the directories that lead to it. Holds nothing of what it
/// lists.
///
/// @param hierarchy what it is part of
/// @param offset where its extent begins in the image
/// @param length bytes of its extent
/// @param record where the record that leads to it lies
/// @param parent the directory that lists it, or null for the root
record IsoDirectory(Hierarchy hierarchy, Name name, Metadata metadata, long offset, long length,
        long record, @Nullable IsoDirectory parent) implements Entry.Directory {

    @Override
    public List<Entry> children() throws IOException {
        return hierarchy.children(this);
    }

    /// Whether one of the directories that lead here has this one's extent.
    boolean isItsOwnAncestor() {
        for (var at = parent; at != null; at = at.parent) {
            if (at.offset == offset) {
                return true;
            }
        }
        return false;
    }

    int depth() {
        int depth = 0;
        for (var at = parent; at != null; at = at.parent) {
            depth++;
        }
        return depth;
    }

    // a record compares and prints its components; these ones lead to each other
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name + " at " + offset;
    }
}
