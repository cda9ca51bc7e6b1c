package org.selfsame.format.squashfs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Name;

/// The order in which the bytes of files are written.
final class FileOrder {
    /// By file, of whatever name: hard links of one file have one priority.
    private final Map<Node, Integer> listed = new HashMap<>();
    private final TreeMap<Integer, List<Node>> byPriority = new TreeMap<>();

    private FileOrder() {}

    /// The files of a tree in the order that `sort` asks for: by falling priority, and from the end of the tree to its
    /// start within one, as mksquashfs has it.
    ///
    /// @param files all files, each once, in the order of the tree
    static List<Node> of(Node root, List<Node> files, SortList sort) {
        if (sort.lines().isEmpty()) {
            return files;
        }
        var order = new FileOrder();
        for (var line : sort.lines()) {
            var node = find(root, line.path());
            if (node != null) {
                order.listed.put(node.first(), line.priority());
            }
        }
        order.collect(root, order.listed.getOrDefault(root, 0));
        var sorted = new LinkedHashSet<Node>();
        for (var nodes : order.byPriority.descendingMap().values()) {
            nodes.reversed().forEach(node -> sorted.add(node.first()));
        }
        return new ArrayList<>(sorted);
    }

    private static @Nullable Node find(Node root, List<Name> path) {
        var at = root;
        for (var name : path) {
            at = child(at.children(), name);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable Node child(List<Node> children, Name name) {
        int low = 0;
        int high = children.size();
        while (low < high) {
            int middle = low + high >>> 1;
            int order = children.get(middle).entry().name().compareTo(name);
            if (order == 0) {
                return children.get(middle);
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return null;
    }

    private void collect(Node directory, int inherited) {
        for (var node : directory.children()) {
            int priority = listed.getOrDefault(node.first(), inherited);
            switch (node.type()) {
                case DIRECTORY -> collect(node, priority);
                case FILE -> byPriority.computeIfAbsent(priority, _ -> new ArrayList<>()).add(node);
                default -> {
                }
            }
        }
    }
}
