package org.selfsame.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The lines of a text one after the other. Not thread-safe.
public final class Lines {
    /// How far readers look to tell a format of lines from any other text.
    public static final int SAMPLE = 1 << 16;
    /// No line of the formats that are read by lines is near this.
    private static final int LONGEST = 1 << 20;

    private final Parts parts;
    private long start;
    private long end;
    private byte[] line = {};

    /// Before the first line.
    public Lines(Parts parts) {
        this.parts = parts;
    }

    /// Goes to the next line.
    ///
    /// @return whether there is one
    /// @throws FormatException if it has no line feed at its end, has more than 1 MiB, or a control character
    /// @throws IOException if it cannot be read
    public boolean next() throws IOException {
        start = end;
        if (start >= parts.size()) {
            return false;
        }
        long feed = parts.find(start, '\n', LONGEST);
        if (feed < 0) {
            throw parts.broken(start, "a line without an end");
        }
        line = parts.bytes(start, feed - start);
        for (int i = 0; i < line.length; i++) {
            if (line[i] >= 0 && line[i] < ' ' && line[i] != '\t') {
                throw parts.broken(start + i, "a control character");
            }
        }
        end = feed + 1;
        return true;
    }

    /// Offset of the line.
    public long start() {
        return start;
    }

    /// Offset after the line and its line feed.
    public long end() {
        return end;
    }

    /// The bytes of the line, without the line feed; not to be changed.
    public byte[] bytes() {
        return line;
    }

    /// The line as text, one char a byte.
    public String text() {
        return new String(line, StandardCharsets.ISO_8859_1);
    }
}
