package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;

/// Causes of how a container stores its tree: what a field is for says why it differs, or that it follows from
/// something else that differs in the same container.
final class FieldFinder implements Finder {
    private static final Set<String> MOVED = Set.of("data.moved", "fields.moved");
    private static final int PAGE = 4096;
    /// Bytes of one run of filling that are looked at.
    private static final int MOST_FILLING = 1 << 20;

    @Override
    public void look(Suspect suspect, Reasons reasons) throws IOException {
        var difference = suspect.difference();
        if (difference.kind() != Kind.LAYOUT) {
            return;
        }
        var format = difference.subject().container();
        var rule = FieldTable.of(format, difference.field());
        if (rule == null) {
            return;
        }
        var values = List.of(Reasons.values(difference.left(), difference.right()));
        boolean zeros = rule.code() == CauseCode.UNINIT_PADDING && isZero(difference);
        if (!rule.follows() && !zeros) {
            reasons.add(new Cause(rule.code(), Confidence.CONFIRMED, 0, values));
            return;
        }
        var root = root(suspect);
        if (MOVED.contains(difference.field())) {
            moved(suspect, root, values, reasons);
        } else if (root != null) {
            reasons.add(new Cause(zeros ? CauseCode.SIZE_OF_CHANGED : rule.code(), Confidence.LIKELY, root.number(),
                    values));
        }
    }

    /// Whether filling is as it should be, and lies elsewhere.
    private static boolean isZero(Difference difference) throws IOException {
        for (var range : difference.ranges()) {
            var content = difference.subject().content(range.side());
            if (content == null) {
                return false;
            }
            for (long at = 0; at < Math.min(range.length(), MOST_FILLING); at += PAGE) {
                int length = (int) Math.min(PAGE, range.length() - at);
                for (byte b : content.bytes(range.offset() + at, length)) {
                    if (b != 0) {
                        return false;
                    }
                }
            }
        }
        return !difference.ranges().isEmpty();
    }

    /// The data are the same, and lie elsewhere.
    private static void moved(Suspect suspect, @Nullable Difference root, List<Cause.Evidence> values,
            Reasons reasons) {
        var container = suspect.where().container();
        var order = suspect.scene().in(container).stream()
                .filter(other -> other.field().equals("order of entries")).findFirst();
        if (order.isPresent()) {
            reasons.add(new Cause(CauseCode.LAYOUT_ONLY, Confidence.CONFIRMED, order.get().number(), values));
        } else if (root != null && root.kind() != Kind.LAYOUT && root.kind() != Kind.METADATA) {
            var only = suspect.scene().treeDifferences(container).stream().filter(FieldFinder::moves).limit(2).count();
            reasons.add(new Cause(CauseCode.SHIFT, only == 1 ? Confidence.CONFIRMED : Confidence.LIKELY,
                    root.number(), values));
        } else {
            reasons.add(new Cause(CauseCode.LAYOUT_ONLY, root == null ? Confidence.CONFIRMED : Confidence.LIKELY,
                    root == null ? 0 : root.number(), values));
        }
    }

    private static boolean moves(Difference difference) {
        return difference.kind() != Kind.METADATA && difference.kind() != Kind.LAYOUT;
    }

    /// What the difference may follow from: what differs in the tree of the container, or else a field that is a cause of
    /// its own; null if there is nothing else.
    private static @Nullable Difference root(Suspect suspect) {
        var own = suspect.where().container();
        Difference metadata = null;
        for (var other : suspect.scene().treeDifferences(own)) {
            if (moves(other) || other.kind() == Kind.LAYOUT) {
                return other;
            }
            metadata = metadata == null ? other : metadata;
        }
        if (metadata != null) {
            return metadata;
        }
        for (var other : suspect.scene().in(own)) {
            if (other.kind() == Kind.LAYOUT && other.number() != suspect.difference().number()) {
                var rule = FieldTable.of(other.subject().container(), other.field());
                if (rule == null || !rule.follows()) {
                    return other;
                }
            }
        }
        return null;
    }
}
