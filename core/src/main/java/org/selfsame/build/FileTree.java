package org.selfsame.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// A tree that is put together. Everything belongs to root and has one time. What is put where something is takes its
/// place; directories are joined.
final class FileTree {
    private final Instant time;
    private final Node root = new Node();

    FileTree(Instant time) {
        this.time = time;
    }

    private static final class Node {
        private final SortedMap<Name, Node> children = new TreeMap<>();
        private @Nullable Entry entry;
        private int permissions = 0755;
    }

    /// Puts a text at a path whose names are separated by slashes.
    FileTree text(String path, String text) {
        return file(path, new BytesContent(text.getBytes(StandardCharsets.UTF_8)), 0644);
    }

    /// Puts a file.
    FileTree file(String path, Content content, int permissions) {
        var name = Name.of(path.substring(path.lastIndexOf('/') + 1));
        at(path).entry = MemoryTree.file(name, metadata(permissions), content);
        return this;
    }

    /// Puts a symbolic link.
    FileTree link(String path, String target) {
        var name = Name.of(path.substring(path.lastIndexOf('/') + 1));
        at(path).entry = new Entry.Symlink(name, metadata(0777), Name.of(target));
        return this;
    }

    /// Makes a directory, if it is not there.
    FileTree directory(String path) {
        at(path);
        return this;
    }

    /// Puts everything that is in `directory` below a path; empty for the root. Owners and times are not kept.
    ///
    /// @throws IOException if it cannot be read
    FileTree all(String path, Entry.Directory directory) throws IOException {
        add(at(path), directory);
        return this;
    }

    private void add(Node node, Entry.Directory directory) throws IOException {
        node.entry = null;
        for (var child : directory.children()) {
            var below = node.children.computeIfAbsent(child.name(), _ -> new Node());
            int recorded = child.metadata().permissions();
            switch (child) {
                case Entry.Directory inner -> {
                    below.permissions = recorded < 0 ? 0755 : recorded;
                    add(below, inner);
                }
                case Entry.File file -> below.entry = MemoryTree.file(file.name(),
                        metadata(recorded < 0 ? 0644 : recorded), file.content());
                case Entry.Symlink link ->
                    below.entry = new Entry.Symlink(link.name(), metadata(0777), link.target());
                case Entry.Device _,Entry.Fifo _,Entry.Socket _ -> below.entry = child;
            }
        }
    }

    private Node at(String path) {
        var node = root;
        for (var part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                node.entry = null;
                node = node.children.computeIfAbsent(Name.of(part), _ -> new Node());
            }
        }
        return node;
    }

    private Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(time).build();
    }

    /// The tree.
    Tree tree() {
        return new Tree((Entry.Directory) made(Name.of(""), root));
    }

    private Entry made(Name name, Node node) {
        var entry = node.entry;
        if (entry != null) {
            return entry;
        }
        var children = new ArrayList<Entry>();
        node.children.forEach((child, below) -> children.add(made(child, below)));
        return MemoryTree.directory(name, metadata(node.permissions), children);
    }
}
