package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// The nodes of a tree that is being written. Files with the same inode share their data.
final class PlannedTree {
    /// The most that Unix systems take; Rock Ridge itself has no limit.
    private static final int MAX_NAME = 255;

    private final PlannedNode root;
    /// The names whose data is written, in the order of the tree.
    private final List<PlannedNode> files = new ArrayList<>();

    private PlannedTree(PlannedNode root) {
        this.root = root;
    }

    /// Takes in the whole tree, without the bytes of its files.
    ///
    /// @throws NotStorableException if the tree exceeds the limits, or a name cannot be written
    static PlannedTree of(Tree tree, Limits limits, Task task) throws IOException {
        var planned = new PlannedTree(new PlannedNode(tree.root(), null));
        var linked = new LinkedHashMap<Long, List<PlannedNode>>();
        record Pending(PlannedNode node, int depth) {}
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(planned.root, 0));
        long entries = 1;
        while (!stack.isEmpty()) {
            task.checkCancelled();
            var at = stack.pop();
            if (!(at.node().entry instanceof Entry.Directory directory)) {
                planned.addFile(at.node(), linked);
                continue;
            }
            if (at.depth() > limits.depth()) {
                throw Iso.notStorable(at.node().path(), "directories nested more than " + limits.depth() + " deep");
            }
            for (var child : directory.children()) {
                var siblings = at.node().children;
                var node = checked(new PlannedNode(child, at.node()));
                if (!siblings.isEmpty() && siblings.getLast().entry.name().equals(child.name())) {
                    throw Iso.notStorable(node.path(), "two entries have this name");
                }
                at.node().add(node);
            }
            entries += at.node().children.size();
            if (entries > limits.entries()) {
                throw Iso.notStorable(at.node().path(), "with it there are more than " + limits.entries() + " entries");
            }
            for (var child : at.node().children.reversed()) {
                stack.push(new Pending(child, at.depth() + 1));
            }
        }
        number(linked);
        return planned;
    }

    private static PlannedNode checked(PlannedNode node) throws NotStorableException {
        var name = node.entry.name();
        if (!name.isPlain()) {
            throw Iso.notStorable(node.path(), "this cannot be the name of an entry");
        }
        if (name.length() > MAX_NAME) {
            throw Iso.notStorable(node.path(), "a name of " + name.length() + " bytes; " + MAX_NAME
                    + " are the most that systems take");
        }
        return node;
    }

    private void addFile(PlannedNode node, Map<Long, List<PlannedNode>> linked) {
        if (!(node.entry instanceof Entry.File file)) {
            return;
        }
        long inode = file.metadata().inode();
        if (inode != 0) {
            var names = linked.computeIfAbsent(inode, none -> new ArrayList<>());
            names.add(node);
            if (names.size() > 1) {
                node.data = names.getFirst().data;
                return;
            }
        }
        node.data = new PlannedNode.FileData(file.size(), file);
        files.add(node);
    }

    private static void number(Map<Long, List<PlannedNode>> linked) {
        long serial = 0;
        for (var names : linked.values()) {
            if (names.size() > 1) {
                serial++;
                for (var name : names) {
                    name.links = names.size();
                    name.serial = serial;
                }
            }
        }
    }

    PlannedNode root() {
        return root;
    }

    List<PlannedNode> files() {
        return files;
    }

    /// The node at `path`, names separated by slashes, or null.
    @Nullable
    PlannedNode find(String path) {
        var at = root;
        for (var part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                var name = Name.of(part);
                var child = at.children.stream().filter(node -> node.entry.name().equals(name)).findFirst();
                if (child.isEmpty()) {
                    return null;
                }
                at = child.get();
            }
        }
        return at;
    }
}
