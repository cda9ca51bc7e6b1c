package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// The nodes of a tree that is being written. Files with the same inode share their data.
final class PlannedTree {
    private final PlannedNode root;
    /// The names whose data is written, in the order of the tree.
    private final List<PlannedNode> files = new ArrayList<>();

    private PlannedTree(PlannedNode root) {
        this.root = root;
    }

    /// Takes in the whole tree, without the bytes of its files.
    ///
    /// @throws FormatException if the tree exceeds the limits, or a name cannot be written
    static PlannedTree of(Tree tree, Limits limits, Task task) throws IOException {
        var planned = new PlannedTree(new PlannedNode(tree.root(), null));
        var linked = new HashMap<Long, List<PlannedNode>>();
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
                throw Iso.bad(0, "directories nested more than " + limits.depth() + " deep");
            }
            for (var child : directory.children()) {
                if (!child.name().isPlain()) {
                    throw Iso.bad(0, "\"" + Text.printable(child.name()) + "\" cannot be the name of an entry");
                }
                at.node().children.add(new PlannedNode(child, at.node()));
            }
            entries += at.node().children.size();
            if (entries > limits.entries()) {
                throw Iso.bad(0, "more than " + limits.entries() + " entries");
            }
            for (var child : at.node().children.reversed()) {
                stack.push(new Pending(child, at.depth() + 1));
            }
        }
        linked.values().forEach(names -> names.forEach(name -> name.links = names.size()));
        return planned;
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
        node.data = new PlannedNode.FileData(file.size());
        files.add(node);
    }

    PlannedNode root() {
        return root;
    }

    List<PlannedNode> files() {
        return files;
    }
}
