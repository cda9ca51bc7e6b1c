package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Opened;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// All that is known of a comparison while causes are looked for. Thread-safe.
final class Scene {
    private static final Pattern ROOT = Pattern.compile("(?:etc|var|usr|root|home|lib|bin|sbin|opt)/.*");

    private final List<Difference> differences;
    private final Map<String, Opened> opened = new TreeMap<>();
    private final Map<String, List<Difference>> inContainer = new HashMap<>();
    private final Map<String, List<Difference>> trees = new ConcurrentHashMap<>();
    private final Map<String, Packages> packages = new HashMap<>();
    private final Map<String, List<Opened>> formats = new HashMap<>();
    private @Nullable ChangedFiles files;
    private final Limits limits;
    private final Task task;

    Scene(Comparison comparison, List<Opened> containers, Limits limits, Task task) {
        differences = comparison.differences();
        // the main format of a content comes first
        containers.forEach(container -> opened.putIfAbsent(container.path(), container));
        containers.forEach(container -> formats.computeIfAbsent(container.path(), _ -> new ArrayList<>())
                .add(container));
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

    /// All formats that `path` was opened as, the main one first.
    List<Opened> formats(String path) {
        return formats.getOrDefault(path, List.of());
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

    /// The first difference in the container at `path`, or further in; null if there is none.
    @Nullable
    Difference firstIn(String path) {
        var inside = treeDifferences(path);
        if (!inside.isEmpty()) {
            return inside.getFirst();
        }
        var own = in(path);
        return own.isEmpty() ? null : own.getFirst();
    }

    /// The files whose bytes differ.
    ChangedFiles files() throws IOException {
        synchronized (this) {
            if (files == null) {
                files = new ChangedFiles(this);
            }
            return files;
        }
    }

    /// The packages that own the files of the container at `path`.
    ///
    /// @throws IOException if the host cannot read the image
    Packages packages(String path) throws IOException {
        var container = opened.get(path);
        synchronized (packages) {
            var known = packages.get(path);
            if (known == null) {
                known = container == null ? Packages.NONE : Packages.of(container, limits);
                packages.put(path, known);
            }
            return known;
        }
    }

    /// A file of a container.
    ///
    /// @param container the path of the container
    /// @param inner the path in its tree, without a leading slash
    record Place(String container, String inner) {}

    /// The files that `path` lies in, one for each container around it, the outermost first: itself, and the containers
    /// that it is in as files of the containers around those.
    List<Place> places(String path) {
        var places = new ArrayList<Place>();
        for (int mark = path.indexOf('!'); mark >= 0; mark = path.indexOf('!', mark + 1)) {
            var container = path.substring(0, mark);
            int slash = path.indexOf('/', mark);
            if (opened.containsKey(container) && slash >= 0) {
                places.add(new Place(container, path.substring(slash + 1, end(path, slash + 1))));
            }
        }
        return places;
    }

    /// Where the path of a file ends that was opened itself, after `from`.
    private int end(String path, int from) {
        for (int mark = path.indexOf('!', from); mark >= 0; mark = path.indexOf('!', mark + 1)) {
            if (opened.containsKey(path.substring(0, mark))) {
                return mark;
            }
        }
        return path.length();
    }

    /// The path within a root file system, as far as it can be told: in the innermost container with the usual
    /// directories, or else in the innermost one. Files within the file do not count.
    String outermostFile(String path) {
        var places = places(path);
        for (var place : places) {
            if (ROOT.matcher(place.inner()).matches()) {
                return place.inner();
            }
        }
        return places.isEmpty() ? "" : places.getLast().inner();
    }

    /// Where a difference lies: in the innermost container around it. What differs in how a container is stored lies in
    /// that container.
    @SuppressWarnings("ReferenceEquality") // the very content that was opened, not one like it
    Where where(Difference difference) {
        var path = difference.path();
        if (difference.kind() == Difference.Kind.LAYOUT) {
            var itself = opened.get(path);
            // a field of the entry in the container around it has the same path
            if (itself != null && difference.subject().leftContent() == itself.leftContent()) {
                return Where.of(path, itself.format(), "", "", path);
            }
        }
        for (int end = path.lastIndexOf('!'); end >= 0; end = end == 0 ? -1 : path.lastIndexOf('!', end - 1)) {
            var container = opened.get(path.substring(0, end));
            int slash = path.indexOf('/', end);
            if (container != null) {
                // what a stream decodes to has no name
                int mark = slash < 0 ? path.length() : slash;
                return Where.of(container.path(), container.format(), path.substring(end + 1, mark),
                        slash < 0 ? "" : path.substring(slash + 1), path);
            }
        }
        return Where.of("", difference.subject().container(), "", "", path);
    }
}
