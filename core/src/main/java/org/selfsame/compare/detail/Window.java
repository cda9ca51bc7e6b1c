package org.selfsame.compare.detail;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.task.Task;

/// The bytes of a text that are looked at: all, or a part of a long one around its first difference, in whole lines.
final class Window {
    /// Texts of at most this size are compared as a whole.
    private static final int WHOLE = 1 << 20;
    private static final int LEAD = 1 << 13;
    private static final int LONG = 1 << 18;
    private static final int PIECE = 1 << 16;

    private final byte[] bytes;
    private final long line;
    private final boolean toEnd;

    private Window(byte[] bytes, long line, boolean toEnd) {
        this.bytes = bytes;
        this.line = line;
        this.toEnd = toEnd;
    }

    /// The text that the part is, or null if it is none.
    @Nullable
    Decoded text() {
        return Decoded.of(bytes);
    }

    /// Lines before the part.
    long line() {
        return line;
    }

    /// Whether it goes to the end of the content.
    boolean toEnd() {
        return toEnd;
    }

    /// Whether both contents are small enough to be compared as a whole.
    static boolean areWhole(Content left, Content right) {
        return left.size() <= WHOLE && right.size() <= WHOLE;
    }

    /// The whole content, which is small.
    static Window whole(Content content) throws IOException {
        return new Window(content.bytes(0, (int) content.size()), 0, true);
    }

    /// The part around `offset`. Bytes before it are the same on both sides, so that both windows start at one place.
    static Window around(Content content, long offset, Task task) throws IOException {
        long start = Math.max(0, Math.min(offset, content.size()) - LEAD);
        var lead = content.bytes(start, (int) (Math.min(offset, content.size()) - start));
        int skip = 0;
        if (start > 0) {
            while (skip < lead.length && (skip == 0 || lead[skip - 1] != '\n')) {
                skip++;
            }
            // no line begins there: the line is long, and its part has to do
            skip = skip == lead.length && (skip == 0 || lead[skip - 1] != '\n') ? 0 : skip;
        }
        start += skip;
        int length = (int) Math.min(LONG, content.size() - start);
        var bytes = content.bytes(start, length);
        boolean toEnd = start + length == content.size();
        if (!toEnd) {
            int end = length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            bytes = end == 0 ? bytes : Arrays.copyOf(bytes, end);
        }
        return new Window(bytes, lines(content, start, task), toEnd);
    }

    private static long lines(Content content, long end, Task task) throws IOException {
        long lines = 0;
        var buffer = new byte[PIECE];
        for (long at = 0; at < end; at += PIECE) {
            task.checkCancelled();
            int length = (int) Math.min(PIECE, end - at);
            content.read(at, buffer, 0, length);
            for (int i = 0; i < length; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }
}
