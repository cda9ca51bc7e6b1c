package org.selfsame.format.json;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.regex.Pattern;
import org.selfsame.parts.Parts;

/// The tokens of a JSON text one after the other. Source: RFC 8259, sections 2 to 7. Not thread-safe.
final class Values {
    private static final int LONGEST_WORD = 1_000;
    private static final Pattern WORD = Pattern
            .compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final Parts parts;
    private long start;
    private long end;
    private int kind;

    Values(Parts parts) {
        this.parts = parts;
    }

    /// Goes to the next token: one of `{}[]:,`, a string (`"`), or a number or word (`w`).
    ///
    /// @return whether there is one
    /// @throws FormatException if it is no token of JSON's
    /// @throws IOException if it cannot be read
    boolean next() throws IOException {
        start = end;
        while (start < parts.size() && isSpace(at(start))) {
            start++;
        }
        if (start >= parts.size()) {
            end = start;
            return false;
        }
        int first = at(start);
        if ("{}[]:,".indexOf(first) >= 0) {
            kind = first;
            end = start + 1;
        } else if (first == '"') {
            kind = '"';
            string();
        } else {
            kind = 'w';
            word();
        }
        return true;
    }

    /// The first byte of a mark or a string, `w` for a number or word.
    int kind() {
        return kind;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    private int at(long offset) throws IOException {
        return (int) parts.number(offset, 1, ByteOrder.BIG_ENDIAN);
    }

    private void string() throws IOException {
        for (long last = start + 1; last < parts.size(); last++) {
            int b = at(last);
            if (b == '"') {
                end = last + 1;
                return;
            }
            if (b < ' ') {
                throw parts.broken(last, "a control character");
            }
            last += b == '\\' ? 1 : 0;
        }
        throw parts.broken(start, "a string without an end");
    }

    private void word() throws IOException {
        var word = new StringBuilder();
        long last = start;
        for (; last < parts.size() && word.length() < LONGEST_WORD; last++) {
            int b = at(last);
            if (!(b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == 'E' || b == '+' || b == '-' || b == '.')) {
                break;
            }
            word.append((char) b);
        }
        if (!WORD.matcher(word).matches()) {
            throw parts.broken(start, "no value");
        }
        end = last;
    }
}
