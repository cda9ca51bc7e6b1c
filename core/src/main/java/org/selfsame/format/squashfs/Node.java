package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// A name in a tree that is to be written, and the inode that it will lead to: its number first, its place once it is
/// written. Numbers are given as mksquashfs does, parents before children; only the root has the last one.
final class Node {
    private final Entry entry;
    private final List<Node> children = new ArrayList<>();
    /// The first name of the same file, itself for the first.
    private final Node first;
    private long number;
    private long links = 1;
    private long reference = -1;

    private Node(Entry entry, @Nullable Node first) {
        this.entry = entry;
        this.first = first == null ? this : first;
    }

    /// What a whole tree comes to.
    ///
    /// @param inodes number of inodes
    /// @param bytes of all files, each counted once
    record Plan(Node root, long inodes, long bytes) {}

    /// Reads the whole tree, but no content.
    ///
    /// @throws IOException if the tree cannot be read, or cannot be stored: a name that is not plain, too long, or
    ///         there twice; directories too deep
    static Plan plan(Entry.Directory root) throws IOException {
        var planner = new Planner();
        var node = new Node(root, null);
        planner.addChildren(node, root, 0);
        node.number = planner.inodes + 1;
        return new Plan(node, node.number, planner.bytes);
    }

    Entry entry() {
        return entry;
    }

    List<Node> children() {
        return children;
    }

    long number() {
        return first.number;
    }

    /// Names of the inode; of a directory: its own, `.`, and one in each subdirectory.
    long links() {
        if (!(entry instanceof Entry.Directory)) {
            return first.links;
        }
        return 2 + children.stream().filter(child -> child.entry instanceof Entry.Directory).count();
    }

    /// The inode's place in the inode table, or -1 before it is written.
    long reference() {
        return first.reference;
    }

    void setReference(long value) {
        first.reference = value;
    }

    private static final class Planner {
        private final Map<Long, Node> files = new HashMap<>();
        private long inodes;
        private long bytes;

        void addChildren(Node node, Entry.Directory directory, int depth) throws IOException {
            if (depth >= Limits.DEFAULT.depth()) {
                throw new IOException("directories nested more than " + Limits.DEFAULT.depth() + " deep");
            }
            Name before = null;
            for (var entry : directory.children()) {
                var name = entry.name();
                if (!name.isPlain() || name.length() > Listing.LONGEST_NAME || before != null && before.equals(name)) {
                    throw new IOException("SquashFS has no place for the name " + Text.printable(name));
                }
                before = name;
                var child = add(entry);
                node.children.add(child);
                if (entry instanceof Entry.Directory inner) {
                    addChildren(child, inner, depth + 1);
                }
            }
        }

        private Node add(Entry entry) {
            long identity = entry instanceof Entry.Directory ? 0 : entry.metadata().inode();
            var first = identity == 0 ? null : files.get(identity);
            if (first != null && InodeOutput.type(first.entry) != InodeOutput.type(entry)) {
                first = null;
                identity = 0;
            }
            var node = new Node(entry, first);
            if (first != null) {
                first.links++;
                return node;
            }
            node.number = ++inodes;
            if (identity != 0) {
                files.put(identity, node);
            }
            if (entry instanceof Entry.File file) {
                bytes += file.size();
            }
            return node;
        }
    }
}
