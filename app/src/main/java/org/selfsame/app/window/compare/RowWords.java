package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// What a row of the merged tree says.
final class RowWords {
    private RowWords() {}

    /// The state of one side, and what is counted in it.
    static String state(MergedEntry entry, Side side) {
        var state = entry.state(side);
        var words = new ArrayList<String>();
        var counts = entry.counts();
        boolean holder = !entry.children().isEmpty();
        if (state == SideState.DIFFERS && holder) {
            if (counts.differing() > 0) {
                words.add(Words.plural("compareview.count.differ", "count", counts.differing()));
            }
            if (counts.only(side) > 0) {
                words.add(Words.text("compareview.count.only", "count", counts.only(side)));
            }
            if (words.isEmpty()) {
                words.add(Words.text("compareview.count.lacks", "count", counts.only(side.other())));
            }
        } else if (state == SideState.ONLY_HERE && counts.only(side) > 1) {
            words.add(Words.text("compareview.count.only", "count", counts.only(side)));
        } else {
            words.add(state.words());
        }
        if (entry.size(side) >= 0 && state != SideState.MISSING) {
            words.add(Quantities.size(entry.size(side)));
        }
        return String.join(", ", words);
    }

    /// Why it differs itself, in a few words; empty if it does not.
    static String causes(MergedEntry entry) {
        var causes = distinct(entry);
        if (causes.isEmpty()) {
            return entry.unexplainedRanges() > 0 ? CompareWords.cause(CauseCode.UNKNOWN) : "";
        }
        var first = CompareWords.cause(causes.getFirst());
        return causes.size() == 1
                ? first
                : Words.text("compareview.causes.more", "cause", first, "count", causes.size() - 1);
    }

    private static List<CauseCode> distinct(MergedEntry entry) {
        return entry.differences().stream().flatMap(it -> it.causes().stream()).map(cause -> cause.code()).distinct()
                .sorted((a, b) -> Boolean.compare(b.weight() == Weight.SECURITY, a.weight() == Weight.SECURITY))
                .toList();
    }

    /// Where it has gone, within its container; empty if it has not.
    static String target(MergedEntry entry) {
        return entry.differences().stream().filter(it -> it.kind() == Kind.MOVED)
                .map(it -> String.valueOf(it.movedTo()).replaceFirst("^.*!/", "")).collect(Collectors.joining(", "));
    }

    /// All of it, for a screen reader.
    static String sentence(MergedEntry entry, boolean canOpen) {
        var words = new ArrayList<String>();
        words.add(MergedTree.nameOf(entry));
        words.add(Words.text("compareview.sort." + entry.sort()));
        if (canOpen) {
            words.add(Words.text(entry.isOpen() ? "compareview.open" : "compareview.closed"));
        }
        words.add(Words.text("compareview.level", "level", entry.level() + 1));
        words.add(Words.text("compareview.side.LEFT", "state", state(entry, Side.LEFT)));
        words.add(Words.text("compareview.side.RIGHT", "state", state(entry, Side.RIGHT)));
        if (entry.own().security() > 0) {
            words.add(Words.text("compareview.security"));
        }
        var causes = causes(entry);
        if (!causes.isEmpty()) {
            words.add(causes);
        }
        return String.join(", ", words);
    }
}
