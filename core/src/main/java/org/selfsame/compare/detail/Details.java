package org.selfsame.compare.detail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// Looks at a difference from near: lines of text with the words that differ, or rows of bytes with the fields that they
/// belong to. Each call reads what it needs from the images again; nothing is kept.
public final class Details {
    private Details() {}

    /// The detail of `difference`. Bounded in memory by some 10 MB and in size by a few hundred lines; the time may grow
    /// with the size of the two files where they are compressed or only lines before the first difference are counted.
    ///
    /// @throws CancellationException if the task was cancelled
    /// @throws IOException if the host cannot read the image
    public static Detail of(Difference difference, Task task) throws IOException {
        if (difference.kind() != Kind.CONTENT && difference.kind() != Kind.LAYOUT) {
            return Detail.Nothing.INSTANCE;
        }
        task.checkCancelled();
        try {
            var left = difference.subject().content(Side.LEFT);
            var right = difference.subject().content(Side.RIGHT);
            if (left == null || right == null) {
                return Detail.Nothing.INSTANCE;
            }
            var text = difference.kind() == Kind.CONTENT ? text(difference, left, right, task) : null;
            return text == null ? binary(difference, left, right, task) : text;
        } catch (FormatException _) {
            // the comparison has told of it as trouble
            return Detail.Nothing.INSTANCE;
        }
    }

    private static @Nullable Detail text(Difference difference, Content left, Content right, Task task)
            throws IOException {
        boolean whole = Window.areWhole(left, right);
        long first = difference.ranges().stream().mapToLong(ByteRange::offset).min().orElse(-1);
        if (!whole && first < 0) {
            return null;
        }
        var leftPart = whole ? Window.whole(left) : Window.around(left, first, task);
        var rightPart = whole ? Window.whole(right) : Window.around(right, first, task);
        var leftText = leftPart.text();
        var rightText = rightPart.text();
        if (leftText == null || rightText == null || !whole && isWide(leftText, rightText)) {
            return null;
        }
        task.checkCancelled();
        boolean toEnd = leftPart.toEnd() && rightPart.toEnd();
        var lines = new LineDifference(leftText.lines(), rightText.lines(), leftPart.line());
        var hunks = lines.hunks(!toEnd);
        return new Detail.Text(leftText.encoding(), rightText.encoding(), List.copyOf(hunks), List.of(),
                toEnd && lines.isComplete());
    }

    /// Whether lines cannot be found in the bytes by single bytes.
    private static boolean isWide(Decoded left, Decoded right) {
        return left.encoding().startsWith("UTF-16") || right.encoding().startsWith("UTF-16");
    }

    private static Detail binary(Difference difference, Content left, Content right, Task task) throws IOException {
        if (difference.ranges().isEmpty()) {
            return Detail.Nothing.INSTANCE;
        }
        var rows = new HexRows(left, right, new Fields(left, right, difference.field(), task));
        var ranges = new ArrayList<>(difference.ranges());
        ranges.sort(Comparator.comparingLong(ByteRange::offset).thenComparing(ByteRange::side));
        boolean complete = difference.moreRanges() == 0;
        for (var range : ranges) {
            task.checkCancelled();
            complete &= rows.add(range.offset(), range.length());
        }
        return new Detail.Binary(rows.rows(), rows.runs(), complete);
    }
}
