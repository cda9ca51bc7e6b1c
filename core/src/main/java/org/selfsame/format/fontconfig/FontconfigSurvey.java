package org.selfsame.format.fontconfig;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A cache as fontconfig maps it into memory. Source: `src/fcint.h` of fontconfig 2.14 (`FcCache`, `FcFontSet`,
/// `FcPattern`); the checksum is the modification time of the directory of fonts.
///
/// Pointers are offsets from the structure that holds them, with the lowest bit set; `dir`, `dirs` and `set` are offsets from
/// the start. Fonts are stored one after the other, so what lies between two patterns belongs to the first; strings and
/// character sets that several fonts share lie in the one that had them first.
final class FontconfigSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int HEADER = 64;
    private static final int PATH = 4096;
    /// The number of the property that is the font's file.
    private static final int FILE = 21;
    private static final int ELEMENT = 16;
    private static final int MOST_PROPERTIES = 200;

    private long directories;
    private long directoryCount;
    private long set;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, HEADER, "header");
        var header = parts.cursor(0, "fontconfig", LITTLE);
        header.u32("magic");
        long version = header.u32("version");
        long size = header.i64("size");
        if (version > 99 || size != parts.size()) {
            throw parts.broken(4, "version " + version + ", " + size + " bytes");
        }
        long directory = header.i64("dir");
        directories = header.i64("dirs");
        directoryCount = header.u32("dirs_count");
        header.padding(4);
        set = header.i64("set");
        long checksum = header.u32("checksum");
        header.padding(4);
        long nanoseconds = header.i64("checksum_nano");
        var path = parts.cString(directory, PATH);
        string(parts, directory, path, "directory");
        parts.fact("version", version);
        parts.fact("directory", new String(path, StandardCharsets.UTF_8));
        parts.fact("directory_mtime", Instant.ofEpochSecond(checksum, nanoseconds & 0xffffffffL).toString());
    }

    @Override
    public void body(Parts parts) throws IOException {
        parts.structure(directories, directoryCount * 8, "table of subdirectories");
        for (long i = 0; i < directoryCount; i++) {
            long at = directories + parts.number(directories + i * 8, 8, LITTLE);
            string(parts, at, parts.cString(at, PATH), "subdirectory");
        }
        parts.structure(set, 16, "font set");
        var fields = parts.cursor(set, "font set", LITTLE);
        long fonts = fields.u32("fonts");
        fields.u32("room");
        long table = pointer(set, fields.i64("table"));
        parts.structure(table, fonts * 8, "table of fonts");
        for (long i = 0; i < fonts; i++) {
            long at = pointer(set, parts.number(table + i * 8, 8, LITTLE));
            long end = i + 1 < fonts ? pointer(set, parts.number(table + i * 8 + 8, 8, LITTLE)) : parts.size();
            var entry = parts.entry("", name(parts, at), Metadata.NONE, at, end - at);
            entry.structure(at, 24, "pattern");
        }
    }

    /// Strings are filled up to 8 bytes.
    private static void string(Parts parts, long at, byte[] text, String what) throws IOException {
        long end = at + text.length + 1;
        parts.structure(at, end - at, what);
        parts.padding(end, Math.min(-end & 7, parts.size() - end), "end of " + what);
    }

    private static Name name(Parts parts, long pattern) throws IOException {
        long elements = pattern + parts.number(pattern + 8, 8, LITTLE);
        long count = Math.min(parts.number(pattern, 4, LITTLE), MOST_PROPERTIES);
        for (long i = 0; i < count; i++) {
            long element = elements + i * ELEMENT;
            if (parts.number(element, 4, LITTLE) == FILE) {
                long value = pointer(element, parts.number(element + 8, 8, LITTLE)) + 8;
                return PartNames.of(parts.cString(pointer(value, parts.number(value + 8, 8, LITTLE)), PATH));
            }
        }
        return Name.of("font without file");
    }

    private static long pointer(long base, long stored) {
        return base + (stored & ~1);
    }
}
