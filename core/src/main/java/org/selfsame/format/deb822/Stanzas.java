package org.selfsame.format.deb822;

import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.selfsame.parts.Lines;
import org.selfsame.parts.Parts;

/// The stanzas of a text one after the other.
final class Stanzas {
    private static final int MOST_FIELDS = 10_000;

    private final Parts parts;
    private final boolean telling;
    private final Lines lines;

    /// @param telling whether empty lines and comments are told
    Stanzas(Parts parts, boolean telling) {
        this.parts = parts;
        this.telling = telling;
        this.lines = new Lines(parts);
    }

    /// How far the text was read.
    long at() {
        return lines.end();
    }

    /// The next stanza, or null at the end.
    ///
    /// @throws FormatException if a line is no part of one
    @Nullable
    Stanza next() throws IOException {
        var fields = new ArrayList<Stanza.Field>();
        long start = -1;
        long end = -1;
        while (lines.next()) {
            var line = lines.bytes();
            if (line.length == 0) {
                if (telling) {
                    parts.padding(lines.start(), 1, "empty line");
                }
                if (!fields.isEmpty()) {
                    break;
                }
            } else if (line[0] == '#') {
                if (telling) {
                    parts.structure(lines.start(), lines.end() - lines.start(), "comment");
                }
            } else if (line[0] == ' ' || line[0] == '\t') {
                if (fields.isEmpty()) {
                    throw parts.broken(lines.start(), "a continued line without a field");
                }
                var last = fields.removeLast();
                fields.add(new Stanza.Field(last.name(), last.start(), lines.end() - 1 - last.start()));
                end = lines.end();
            } else if (fields.size() >= MOST_FIELDS) {
                throw parts.broken(lines.start(), "a stanza of more than " + MOST_FIELDS + " fields");
            } else {
                fields.add(field(line));
                start = start < 0 ? lines.start() : start;
                end = lines.end();
            }
        }
        return fields.isEmpty() ? null : new Stanza(start, end, fields);
    }

    private Stanza.Field field(byte[] line) throws IOException {
        int colon = 0;
        while (colon < line.length && line[colon] != ':') {
            // letters, digits and marks, without space
            if (line[colon] <= ' ' || line[colon] == 0x7f) {
                throw parts.broken(lines.start() + colon, "no name of a field");
            }
            colon++;
        }
        if (colon == 0 || colon == line.length || line[0] == '-') {
            throw parts.broken(lines.start(), "no field");
        }
        int value = colon + 1;
        while (value < line.length && (line[value] == ' ' || line[value] == '\t')) {
            value++;
        }
        return new Stanza.Field(lines.text().substring(0, colon), lines.start() + value, line.length - value);
    }
}
