package org.selfsame.app.window.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.detail.Hunk;
import org.selfsame.compare.detail.Line;

/// Lines of a hunk, beside each other.
///
/// @param leftNumber from 1; 0 where the left side has no line
/// @param rightNumber the same of the right side
/// @param left null where the left side has no line
/// @param right the same of the right side
record SideBySide(long leftNumber, @Nullable Line left, long rightNumber, @Nullable Line right) {

    /// Whether both sides have the same line.
    boolean same() {
        return left != null && left.kind() == Line.Kind.BOTH;
    }

    /// The rows of a hunk: what one side has instead of what the other has stands beside it.
    static List<SideBySide> of(Hunk hunk) {
        var rows = new ArrayList<SideBySide>();
        var lefts = new ArrayDeque<Line>();
        var rights = new ArrayDeque<Line>();
        long[] numbers = {hunk.leftStart(), hunk.rightStart()};
        for (var line : hunk.lines()) {
            switch (line.kind()) {
                case LEFT -> {
                    if (!rights.isEmpty()) {
                        flush(lefts, rights, numbers, rows);
                    }
                    lefts.add(line);
                }
                case RIGHT -> rights.add(line);
                case BOTH -> {
                    flush(lefts, rights, numbers, rows);
                    rows.add(new SideBySide(numbers[0]++, line, numbers[1]++, line));
                }
            }
        }
        flush(lefts, rights, numbers, rows);
        return rows;
    }

    private static void flush(ArrayDeque<Line> lefts, ArrayDeque<Line> rights, long[] numbers,
            List<SideBySide> rows) {
        while (!lefts.isEmpty() || !rights.isEmpty()) {
            var left = lefts.poll();
            var right = rights.poll();
            rows.add(new SideBySide(left == null ? 0 : numbers[0]++, left, right == null ? 0 : numbers[1]++, right));
        }
    }
}
