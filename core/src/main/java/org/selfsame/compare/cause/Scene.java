package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Opened;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// All that is known of a comparison while causes are looked for. Thread-safe.
final class Scene {
    private final List<Difference> differences;
    private final Map<String, Opened> opened = new TreeMap<>();
    private final Map<String, List<Difference>> inContainer = new HashMap<>();
    private final Map<String, List<Difference>> trees = new ConcurrentHashMap<>();
    private final Limits limits;
    private final Task task;

    Scene(Comparison comparison, List<Opened> containers, Limits limits, Task task) {
        differences = comparison.differences();
        // the main format of a content comes first
        containers.forEach(container -> opened.putIfAbsent(container.path(), container));
        this.limits = limits;
        this.task = task;
        for (var difference : differences) {
            inContainer.computeIfAbsent(where(difference).container(), _ -> new ArrayList<>()).add(difference);
        }
    }

    Limits limits() {
        return limits;
    }

    Task task() {
        return task;
    }

    List<Difference> differences() {
        return differences;
    }

    /// What both sides of `path` were opened as, or null.
    @Nullable
    Opened opened(String path) {
        return opened.get(path);
    }

    Iterable<Opened> opened() {
        return opened.values();
    }

    /// The differences in the container at `path`, those of containers within it not included.
    List<Difference> in(String path) {
        return inContainer.getOrDefault(path, List.of());
    }

    /// The differences in the tree of the container at `path`, or further in, in their order. Only as many as are needed
    /// to find a root are looked at by those who ask.
    List<Difference> treeDifferences(String path) {
        return trees.computeIfAbsent(path, container -> {
            var prefix = container + "!";
            return differences.stream().filter(difference -> difference.path().startsWith(prefix)
                    && (difference.kind() != Difference.Kind.LAYOUT
                            || !where(difference).container().equals(container)))
                    .toList();
        });
    }

    /// Where a difference lies: in the innermost container around it. What differs in how a container is stored lies in
    /// that container.
    Where where(Difference difference) {
        var path = difference.path();
        if (difference.kind() == Difference.Kind.LAYOUT) {
            var itself = opened.get(path);
            if (itself != null) {
                return Where.of(path, itself.format(), "", "", path);
            }
        }
        for (int end = path.lastIndexOf('!'); end >= 0; end = end == 0 ? -1 : path.lastIndexOf('!', end - 1)) {
            var container = opened.get(path.substring(0, end));
            int slash = path.indexOf('/', end);
            if (container != null && slash >= 0) {
                return Where.of(container.path(), container.format(), path.substring(end + 1, slash),
                        path.substring(slash + 1), path);
            }
        }
        return Where.of("", difference.subject().container(), "", "", path);
    }
}
