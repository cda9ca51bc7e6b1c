package org.selfsame.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.Trouble;
import org.selfsame.tree.Text;

/// Differences and their causes in words.
public final class CompareWords {
    /// Entries of a difference that stands for many; more nobody reads.
    private static final int MOST_ENTRIES = 10;

    private CompareWords() {}

    /// What differs, without where: `permissions: 0644 → 0600`.
    public static String what(Difference it) {
        return switch (it.kind()) {
            case CONTENT -> content(it);
            case METADATA, TYPE -> change(it);
            case ADDED -> it.count() > 1
                    ? Words.text("comparison.addedMany", "count", it.count())
                    : Words.text("comparison.added");
            case REMOVED -> it.count() > 1
                    ? Words.text("comparison.removedMany", "count", it.count())
                    : Words.text("comparison.removed");
            case MOVED -> Words.text("comparison.moved", "target", String.valueOf(it.movedTo()));
            case LAYOUT -> layout(it);
        };
    }

    private static String content(Difference it) {
        if (!it.field().isEmpty()) {
            return Text.harmless(it.field());
        }
        return it.bytes() > 0
                ? Words.text("comparison.contentBytes", "bytes", it.bytes())
                : Words.text("comparison.content");
    }

    private static String layout(Difference it) {
        if (it.left() != null || it.right() != null) {
            return change(it);
        }
        return it.bytes() > 0
                ? Words.plural("comparison.layoutBytes", "count", it.count(), "field", it.field(), "bytes", it.bytes())
                : Words.text("comparison.layoutCount", "field", it.field(), "count", it.count());
    }

    private static String change(Difference it) {
        return Words.text("comparison.change", "field", it.field(), "left", value(it.left()), "right",
                value(it.right()));
    }

    private static String value(@Nullable String value) {
        return value == null ? Words.text("comparison.noValue") : value;
    }

    /// Where: the address within the images, made harmless.
    public static String where(String path) {
        return path.isEmpty() ? Words.text("comparison.itself") : Text.harmless(path);
    }

    /// The first of the entries that a difference stands for, and how many more there are.
    public static List<String> entries(Difference it) {
        var lines = new ArrayList<String>();
        it.entries().stream().limit(MOST_ENTRIES).forEach(entry -> lines.add(where(entry)));
        long more = it.entries().size() - lines.size() + it.moreEntries();
        if (more > 0) {
            lines.add(Words.text("comparison.more", "count", more));
        }
        return lines;
    }

    /// Whether the difference is marked for a closer look.
    public static boolean isSecurity(Difference it) {
        return it.causes().stream().anyMatch(cause -> cause.code().weight() == CauseCode.Weight.SECURITY);
    }

    /// What sort of cause, in a few words.
    public static String cause(CauseCode code) {
        return Words.text("cause." + code);
    }

    /// What builders can do about a cause, or nothing if there is no advice.
    public static Optional<String> hint(CauseCode code) {
        var key = "cause." + code + ".hint";
        return Words.has(key) ? Optional.of(Words.text(key)) : Optional.empty();
    }

    /// A cause, how sure it is, and what it follows from.
    public static String cause(Cause it) {
        var text = alone(it);
        return it.derivedFrom() == 0
                ? text
                : text + ", " + Words.text("comparison.cause.follows", "number", it.derivedFrom());
    }

    /// A cause and how sure it is.
    public static String alone(Cause it) {
        if (it.code() == CauseCode.UNKNOWN) {
            return cause(it.code());
        }
        return Words.text(it.confidence() == Confidence.CONFIRMED
                ? "comparison.cause.CONFIRMED"
                : "comparison.cause.LIKELY", "cause", cause(it.code()), "code", it.code());
    }

    /// What shows a cause of a difference, without what the difference says itself.
    public static List<String> evidence(Cause it, Difference of) {
        var lines = new ArrayList<String>();
        for (var one : it.evidence()) {
            boolean isSaid = Objects.equals(one.left(), of.left()) && Objects.equals(one.right(), of.right());
            if (!isSaid && (one.left() != null || one.right() != null)) {
                lines.add(evidence(one));
            }
        }
        return lines;
    }

    private static String evidence(Evidence it) {
        long offset = it.leftOffset() >= 0 ? it.leftOffset() : it.rightOffset();
        return offset < 0
                ? Words.text("comparison.evidence", "left", value(it.left()), "right", value(it.right()))
                : Words.text("comparison.evidenceAt", "left", value(it.left()), "right", value(it.right()), "offset",
                        offset);
    }

    /// Which side.
    public static String side(Side side) {
        return Words.text("comparison.side." + side);
    }

    /// A part that could not be read.
    public static String trouble(Trouble it) {
        return Words.text("comparison.trouble", "path", where(it.path()), "side", side(it.side()), "format",
                it.problem().format(), "offset", Long.toUnsignedString(it.problem().offset()), "rule",
                it.problem().rule());
    }

    /// Whether it is a thing that only one side has.
    public static boolean isAlone(Difference it) {
        return it.kind() == Kind.ADDED || it.kind() == Kind.REMOVED;
    }
}
