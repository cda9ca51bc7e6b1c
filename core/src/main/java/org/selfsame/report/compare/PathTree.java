package org.selfsame.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.selfsame.compare.Difference;

/// Differences by the directories and images that they are in.
final class PathTree {
    /// Browsers give up on pages nested some 500 deep; what lies deeper is named by the rest of its path.
    private static final int DEEPEST = 30;

    private final String label;
    private final Map<String, PathTree> children = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private long count;

    private PathTree(String label) {
        this.label = label;
    }

    /// The tree of `differences`, its root without a label.
    static PathTree of(List<Difference> differences) {
        var root = new PathTree("");
        for (var difference : differences) {
            root.add(difference);
        }
        return root;
    }

    private void add(Difference difference) {
        var at = this;
        at.count++;
        var path = difference.path();
        int depth = 0;
        for (int from = 0; from < path.length(); depth++) {
            int slash = depth < DEEPEST ? path.indexOf('/', from) : -1;
            int end = slash < 0 ? path.length() : slash;
            var part = path.substring(from, end);
            // an image and what is in it belong together
            var name = from > 0 && slash >= 0 && part.endsWith("!") ? part.substring(0, part.length() - 1) : part;
            at = at.children.computeIfAbsent(name, PathTree::new);
            at.count++;
            from = end + 1;
        }
        at.differences.add(difference);
    }

    /// The parts of the path from the parent to here; several where nothing else is in between.
    String label() {
        return label;
    }

    /// Differences here and below.
    long count() {
        return count;
    }

    /// Those of this path itself.
    List<Difference> differences() {
        return differences;
    }

    /// What lies below, chains of single directories taken together.
    List<PathTree> children() {
        return children.values().stream().map(PathTree::joined).toList();
    }

    private PathTree joined() {
        var at = this;
        var labels = new StringBuilder(label);
        while (at.differences.isEmpty() && at.children.size() == 1) {
            at = at.children.values().iterator().next();
            labels.append('/').append(at.label);
        }
        if (labels.length() == label.length()) {
            return this;
        }
        var joined = new PathTree(labels.toString());
        joined.children.putAll(at.children);
        joined.differences.addAll(at.differences);
        joined.count = at.count;
        return joined;
    }
}
