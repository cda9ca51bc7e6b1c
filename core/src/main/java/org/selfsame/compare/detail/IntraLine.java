package org.selfsame.compare.detail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.selfsame.compare.detail.Line.Mark;

/// Finds the words in which two lines differ.
final class IntraLine {
    /// Lines that are compared word by word; of longer ones only the ends that they share are looked for.
    private static final int LONGEST = 2_000;
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    private final List<Mark> left = new ArrayList<>();
    private final List<Mark> right = new ArrayList<>();

    private IntraLine() {}

    /// Compares two lines. There are no marks where the lines have next to nothing in common.
    static IntraLine of(String left, String right) {
        var marks = new IntraLine();
        if (left.length() > LONGEST || right.length() > LONGEST) {
            marks.ends(left, right);
        } else {
            marks.words(left, right);
        }
        if (marks.isAll(left, marks.left) && marks.isAll(right, marks.right)) {
            marks.left.clear();
            marks.right.clear();
        }
        return marks;
    }

    List<Mark> left() {
        return left;
    }

    List<Mark> right() {
        return right;
    }

    private void words(String a, String b) {
        var as = WORDS.matcher(a).results().map(MatchResult::group).toList();
        var bs = WORDS.matcher(b).results().map(MatchResult::group).toList();
        var ends = new int[][]{ends(as), ends(bs)};
        for (var edit : Strings.difference(as, bs)) {
            mark(left, ends[0][edit.getBeginA()], ends[0][edit.getEndA()]);
            mark(right, ends[1][edit.getBeginB()], ends[1][edit.getEndB()]);
        }
    }

    /// Where each word begins, and where the last one ends.
    private static int[] ends(List<String> words) {
        var ends = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            ends[i + 1] = ends[i] + words.get(i).length();
        }
        return ends;
    }

    private void ends(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int start = 0;
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        mark(left, start, a.length() - end);
        mark(right, start, b.length() - end);
    }

    private static void mark(List<Mark> marks, int start, int end) {
        if (end > start) {
            marks.add(new Mark(start, end));
        }
    }

    private boolean isAll(String line, List<Mark> marks) {
        int marked = marks.stream().mapToInt(mark -> mark.end() - mark.start()).sum();
        return marked > line.length() * 4L / 5;
    }
}
