package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.Side;

/// The lines that two texts do not share, each beside the one that stands in its place, to find a cause of a part of a
/// line: of the date in a line that names the builder too.
final class UnlikeLines {
    /// Pairs of lines that are looked at.
    private static final int MOST = 1_000;
    /// Characters of a line; what is longer is no line that someone reads.
    private static final int LONGEST = 10_000;
    private static final Pattern WORDS = Pattern.compile("\\w+|[^\\w\\s]");

    private final List<Pair> pairs = new ArrayList<>();

    /// Two lines, and where they begin.
    private record Pair(String left, String right, int leftStart, int rightStart) {}

    private record Line(String text, int start) {}

    UnlikeLines(String left, String right) {
        var onlyLeft = without(left, right);
        var onlyRight = without(right, left);
        for (int i = 0; i < Math.min(onlyLeft.size(), onlyRight.size()); i++) {
            var l = onlyLeft.get(i);
            var r = onlyRight.get(i);
            pairs.add(new Pair(l.text(), r.text(), l.start(), r.start()));
        }
    }

    /// The first lines of `text` that `other` does not have, or not so often.
    private static List<Line> without(String text, String other) {
        var there = new HashMap<String, Integer>();
        for (var line : other.split("\n", -1)) {
            there.merge(line, 1, Integer::sum);
        }
        var lines = new ArrayList<Line>();
        for (int start = 0; start < text.length() && lines.size() < MOST;) {
            int end = text.indexOf('\n', start);
            var line = text.substring(start, end < 0 ? text.length() : end);
            if (there.merge(line, -1, Integer::sum) < 0 && line.length() <= LONGEST) {
                lines.add(new Line(line, start));
            }
            start += line.length() + 1;
        }
        return lines;
    }

    /// The first two tokens that differ in lines whose words are more alike once these tokens are taken out; or null.
    @Nullable
    Evidence evidence(Normal rule) {
        for (var pair : pairs) {
            var evidence = rule.evidence(pair.left, pair.right);
            if (evidence != null && unlike(rule.normalise(pair.left, Side.LEFT), rule.normalise(pair.right,
                    Side.RIGHT)) < unlike(pair.left, pair.right)) {
                return new Evidence(evidence.left(), evidence.right(), evidence.leftOffset() + pair.leftStart,
                        evidence.rightOffset() + pair.rightStart);
            }
        }
        return null;
    }

    /// How many words have no partner in the other line.
    private static int unlike(String left, String right) {
        Map<String, Integer> counts = new HashMap<>();
        WORDS.matcher(left).results().forEach(word -> counts.merge(word.group(), 1, Integer::sum));
        WORDS.matcher(right).results().forEach(word -> counts.merge(word.group(), -1, Integer::sum));
        return counts.values().stream().mapToInt(Math::abs).sum();
    }
}
