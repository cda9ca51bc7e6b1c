package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;

/// The causes that were found for one difference, each once: the surest claim of it is kept. Not thread-safe.
final class Reasons {
    /// Pieces of evidence a cause; more than a few nobody reads.
    private static final int MOST_EVIDENCE = 3;
    /// Security first, then what is surer, then in the order of the codes. That something is not known comes before what
    /// is only likely: a likely cause of a part must not stand for the whole.
    private static final Comparator<Cause> ORDER = Comparator
            .<Cause, Boolean>comparing(cause -> cause.code().weight() != Weight.SECURITY)
            .thenComparing(Cause::confidence)
            .thenComparing(cause -> cause.code() != CauseCode.UNKNOWN)
            .thenComparing(Cause::code);

    private final EnumMap<CauseCode, Cause> causes = new EnumMap<>(CauseCode.class);
    private boolean partial;

    void confirm(CauseCode code, Evidence... evidence) {
        add(new Cause(code, Confidence.CONFIRMED, 0, List.of(evidence)));
    }

    void suspect(CauseCode code, Evidence... evidence) {
        add(new Cause(code, Confidence.LIKELY, 0, List.of(evidence)));
    }

    /// Notes that the likely causes are those of a part, and that nothing is known of the rest.
    void leaveRest() {
        partial = true;
    }

    /// Whether something is left that nothing explains.
    boolean hasRest() {
        return isEmpty() || partial && !explained();
    }

    void add(Cause cause) {
        causes.merge(cause.code(), cause, Reasons::merge);
    }

    private static Cause merge(Cause a, Cause b) {
        var surer = b.confidence().compareTo(a.confidence()) < 0 ? b : a;
        var evidence = new ArrayList<>(a.evidence());
        b.evidence().stream().filter(piece -> !a.evidence().contains(piece)).forEach(evidence::add);
        return new Cause(a.code(), surer.confidence(), a.derivedFrom() == 0 ? b.derivedFrom() : a.derivedFrom(),
                List.copyOf(evidence.subList(0, Math.min(MOST_EVIDENCE, evidence.size()))));
    }

    boolean isEmpty() {
        return causes.isEmpty();
    }

    boolean has(CauseCode code) {
        return causes.containsKey(code);
    }

    /// Whether one of the causes is proven, and so explains the whole difference.
    boolean explained() {
        return causes.values().stream().anyMatch(cause -> cause.confidence() == Confidence.CONFIRMED);
    }

    List<Cause> list() {
        return causes.values().stream().sorted(ORDER).toList();
    }

    /// Two values as evidence without a place.
    static Evidence values(@Nullable String left, @Nullable String right) {
        return new Evidence(left, right, -1, -1);
    }
}
