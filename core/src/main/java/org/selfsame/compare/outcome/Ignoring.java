package org.selfsame.compare.outcome;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Difference;

/// Which differences are ignored: those of which it is proven that they have no other causes than the ones to ignore, and
/// those that are proven to follow from such. A cause that is only likely ignores nothing: beside a date that looks
/// harmless there may be more.
final class Ignoring {
    private final Set<CauseCode> codes;
    private final Map<Integer, Difference> byNumber = new HashMap<>();

    /// @throws IllegalArgumentException if one of `codes` must not be ignored
    Ignoring(Collection<CauseCode> codes) {
        this.codes = codes.isEmpty() ? EnumSet.noneOf(CauseCode.class) : EnumSet.copyOf(codes);
        for (var code : codes) {
            if (!isAllowed(code)) {
                throw new IllegalArgumentException(code + " must not be ignored");
            }
        }
    }

    /// Whether differences of this cause may be ignored at all.
    static boolean isAllowed(CauseCode code) {
        return code.weight() != Weight.SECURITY && code != CauseCode.UNKNOWN;
    }

    /// The numbers of those of `differences` that are ignored.
    Set<Integer> of(List<Difference> differences) {
        if (codes.isEmpty()) {
            return Set.of();
        }
        differences.forEach(difference -> byNumber.put(difference.number(), difference));
        var ignored = new HashSet<Integer>();
        for (var difference : differences) {
            if (isIgnored(difference, new HashSet<>())) {
                ignored.add(difference.number());
            }
        }
        return ignored;
    }

    /// @param asked differences that are being asked already: what follows from itself has no root
    private boolean isIgnored(Difference difference, Set<Integer> asked) {
        return asked.add(difference.number()) && !difference.causes().isEmpty()
                && difference.causes().stream().allMatch(cause -> isIgnored(cause, asked));
    }

    private boolean isIgnored(Cause cause, Set<Integer> asked) {
        if (cause.confidence() != Confidence.CONFIRMED || cause.code().weight() == Weight.SECURITY) {
            return false;
        }
        if (codes.contains(cause.code())) {
            return true;
        }
        var root = byNumber.get(cause.derivedFrom());
        return root != null && isIgnored(root, asked);
    }
}
