package org.selfsame.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.FormatException;

/// Builds the tree of a format that lists its entries by path (tar, zip, cpio). Directories that are only named within
/// a path get no metadata; of a directory that is listed again the last metadata count; other entries with the path of
/// an earlier one stand beside it, in the order of the archive.
///
/// Empty and `.` components of a path are left out, as every tool does; `..` is kept as a name, which is not plain.
/// Not thread-safe while it is built; the tree is.
public final class PathTree {
    /// What a node takes in memory beside its name, its metadata included.
    private static final int NODE = 256;
    private final String format;
    private final Limits limits;
    private final long mostMemory;
    private final Node root = new Node(Name.of(""), Metadata.NONE);
    private long memory;
    private long nodes;

    /// Makes an entry that has the name that is given; called each time when the directory is listed.
    @FunctionalInterface
    public interface Maker {
        /// @throws FormatException if the entry breaks a rule of the format
        /// @throws IOException if it cannot be read
        Entry make(Name name) throws IOException;
    }

    /// A tree without entries.
    ///
    /// @param format for the exceptions
    /// @param size of the archive in bytes
    public PathTree(String format, Limits limits, long size) {
        this.format = format;
        this.limits = limits;
        // so many that an honest archive of half a million empty members stays below
        mostMemory = 2 * limits.tableBytes() + Math.min(size, Long.MAX_VALUE / 2);
    }

    /// Adds the directory at `path`, or gives it other metadata.
    ///
    /// @param offset where it is listed, for the exception
    /// @throws FormatException if the path is too deep, or the tree too large
    public void directory(byte[] path, long offset, Metadata metadata) throws FormatException {
        directory(components(path), offset).metadata = metadata;
    }

    /// Adds an entry at `path` that is no directory. One whose path has no component is called as its path.
    ///
    /// @param offset where it is listed, for the exception
    /// @throws FormatException if the path is too deep, or the tree too large
    public void entry(byte[] path, long offset, Maker maker) throws FormatException {
        var components = components(path);
        var name = components.isEmpty() ? Name.of(path) : components.removeLast();
        charge(name, offset);
        directory(components, offset).leaves.add(new Leaf(name, maker));
    }

    /// The tree of everything that was added.
    public Tree tree() {
        return new Tree(root);
    }

    /// The components of a path, without those that lead nowhere.
    public static List<Name> components(byte[] path) {
        var components = new ArrayList<Name>();
        for (int start = 0; start <= path.length;) {
            int end = start;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            if (end > start && !(end == start + 1 && path[start] == '.')) {
                components.add(Name.of(Arrays.copyOfRange(path, start, end)));
            }
            start = end + 1;
        }
        return components;
    }

    /// The printable path of the entry that was added at `path`, as [Walk] gives it.
    public static String printable(byte[] path) {
        var text = new StringBuilder();
        for (var component : components(path)) {
            text.append(text.isEmpty() ? "" : "/").append(Text.printable(component));
        }
        return text.toString();
    }

    /// Whether a path leads out of the directory that it is taken in: it is absolute, or has a `..`.
    public static boolean leadsOut(byte[] path) {
        return path.length > 0 && path[0] == '/' || components(path).contains(Name.of(".."));
    }

    private Node directory(List<Name> components, long offset) throws FormatException {
        if (components.size() > limits.depth()) {
            throw new FormatException(format, offset, "directories nested more than " + limits.depth() + " deep");
        }
        var at = root;
        for (var name : components) {
            var below = at.directories.get(name);
            if (below == null) {
                charge(name, offset);
                below = new Node(name, Metadata.NONE);
                at.directories.put(name, below);
            }
            at = below;
        }
        return at;
    }

    private void charge(Name name, long offset) throws FormatException {
        memory += NODE + name.length();
        if (++nodes > limits.entries() || memory > mostMemory) {
            throw new FormatException(format, offset, "the tree has " + nodes + " entries, whose names take too much "
                    + "memory");
        }
    }

    private record Leaf(Name name, Maker maker) {}

    private static final class Node implements Entry.Directory {
        private final Name name;
        private final SortedMap<Name, Node> directories = new TreeMap<>();
        private final List<Leaf> leaves = new ArrayList<>(0);
        private Metadata metadata;

        Node(Name name, Metadata metadata) {
            this.name = name;
            this.metadata = metadata;
        }

        @Override
        public Name name() {
            return name;
        }

        @Override
        public Metadata metadata() {
            return metadata;
        }

        @Override
        public List<Entry> children() throws IOException {
            var children = new ArrayList<Entry>(directories.values());
            for (var leaf : leaves) {
                children.add(leaf.maker().make(leaf.name()));
            }
            children.sort(Comparator.comparing(Entry::name));
            return children;
        }
    }
}
