package org.selfsame.trust.openpgp;

import java.nio.charset.StandardCharsets;

/// Walks over the lines of bytes. A line ends with LF or CR LF; its end is not part of it.
final class Lines {
    private final byte[] bytes;
    private int start;
    private int end;
    private int next;

    Lines(byte[] bytes, int from) {
        this.bytes = bytes;
        this.next = from;
    }

    /// Goes to the next line; whether there is one. What follows the last LF counts if it is not empty.
    boolean advance() {
        if (next >= bytes.length) {
            return false;
        }
        start = next;
        end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        next = Math.min(end + 1, bytes.length);
        if (end > start && end < bytes.length && bytes[end - 1] == '\r') {
            end--;
        }
        return true;
    }

    /// Where the line begins.
    int start() {
        return start;
    }

    /// Where the line ends, without the line's end.
    int end() {
        return end;
    }

    /// Where the line after this one begins.
    int next() {
        return next;
    }

    int length() {
        return end - start;
    }

    /// The line as text, without blanks at its end. Bytes beyond ASCII stay apart from each other.
    String trimmed() {
        int last = end;
        while (last > start && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
            last--;
        }
        return new String(bytes, start, last - start, StandardCharsets.ISO_8859_1);
    }
}
