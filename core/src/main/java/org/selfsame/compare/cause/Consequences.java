package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Opened;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Reader;

/// Proves that what differs in how a container is stored follows from what differs in its tree: the structures of both
/// sides are decoded, and say the same once the fields that are known to differ are taken out ([Reader#gist]).
///
/// What was likely to follow is confirmed then. It follows from all that differs in the tree, so it gets a cause for each
/// kind of what differs there: who ignores one kind of several has not explained it.
final class Consequences {
    /// Kinds of differences in one tree; where there are more, nothing is proven.
    private static final int MOST_KINDS = 16;

    private final Scene scene;
    /// By number.
    private final Map<Integer, Difference> now = new TreeMap<>();

    Consequences(Scene scene, List<Difference> differences) {
        this.scene = scene;
        differences.forEach(difference -> now.put(difference.number(), difference));
    }

    /// All differences, with what could be proven.
    ///
    /// @throws IOException if the host cannot read an image
    List<Difference> prove() throws IOException {
        var paths = new HashSet<String>();
        for (var difference : now.values()) {
            if (difference.causes().stream().anyMatch(Consequences::isOpen)) {
                paths.add(scene.where(difference).container());
            }
        }
        // what lies further in first: what is proven there is no root
        for (var path : paths.stream().sorted(Comparator.comparingInt(String::length).reversed()
                .thenComparing(Comparator.naturalOrder())).toList()) {
            scene.task().checkCancelled();
            prove(path);
        }
        return List.copyOf(now.values());
    }

    /// Whether it is a claim that something follows from something else, and is not proven.
    private static boolean isOpen(Cause cause) {
        return cause.confidence() == Confidence.LIKELY && cause.derivedFrom() != 0;
    }

    private void prove(String path) throws IOException {
        var roots = roots(path);
        if (roots.isEmpty() || roots.size() > MOST_KINDS) {
            return;
        }
        var known = known(path);
        boolean any = false;
        // fields of a format that is laid over the same bytes and says nothing, such as a partition table
        var silent = new HashSet<String>();
        for (var opened : scene.formats(path)) {
            if (isSame(opened, known)) {
                any = true;
            } else {
                addNames(opened.leftReader(), silent);
                addNames(opened.rightReader(), silent);
            }
        }
        if (!any) {
            return;
        }
        for (var before : scene.in(path)) {
            var difference = now.getOrDefault(before.number(), before);
            if (difference.kind() == Kind.LAYOUT && !silent.contains(difference.field())
                    && difference.causes().stream().anyMatch(Consequences::isOpen)) {
                now.put(difference.number(), difference.because(proven(difference, roots)));
            }
        }
    }

    private static List<Cause> proven(Difference difference, List<Integer> roots) {
        var causes = new ArrayList<Cause>();
        for (var cause : difference.causes()) {
            if (isOpen(cause)) {
                roots.forEach(root -> causes.add(new Cause(cause.code(), Confidence.CONFIRMED, root,
                        cause.evidence())));
            } else {
                causes.add(cause);
            }
        }
        return causes;
    }

    /// One difference for each kind of what differs in the tree, or further in, and follows from nothing there.
    private List<Integer> roots(String container) {
        var byKind = new LinkedHashMap<Map<CauseCode, Confidence>, Integer>();
        for (var before : scene.treeDifferences(container)) {
            var difference = now.getOrDefault(before.number(), before);
            var kind = new HashMap<CauseCode, Confidence>();
            for (var cause : difference.causes()) {
                if (cause.derivedFrom() == 0 || cause.confidence() == Confidence.LIKELY) {
                    kind.merge(cause.code(), cause.confidence(), (a, b) -> a.compareTo(b) > 0 ? a : b);
                }
            }
            if (!kind.isEmpty() || difference.causes().isEmpty()) {
                byKind.putIfAbsent(kind, difference.number());
            }
        }
        return List.copyOf(byKind.values());
    }

    /// Which fields of which entry differ, by the entry's path.
    private Map<String, Set<String>> known(String container) {
        var known = new HashMap<String, Set<String>>();
        for (var difference : scene.treeDifferences(container)) {
            var where = scene.where(difference);
            if (where.container().equals(container)) {
                known.computeIfAbsent(where.inner(), _ -> new HashSet<>())
                        .add(difference.kind() == Kind.METADATA ? difference.field() : "content");
                continue;
            }
            for (var place : scene.places(difference.path())) {
                if (place.container().equals(container)) {
                    known.computeIfAbsent(place.inner(), _ -> new HashSet<>()).add("content");
                }
            }
        }
        return known;
    }

    private void addNames(@Nullable Reader reader, Set<String> names) throws IOException {
        try {
            if (reader != null) {
                reader.layout(scene.task()).regions().forEach(region -> names.add(region.what()));
                reader.facts().forEach(fact -> names.add(fact.name()));
            }
        } catch (FormatException _) {
            // told of as trouble by the comparison, which had no layout then either
        }
    }

    private boolean isSame(Opened opened, Map<String, Set<String>> fields) throws IOException {
        Reader.Known known = path -> fields.getOrDefault(path, Set.of());
        var left = opened.leftReader();
        var right = opened.rightReader();
        if (left == null || right == null) {
            return false;
        }
        try {
            var gist = left.gist(known, scene.task());
            return gist != null && gist.equals(right.gist(known, scene.task()));
        } catch (FormatException _) {
            // told of as trouble by the comparison
            return false;
        }
    }
}
