package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Text;

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
    /// The number of its file among those that have several names, from 1; 0 if it has one name.
    long serial;
    private long subdirectories;

    PlannedNode(Entry entry, @Nullable PlannedNode parent) {
        this.entry = entry;
        this.parent = parent;
    }

    /// Adds what it lists.
    void add(PlannedNode child) {
        children.add(child);
        if (child.isDirectory()) {
            subdirectories++;
        }
    }

    /// How many directories it lists: each of them states that too, as its parent's links.
    long subdirectories() {
        return subdirectories;
    }

    boolean isDirectory() {
        return entry instanceof Entry.Directory;
    }

    /// Whether Joliet can hold it.
    boolean isForJoliet() {
        return entry instanceof Entry.Directory || entry instanceof Entry.File;
    }

    /// Its printable path, without a leading slash.
    String path() {
        var names = new ArrayDeque<String>();
        for (var at = this; at.parent != null; at = at.parent) {
            names.push(Text.printable(at.entry.name()));
        }
        return String.join("/", names);
    }

    /// The data of one file.
    static final class FileData {
        static final FileData NONE = new FileData(0, null);

        final long size;
        /// The file itself, or null where there is none.
        final Entry.@Nullable File file;
        /// First sector.
        long sector;
        /// What is written in place of the file's content, which is as long, or null.
        @Nullable
        Content replacement;

        FileData(long size, Entry.@Nullable File file) {
            this.size = size;
            this.file = file;
        }

        /// What is written.
        ///
        /// @throws IOException if the file's content cannot be opened, or is not as long as the file says
        Content content() throws IOException {
            if (replacement != null) {
                return replacement;
            }
            if (file == null) {
                throw new IllegalStateException("nothing that has data");
            }
            var content = file.content();
            if (content.size() != size) {
                throw new IOException("\"" + Text.printable(file.name()) + "\" has " + content.size()
                        + " bytes, not the " + size + " that it states");
            }
            return content;
        }
    }
}
