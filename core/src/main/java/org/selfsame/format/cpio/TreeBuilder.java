package org.selfsame.format.cpio;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.content.Content;
import org.selfsame.content.DigestedContent;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Makes a tree of the members. Directories that no member states are there all the same, without metadata. Of a
/// directory that is stated twice the last statement holds; other entries stay side by side.
final class TreeBuilder {
    private static final int DIRECTORY = 0040000;
    /// What a directory takes in memory that no member states.
    private static final int IMPLIED = 200;

    private final Archive archive;
    private final Limits limits;
    private final HardLinks links;
    private final Node root = new Node(Name.of(new byte[0]));
    private long implied;

    private TreeBuilder(Archive archive, Limits limits) {
        this.archive = archive;
        this.limits = limits;
        this.links = new HardLinks(archive.members());
    }

    /// @throws FormatException if paths are deeper than the limit, or take too much memory
    static Entry.Directory of(Archive archive, Limits limits) throws FormatException {
        var builder = new TreeBuilder(archive, limits);
        for (var member : archive.members()) {
            builder.add(member);
        }
        return builder.root.sorted();
    }

    /// A directory while it is being filled.
    private static final class Node {
        private final Name name;
        private final Map<Name, Node> directories = new HashMap<>();
        private final List<Entry> others = new ArrayList<>();
        private Metadata metadata = Metadata.NONE;

        Node(Name name) {
            this.name = name;
        }

        Entry.Directory sorted() {
            var children = new ArrayList<>(others);
            directories.values().forEach(node -> children.add(node.sorted()));
            children.sort(Comparator.comparing(Entry::name));
            return new Folder(name, metadata, List.copyOf(children));
        }
    }

    private record Folder(Name name, Metadata metadata, List<Entry> children) implements Entry.Directory {}

    private record Bytes(Name name, Metadata metadata, Content archive, Member data) implements Entry.File {
        @Override
        public long size() {
            return data.header().size();
        }

        @Override
        public Content content() throws IOException {
            var bytes = archive.slice(data.data(), size());
            var digest = data.digest();
            return digest == null ? bytes : new DigestedContent(bytes, digest);
        }
    }

    private void add(Member member) throws FormatException {
        var parts = parts(member.name());
        if (parts.size() > limits.depth()) {
            throw HeaderReader.broken(member.offset(), "a path of " + parts.size() + " names; at most "
                    + limits.depth() + " are read");
        }
        boolean directory = member.header().type() == DIRECTORY;
        int inner = directory ? parts.size() : parts.size() - 1;
        var at = root;
        for (int i = 0; i < inner; i++) {
            at = directory(at, parts.get(i), member);
        }
        if (directory) {
            at.metadata = metadata(member);
        } else {
            at.others.add(entry(parts.isEmpty() ? member.name() : parts.getLast(), member));
        }
    }

    private Node directory(Node parent, Name name, Member member) throws FormatException {
        var node = parent.directories.get(name);
        if (node == null) {
            implied += IMPLIED + name.length();
            if (implied > limits.tableBytes()) {
                throw HeaderReader.broken(member.offset(), "the directories take more than " + limits.tableBytes()
                        + " bytes of memory");
            }
            node = new Node(name);
            parent.directories.put(name, node);
        }
        return node;
    }

    /// The names of a path; empty ones and `.` lead nowhere else.
    static List<Name> parts(Name path) {
        var bytes = path.bytes();
        var parts = new ArrayList<Name>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '/') {
                if (i - start > 1 || i - start == 1 && bytes[start] != '.') {
                    parts.add(Name.of(Arrays.copyOfRange(bytes, start, i)));
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private Entry entry(Name name, Member member) {
        var header = member.header();
        var metadata = metadata(member);
        return switch (header.type()) {
            case 0020000 -> new Entry.Device(name, metadata, false, header.rdevMajor(), header.rdevMinor());
            case 0060000 -> new Entry.Device(name, metadata, true, header.rdevMajor(), header.rdevMinor());
            case 0010000 -> new Entry.Fifo(name, metadata);
            case 0140000 -> new Entry.Socket(name, metadata);
            default -> {
                var target = member.target();
                yield target == null
                        ? new Bytes(name, metadata, archive.content(), links.dataOf(member))
                        : new Entry.Symlink(name, metadata, target);
            }
        };
    }

    private Metadata metadata(Member member) {
        var header = member.header();
        return Metadata.builder().permissions(header.mode() & 07777).owner(header.uid(), header.gid())
                .modified(Instant.ofEpochSecond(header.mtime())).links(header.nlink()).inode(links.inode(member))
                .build();
    }
}
