package org.selfsame.compare.detail;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.selfsame.compare.detail.Line.Kind;
import org.selfsame.compare.detail.Line.Mark;

/// Makes hunks of two lists of lines.
final class LineDifference {
    private static final int CONTEXT = 3;
    /// More than anybody reads of one file; a report has room for others too.
    private static final int MOST_LINES = 400;
    /// Characters of a line that are shown.
    private static final int LONGEST = 500;
    /// Characters of a long line before its first mark.
    private static final int LEAD = 80;

    private final List<String> left;
    private final List<String> right;
    private final long firstLine;
    private final List<Hunk> hunks = new ArrayList<>();
    private int lines;
    private boolean complete = true;

    /// @param left lines with their line feeds
    /// @param firstLine lines of both texts before these
    LineDifference(List<String> left, List<String> right, long firstLine) {
        this.left = left;
        this.right = right;
        this.firstLine = firstLine;
    }

    /// The hunks. If the lines are the beginning of longer texts, what differs at their end is left out, unless it is all
    /// that differs.
    List<Hunk> hunks(boolean isBeginning) {
        var edits = Strings.difference(left, right);
        if (isBeginning && edits.size() > 1 && edits.getLast().getEndA() == left.size()) {
            edits.removeLast();
        }
        for (int first = 0; first < edits.size();) {
            int last = first;
            while (last + 1 < edits.size()
                    && edits.get(last + 1).getBeginA() - edits.get(last).getEndA() <= 2 * CONTEXT) {
                last++;
            }
            if (lines >= MOST_LINES) {
                complete = false;
                break;
            }
            hunk(edits, first, last);
            first = last + 1;
        }
        return hunks;
    }

    /// Whether the hunks hold all that differs.
    boolean isComplete() {
        return complete;
    }

    private void hunk(EditList edits, int first, int last) {
        var found = new ArrayList<Line>();
        int leftStart = Math.max(0, edits.get(first).getBeginA() - CONTEXT);
        int rightStart = edits.get(first).getBeginB() - (edits.get(first).getBeginA() - leftStart);
        int at = leftStart;
        for (int i = first; i <= last && complete; i++) {
            var edit = edits.get(i);
            at = both(found, at, edit.getBeginA());
            replace(found, edit);
            at = edit.getEndA();
        }
        if (complete) {
            both(found, at, Math.min(left.size(), at + CONTEXT));
        }
        lines += found.size();
        long leftCount = found.stream().filter(line -> line.kind() != Kind.RIGHT).count();
        long rightCount = found.stream().filter(line -> line.kind() != Kind.LEFT).count();
        hunks.add(new Hunk(firstLine + leftStart + (leftCount == 0 ? 0 : 1), leftCount,
                firstLine + rightStart + (rightCount == 0 ? 0 : 1), rightCount, found));
    }

    private int both(List<Line> found, int from, int to) {
        for (int i = from; i < to; i++) {
            found.add(line(Kind.BOTH, left.get(i), List.of()));
        }
        return to;
    }

    private void replace(List<Line> found, Edit edit) {
        int pairs = Math.min(edit.getLengthA(), edit.getLengthB());
        int room = Math.max(1, (MOST_LINES - lines - found.size()) / 2);
        int leftEnd = Math.min(edit.getEndA(), edit.getBeginA() + room);
        int rightEnd = Math.min(edit.getEndB(), edit.getBeginB() + room);
        complete &= leftEnd == edit.getEndA() && rightEnd == edit.getEndB();
        var marks = new ArrayList<IntraLine>();
        for (int i = 0; i < Math.min(pairs, room); i++) {
            marks.add(IntraLine.of(withoutEnd(left.get(edit.getBeginA() + i)),
                    withoutEnd(right.get(edit.getBeginB() + i))));
        }
        for (int i = edit.getBeginA(); i < leftEnd; i++) {
            int pair = i - edit.getBeginA();
            found.add(line(Kind.LEFT, left.get(i), pair < marks.size() ? marks.get(pair).left() : List.of()));
        }
        for (int i = edit.getBeginB(); i < rightEnd; i++) {
            int pair = i - edit.getBeginB();
            found.add(line(Kind.RIGHT, right.get(i), pair < marks.size() ? marks.get(pair).right() : List.of()));
        }
    }

    private static String withoutEnd(String line) {
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
    }

    private static Line line(Kind kind, String line, List<Mark> marks) {
        var text = withoutEnd(line);
        boolean ended = line.endsWith("\n");
        if (text.length() <= LONGEST) {
            return new Line(kind, text, List.copyOf(marks), 0, 0, ended);
        }
        int start = marks.isEmpty() ? 0 : Math.max(0, marks.getFirst().start() - LEAD);
        int end = Math.min(text.length(), start + LONGEST);
        start = Math.max(0, end - LONGEST);
        // a pair of surrogates is one character
        start -= start > 0 && Character.isLowSurrogate(text.charAt(start)) ? 1 : 0;
        end -= end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
        var inside = new ArrayList<Mark>();
        for (var mark : marks) {
            int from = Math.max(mark.start(), start);
            int to = Math.min(mark.end(), end);
            if (from < to) {
                inside.add(new Mark(from - start, to - start));
            }
        }
        return new Line(kind, text.substring(start, end), inside, start, text.length() - end, ended);
    }
}
