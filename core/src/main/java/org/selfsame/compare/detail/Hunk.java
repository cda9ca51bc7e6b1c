package org.selfsame.compare.detail;

import java.util.List;

/// Neighbouring lines that differ, with some around them that do not, as in a unified diff.
///
/// @param leftStart number of the first line of the left side, from 1; of the line before if there is none
/// @param leftCount lines of the left side
/// @param rightStart as `leftStart`, of the right side
/// @param rightCount lines of the right side
/// @param lines in the order of a unified diff: what the left side has before what the right side has instead
public record Hunk(long leftStart, long leftCount, long rightStart, long rightCount, List<Line> lines) {

    /// The line that a unified diff begins a hunk with.
    public String header() {
        return "@@ -" + range(leftStart, leftCount) + " +" + range(rightStart, rightCount) + " @@";
    }

    private static String range(long start, long count) {
        return count == 1 ? Long.toString(start) : start + "," + count;
    }
}
