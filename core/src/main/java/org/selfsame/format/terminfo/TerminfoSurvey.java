package org.selfsame.format.terminfo;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Name;

/// The sections of a description, and those of its extension. Source: term(5) of ncurses 6.4.
final class TerminfoSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int HEADER = 12;
    /// Numbers have 32 bits.
    private static final int WIDE = 01036;
    private static final int LONGEST = 32768;

    private int width;
    private long at;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "terminfo", LITTLE);
        width = header.u16("magic") == WIDE ? 4 : 2;
        int names = header.u16("names_size");
        int flags = header.u16("flags");
        int numbers = header.u16("numbers");
        int strings = header.u16("strings");
        int stringBytes = header.u16("strings_size");
        parts.structure(0, HEADER, "header");
        if (names < 2 || parts.size() > LONGEST || parts.number(HEADER + names - 1L, 1, LITTLE) != 0) {
            throw parts.broken(2, "no names of a terminal");
        }
        var text = new String(parts.bytes(HEADER, names - 1L), StandardCharsets.UTF_8);
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw parts.broken(HEADER, "no names of a terminal");
        }
        parts.fact("names", text);
        parts.structure(HEADER, names, "names");
        at = (long) HEADER + names;
        sections(parts, "", flags, numbers, strings, stringBytes);
    }

    @Override
    public void body(Parts parts) throws IOException {
        // what was told of the header comes first, entries after it
        long start = 12 + parts.number(2, 2, LITTLE);
        parts.entry(Name.of("capabilities"), start, at - start);
        if (at == parts.size()) {
            return;
        }
        start = at;
        var header = parts.cursor(at, "extension", LITTLE);
        int flags = header.u16("flags");
        int numbers = header.u16("numbers");
        int strings = header.u16("strings");
        // the names of the capabilities have offsets too, after those of the strings
        int offsets = header.u16("offsets");
        int stringBytes = header.u16("strings_size");
        at = header.at();
        sections(parts, "extended ", flags, numbers, Math.max(offsets, strings + flags + numbers), stringBytes);
        parts.entry(Name.of("extended capabilities"), start, at - start);
        if (at + 1 == parts.size() && parts.number(at, 1, LITTLE) == 0) {
            // tic ends some descriptions so
            parts.padding(at, 1, "end");
        } else if (at < parts.size()) {
            parts.anomaly("trailing_bytes", at, (parts.size() - at) + " bytes after the description");
        }
    }

    private void sections(Parts parts, String which, int flags, int numbers, int strings, int stringBytes)
            throws IOException {
        section(parts, which + "flags", flags);
        section(parts, "alignment", at & 1);
        section(parts, which + "numbers", (long) numbers * width);
        section(parts, which + "string offsets", strings * 2L);
        section(parts, which + "strings", stringBytes);
        if (at < parts.size()) {
            section(parts, "alignment", at & 1);
        }
    }

    private void section(Parts parts, String what, long length) throws IOException {
        if (at + length > parts.size()) {
            throw parts.broken(at, "the " + what + " do not fit");
        }
        if (what.equals("alignment")) {
            parts.padding(at, length, what);
        } else {
            parts.structure(at, length, what);
        }
        at += length;
    }
}
