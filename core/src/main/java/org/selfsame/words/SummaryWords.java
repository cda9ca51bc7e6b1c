package org.selfsame.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Side;
import org.selfsame.compare.cause.Summary;
import org.selfsame.compare.outcome.Outcome;

/// The outcome of a comparison in one paragraph that can be quoted. Each sentence is true by itself: it is there only
/// where what it says was counted.
public final class SummaryWords {
    private final Outcome outcome;
    private final Summary summary;
    private final String left;
    private final String right;
    private final List<String> sentences = new ArrayList<>();

    private SummaryWords(Outcome outcome, Summary summary, String left, String right) {
        this.outcome = outcome;
        this.summary = summary;
        this.left = left;
        this.right = right;
    }

    /// The sentences.
    ///
    /// @param leftSize in bytes, or -1 where a tree was compared
    /// @param loaded whether nobody counted bytes and nobody looked for causes
    public static List<String> of(Outcome outcome, Summary summary, String left, String right, long leftSize,
            long rightSize, boolean loaded) {
        var words = new SummaryWords(outcome, summary, left, right);
        words.reservations();
        if (loaded) {
            words.add("comparison.summary.loaded");
        }
        words.whether(leftSize);
        if (!outcome.comparison().identical()) {
            words.bytes(Math.max(leftSize, rightSize));
            words.differences(loaded);
            words.leftOut();
        }
        if (summary.troubles() > 0) {
            words.sentences.add(Words.plural("comparison.summary.troubles", "count", summary.troubles()));
        }
        return words.sentences;
    }

    private void add(String key, Object... namesAndValues) {
        sentences.add(Words.text(key, namesAndValues));
    }

    private void reservations() {
        for (var side : outcome.changed()) {
            add("comparison.summary.changed", "file", side == Side.LEFT ? left : right);
        }
        if (!outcome.comparison().complete()) {
            add("comparison.summary.incomplete");
        }
        if (!outcome.selection().patterns().isEmpty()) {
            add("comparison.summary.only", "patterns", outcome.selection());
        }
    }

    private void whether(long size) {
        if (outcome.comparison().identical()) {
            if (size < 0) {
                add("comparison.summary.sameTrees", "left", left, "right", right);
            } else {
                add("comparison.summary.identical", "left", left, "right", right, "size", size);
            }
        } else if (summary.differences() > 0 || outcome.elsewhere() > 0 || summary.differentBytes() > 0) {
            boolean here = summary.differences() > 0 || outcome.selection().patterns().isEmpty();
            add(here ? "comparison.summary.different" : "comparison.summary.noneHere", "left", left, "right", right);
        } else if (!outcome.comparison().complete()) {
            add("comparison.summary.noneSoFar", "left", left, "right", right);
        }
    }

    private void bytes(long size) {
        if (size >= 0 && summary.differentBytes() > 0) {
            add("comparison.summary.bytes", "different", summary.differentBytes(), "size", size);
            if (outcome.elsewhere() > 0) {
                // what explains some of them is not named here
                return;
            }
            if (summary.unexplainedBytes() == 0) {
                add("comparison.summary.explained");
            } else {
                add("comparison.summary.unexplained", "explained", summary.explainedBytes(), "unexplained",
                        summary.unexplainedBytes());
            }
        }
        if (summary.unexplainedRanges() > 0) {
            sentences.add(Words.plural("comparison.summary.ranges", "count", summary.unexplainedRanges()));
        }
    }

    private void differences(boolean loaded) {
        if (summary.differences() == 0) {
            return;
        }
        sentences.add(Words.plural("comparison.summary.differences", "count", summary.differences(), "derived",
                summary.derived()));
        if (loaded) {
            return;
        }
        long benign = summary.weights().getOrDefault(Weight.BENIGN, 0L);
        if (benign > 0) {
            long proven = summary.causes().entrySet().stream()
                    .filter(cause -> cause.getKey().weight() == Weight.BENIGN)
                    .mapToLong(cause -> cause.getValue().confirmed()).sum();
            sentences.add(Words.plural("comparison.summary.roots", "benign", benign, "roots", summary.roots(),
                    "proven", proven));
        }
        if (!summary.security().isEmpty()) {
            sentences.add(Words.plural("comparison.summary.security", "count", summary.security().size()));
        } else if (outcome.comparison().complete()) {
            add("comparison.summary.noSecurity");
        }
    }

    private void leftOut() {
        if (outcome.elsewhere() > 0) {
            sentences.add(Words.plural("comparison.summary.elsewhere", "count", outcome.elsewhere()));
        }
        if (!outcome.ignoredCauses().isEmpty()) {
            var causes = outcome.ignoredCauses().stream().map(CauseCode::toString).collect(Collectors.joining(", "));
            long count = outcome.comparison().differences().stream().filter(outcome::isIgnored).count();
            if (count > 0) {
                sentences.add(Words.plural("comparison.summary.ignored", "count", count, "causes", causes));
            } else {
                add("comparison.summary.noneIgnored", "causes", causes);
            }
        }
    }
}
