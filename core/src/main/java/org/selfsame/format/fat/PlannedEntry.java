package org.selfsame.format.fat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Text;

/// An entry of a tree that is being written: its names, and the clusters that it got.
final class PlannedEntry {
    private static final int PIECE = 13;

    final Entry entry;
    /// The directory that lists it, or null for the root.
    final @Nullable PlannedEntry parent;
    /// The name in UTF-16.
    final String name;
    /// In the order in which the directory lists them.
    final List<PlannedEntry> children = new ArrayList<>();
    /// Bytes of a file; 0 for a directory.
    final long size;
    ShortNames.Assigned shortName = new ShortNames.Assigned(new byte[0], 0, false);
    /// Slots of a directory, those of its label or of `.` and `..` included.
    int slots;
    /// First cluster, or 0 for none.
    long cluster;

    PlannedEntry(Entry entry, @Nullable PlannedEntry parent) {
        this.entry = entry;
        this.parent = parent;
        this.name = entry.name().toString();
        this.size = entry instanceof Entry.File file ? file.size() : 0;
    }

    boolean isDirectory() {
        return entry instanceof Entry.Directory;
    }

    /// How many slots of its directory it takes.
    int ownSlots() {
        return 1 + (shortName.needsLong() ? Math.ceilDiv(name.length(), PIECE) : 0);
    }

    /// Clusters of `clusterBytes` that its data takes. A directory has one at least, but for a fixed root.
    long clusters(int clusterBytes) {
        return isDirectory()
                ? Math.max(1, Math.ceilDiv((long) slots * DirectoryEntry.SIZE, clusterBytes))
                : Math.ceilDiv(size, clusterBytes);
    }

    /// Printable path without a leading slash.
    String path() {
        var path = new StringBuilder(Text.printable(entry.name()));
        for (var at = parent; at != null && at.parent != null; at = at.parent) {
            path.insert(0, "/").insert(0, Text.printable(at.entry.name()));
        }
        return path.toString();
    }
}
