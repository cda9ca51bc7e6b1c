package org.selfsame.recipe;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Tree;

/// Makes trees of files. All belongs to root and has one date; permissions are what Git stores, so that no umask of the one
/// who cloned matters.
final class Trees {
    private static final int DIRECTORY = 0755;

    private final Instant date;

    /// @param date of everything
    Trees(Instant date) {
        this.date = date;
    }

    /// A directory that is being filled.
    private static final class Node {
        final SortedMap<Name, Node> directories = new TreeMap<>();
        final SortedMap<Name, Contents.Kept> files = new TreeMap<>();
    }

    /// The tree of these files.
    ///
    /// @throws IOException if a file cannot be read
    Tree of(SortedMap<Name, Contents.Kept> files) throws IOException {
        var root = new Node();
        for (var file : files.entrySet()) {
            var components = PathTree.components(file.getKey().bytes());
            var name = components.removeLast();
            var at = root;
            for (var component : components) {
                at = at.directories.computeIfAbsent(component, _ -> new Node());
            }
            at.files.put(name, file.getValue());
        }
        return new Tree(directory(Name.of(""), root));
    }

    private Entry.Directory directory(Name name, Node node) throws IOException {
        var children = new ArrayList<Entry>();
        for (var below : node.directories.entrySet()) {
            children.add(directory(below.getKey(), below.getValue()));
        }
        for (var file : node.files.entrySet()) {
            children.add(entry(file.getKey(), file.getValue()));
        }
        return MemoryTree.directory(name, metadata(DIRECTORY), children);
    }

    private Entry entry(Name name, Contents.Kept file) throws IOException {
        var kind = file.listed().kind();
        Content content = file.content();
        return kind == Listed.Kind.SYMLINK
                ? new Entry.Symlink(name, metadata(kind.permissions), Name.of(content.bytes(0, (int) content.size())))
                : MemoryTree.file(name, metadata(kind.permissions), content);
    }

    private Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(date).build();
    }
}
