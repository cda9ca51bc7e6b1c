package org.selfsame.compare.cause;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;

/// What shows only when all differences and their causes are seen together: times that all differ by the offset between
/// two time zones, and which difference the others follow from.
final class Together {
    private static final Set<String> TIMES = Set.of("modified", "accessed", "changed", "created");
    /// All offsets in use are multiples of this.
    private static final Duration STEP = Duration.ofMinutes(15);
    /// From UTC-12 to UTC+14.
    private static final Duration MOST = Duration.ofHours(26);

    private final Scene scene;
    private final Map<Integer, Difference> byNumber = new HashMap<>();

    private Together(Scene scene, List<Difference> differences) {
        this.scene = scene;
        differences.forEach(difference -> byNumber.put(difference.number(), difference));
    }

    static List<Difference> look(List<Difference> differences, Scene scene) throws IOException {
        var shifted = new Consequences(scene, zones(differences, scene)).prove();
        return new Together(scene, shifted).link(shifted);
    }

    private static List<Difference> zones(List<Difference> differences, Scene scene) {
        var steps = new HashMap<String, Set<Duration>>();
        var counts = new HashMap<String, Integer>();
        for (var difference : differences) {
            if (isTime(difference)) {
                var container = scene.where(difference).container();
                steps.computeIfAbsent(container, _ -> new HashSet<>()).add(step(difference));
                counts.merge(container, 1, Integer::sum);
            }
        }
        var result = new ArrayList<Difference>();
        for (var difference : differences) {
            var container = scene.where(difference).container();
            if (isTime(difference) && counts.getOrDefault(container, 0) > 1 && isZone(steps.get(container))) {
                var reasons = new Reasons();
                difference.causes().forEach(reasons::add);
                reasons.confirm(CauseCode.TZ_SHIFT, Reasons.values(difference.left(), difference.right()));
                result.add(difference.because(reasons.list()));
            } else {
                result.add(difference);
            }
        }
        return result;
    }

    private static boolean isTime(Difference difference) {
        return difference.kind() == Kind.METADATA && TIMES.contains(difference.field());
    }

    private static Duration step(Difference difference) {
        try {
            return Duration.between(Instant.parse(String.valueOf(difference.left())),
                    Instant.parse(String.valueOf(difference.right())));
        } catch (DateTimeException | ArithmeticException _) {
            return Duration.ZERO;
        }
    }

    private static boolean isZone(@Nullable Set<Duration> steps) {
        if (steps == null || steps.size() != 1) {
            return false;
        }
        var step = steps.iterator().next();
        return !step.isZero() && step.abs().compareTo(MOST) <= 0 && step.toNanos() % STEP.toNanos() == 0;
    }

    /// Lets every difference that follows from another point to one that follows from none.
    private List<Difference> link(List<Difference> differences) {
        return differences.stream().map(difference -> {
            var causes = new ArrayList<Cause>();
            for (var cause : difference.causes()) {
                var linked = new Cause(cause.code(), cause.confidence(), root(difference, cause), cause.evidence());
                if (!causes.contains(linked)) {
                    causes.add(linked);
                }
            }
            return difference.because(causes);
        }).toList();
    }

    private int root(Difference difference, Cause cause) {
        int root = cause.derivedFrom();
        if (root == 0 && cause.code() == CauseCode.DEBUG_ID && cause.confidence() == Confidence.CONFIRMED) {
            root = beside(difference);
        }
        var seen = new HashSet<Integer>();
        while (root != 0 && seen.add(root)) {
            var next = byNumber.get(root);
            int further = next == null || next.causes().isEmpty() ? 0 : next.causes().getFirst().derivedFrom();
            if (further == 0 || further == difference.number()) {
                return root;
            }
            root = further;
        }
        return root;
    }

    /// Another difference of the same container that is no consequence itself, or 0.
    private int beside(Difference difference) {
        var container = scene.where(difference).container();
        for (var other : scene.in(container)) {
            var now = byNumber.get(other.number());
            if (now != null && now.number() != difference.number() && !now.causes().isEmpty()
                    && now.causes().getFirst().code().weight() != Weight.DERIVED
                    && now.causes().getFirst().derivedFrom() == 0) {
                return now.number();
            }
        }
        return 0;
    }
}
