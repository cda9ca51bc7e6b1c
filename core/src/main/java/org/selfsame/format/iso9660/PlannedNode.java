package org.selfsame.format.iso9660;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;

/// An entry of a tree that is being written: where it goes, and what it is called in each hierarchy.
final class PlannedNode {
    final Entry entry;
    /// The directory that lists it, or null for the root.
    final @Nullable PlannedNode parent;
    /// In the order of the tree.
    final List<PlannedNode> children = new ArrayList<>();
    /// Where its data is. Names of one file share it.
    FileData data = FileData.NONE;
    /// Its identifier in the plain hierarchy, without a version.
    byte[] plainName = {};
    /// Its identifier in the Joliet hierarchy, without a version.
    byte[] jolietName = {};
    /// How many names its file has in the tree.
    long links = 1;

    PlannedNode(Entry entry, @Nullable PlannedNode parent) {
        this.entry = entry;
        this.parent = parent;
    }

    boolean isDirectory() {
        return entry instanceof Entry.Directory;
    }

    /// Whether Joliet can hold it.
    boolean isForJoliet() {
        return entry instanceof Entry.Directory || entry instanceof Entry.File;
    }

    /// The data of one file.
    static final class FileData {
        static final FileData NONE = new FileData(0);

        final long size;
        /// First sector.
        long sector;

        FileData(long size) {
            this.size = size;
        }
    }
}
