package org.selfsame.normalize;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Glob;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// A tree that is being changed. Names, metadata and places are held in memory, contents are not. Not thread-safe.
public final class Draft {
    private final Node root;
    private final List<Node> removed = new ArrayList<>();

    private Draft(Node root) {
        this.root = root;
    }

    /// Reads a whole tree, but no content.
    ///
    /// @throws FormatException if the tree is deeper, or has more entries, than `limits` allows, or two entries with one
    ///         path
    /// @throws IOException if it cannot be read
    static Draft of(Tree tree, Limits limits, Task task) throws IOException {
        var root = new Node(null, tree.root());
        var links = new HashMap<Long, Node>();
        var stack = new ArrayDeque<Node>();
        stack.push(root);
        long entries = 0;
        try (var meter = task.begin(Activity.LIST, -1)) {
            while (!stack.isEmpty()) {
                var at = stack.pop();
                if (!(at.entry instanceof Entry.Directory directory)) {
                    continue;
                }
                if (at.depth > limits.depth()) {
                    throw new FormatException("tree", 0, "directories nested more than " + limits.depth() + " deep");
                }
                for (var child : directory.children()) {
                    meter.add(1);
                    if (++entries > limits.entries()) {
                        throw new FormatException("tree", 0, "more than " + limits.entries() + " entries");
                    }
                    var node = new Node(at, child);
                    if (at.children.put(child.name(), node) != null) {
                        throw new FormatException("tree", 0, "two entries of one name: " + node.path());
                    }
                    node.link(links);
                    stack.push(node);
                }
            }
        }
        return new Draft(root);
    }

    /// The directory that everything is in.
    public Node root() {
        return root;
    }

    /// The files that fit one of these paths, those of the first path first: as [#find].
    public List<Node> files(List<String> globs) {
        return globs.stream().flatMap(glob -> find(glob).stream()).filter(Node::isFile).toList();
    }

    /// What fits a path from the root on, in the order of the paths: `*` and `?` stand for characters of one name, `**` for
    /// any number of names. Symbolic links are not followed.
    public List<Node> find(String glob) {
        SequencedCollection<Node> found = List.of(root);
        for (var part : glob.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            var next = new LinkedHashSet<Node>();
            if (part.equals("**")) {
                found.forEach(node -> node.walk(next::add));
            } else if (part.contains("*") || part.contains("?")) {
                var pattern = Pattern.compile(Glob.regex(part), Pattern.DOTALL);
                for (var node : found) {
                    node.children().stream().filter(child -> pattern.matcher(Text.printable(child.name())).matches())
                            .forEach(next::add);
                }
            } else {
                var name = Name.of(part);
                for (var node : found) {
                    var child = node.children.get(name);
                    if (child != null) {
                        next.add(child);
                    }
                }
            }
            found = next;
        }
        return List.copyOf(found);
    }

    /// Everything, parents before children, in the order of the names.
    public List<Node> all() {
        var all = new ArrayList<Node>();
        root.walk(all::add);
        return all;
    }

    /// The tree as it is now. Later changes are not in it.
    public Tree tree() {
        return new Tree((Entry.Directory) root.made());
    }

    /// What was removed, with all that was in it.
    List<Node> removed() {
        return List.copyOf(removed);
    }

    /// Takes an entry out, with all that is in it.
    void remove(Node node) {
        var parent = node.parent;
        if (parent != null && parent.children.remove(node.name()) != null) {
            removed.add(node);
        }
    }

    /// An entry and its place.
    public static final class Node {
        private final @Nullable Node parent;
        private final Entry entry;
        private final int depth;
        private final Map<Name, Node> children;
        private Metadata metadata;
        private @Nullable Content content;
        private @Nullable Node nextLink;

        private Node(@Nullable Node parent, Entry entry) {
            this.parent = parent;
            this.entry = entry;
            depth = parent == null ? 0 : parent.depth + 1;
            children = entry instanceof Entry.Directory ? new TreeMap<>() : Map.of();
            metadata = entry.metadata();
        }

        /// Joins the ring of the names of one file.
        private void link(Map<Long, Node> links) {
            if (entry instanceof Entry.File && metadata.inode() != 0) {
                var first = links.putIfAbsent(metadata.inode(), this);
                if (first != null) {
                    nextLink = first.nextLink == null ? first : first.nextLink;
                    first.nextLink = this;
                }
            }
        }

        /// The name within the directory.
        public Name name() {
            return entry.name();
        }

        /// The entry as it was read.
        public Entry entry() {
            return entry;
        }

        /// What is recorded about it now.
        public Metadata metadata() {
            return metadata;
        }

        /// The directory that it is in, or null for the root.
        public @Nullable Node parent() {
            return parent;
        }

        /// Printable path with a leading slash; `/` is the root.
        public String path() {
            var up = parent;
            return up == null ? "/" : (up.parent == null ? "" : up.path()) + "/" + Text.printable(name());
        }

        /// What is in it now, in the order of the names; empty for what is no directory.
        public List<Node> children() {
            return List.copyOf(children.values());
        }

        /// Whether it is a regular file.
        public boolean isFile() {
            return entry instanceof Entry.File;
        }

        /// The bytes of a file as they are now.
        ///
        /// @throws IOException if they cannot be read
        public Content content() throws IOException {
            if (content != null) {
                return content;
            }
            if (entry instanceof Entry.File file) {
                return file.content();
            }
            throw new FormatException("tree", 0, path() + " is no file");
        }

        /// Whether its content is another than was read.
        boolean isRewritten() {
            return content != null;
        }

        /// Gives it, and all other names of the same file, another content.
        void content(Content other) {
            var at = this;
            do {
                at.content = other;
                at = at.nextLink == null ? this : at.nextLink;
            } while (!at.equals(this));
        }

        /// Gives it, and all other names of the same file, other metadata.
        void metadata(Metadata other) {
            var at = this;
            do {
                at.metadata = other;
                at = at.nextLink == null ? this : at.nextLink;
            } while (!at.equals(this));
        }

        /// Whether an earlier name of the same file was seen already.
        boolean isFurtherLink(Set<Long> seen) {
            return nextLink != null && !seen.add(metadata.inode());
        }

        private void walk(Consumer<Node> visitor) {
            var stack = new ArrayDeque<Node>();
            stack.push(this);
            while (!stack.isEmpty()) {
                var at = stack.pop();
                visitor.accept(at);
                new ArrayList<>(at.children.values()).reversed().forEach(stack::push);
            }
        }

        private Entry made() {
            return switch (entry) {
                case Entry.Directory _ -> new Made(name(), metadata, children());
                case Entry.File file when content == null && metadata.equals(file.metadata()) -> file;
                case Entry.File file when content == null -> new Kept(metadata, file);
                case Entry.File _ -> MemoryTree.file(name(), metadata, Objects.requireNonNull(content));
                case Entry.Symlink link -> new Entry.Symlink(name(), metadata, link.target());
                case Entry.Device device ->
                    new Entry.Device(name(), metadata, device.block(), device.major(), device.minor());
                case Entry.Fifo _ -> new Entry.Fifo(name(), metadata);
                case Entry.Socket _ -> new Entry.Socket(name(), metadata);
            };
        }
    }

    private record Made(Name name, Metadata metadata, List<Node> nodes) implements Entry.Directory {
        @Override
        public List<Entry> children() {
            return nodes.stream().map(Node::made).toList();
        }
    }

    /// A file with other metadata.
    private record Kept(Metadata metadata, Entry.File file) implements Entry.File {
        @Override
        public Name name() {
            return file.name();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Content content() throws IOException {
            return file.content();
        }
    }
}
