package org.selfsame.format.mo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.tree.Metadata;

/// The messages of revision x.1 in which something depends on the system: between pieces of text stand the names of
/// macros such as `PRIu64`. Source: `gmo.h` of GNU gettext 0.21.
final class SystemStrings {
    private static final long LAST = 0xffffffffL;

    private final ByteOrder order;
    private final long segments;
    private final long segmentTable;
    private final long strings;
    private final long originals;
    private final long translations;

    /// Reads the five fields that are in the header for them.
    ///
    /// @throws IOException if they cannot be read
    SystemStrings(Cursor header, ByteOrder order) throws IOException {
        this.order = order;
        segments = header.u32("system_segments");
        segmentTable = header.u32("system_segments_offset");
        strings = header.u32("system_strings");
        originals = header.u32("system_originals_offset");
        translations = header.u32("system_translations_offset");
    }

    /// Tells tables and messages.
    ///
    /// @throws FormatException if an offset leads outside
    void tell(Parts parts) throws IOException {
        parts.structure(segmentTable, segments * 8, "table of system segments");
        for (long i = 0; i < segments; i++) {
            long at = segmentTable + i * 8;
            parts.structure(parts.number(at + 4, 4, order), parts.number(at, 4, order), "system segment");
        }
        parts.structure(originals, strings * 4, "table of system originals");
        parts.structure(translations, strings * 4, "table of system translations");
        for (long i = 0; i < strings; i++) {
            long original = parts.number(originals + i * 4, 4, order);
            var id = new ByteArrayOutputStream();
            long length = read(parts, original, id);
            long translation = parts.number(translations + i * 4, 4, order);
            long translated = read(parts, translation, new ByteArrayOutputStream());
            long at = parts.number(translation, 4, order);
            var name = PartNames.of(id.toByteArray());
            var entry = parts.entry("", name, Metadata.NONE, at, translated);
            entry.structure(parts.number(original, 4, order), length, "original");
            pieces(entry, original);
            pieces(entry, translation);
        }
    }

    /// Puts the text together, macros in angle brackets, without the NUL at its end.
    ///
    /// @return how many bytes of text there are in the file
    private long read(Parts parts, long at, ByteArrayOutputStream text) throws IOException {
        long piece = parts.number(at, 4, order);
        long start = piece;
        for (long entry = at + 4;; entry += 8) {
            long length = parts.number(entry, 4, order);
            long macro = parts.number(entry + 4, 4, order);
            boolean last = macro == LAST;
            if (text.size() + length > parts.limits().directoryBytes()) {
                throw parts.broken(entry, "a string of more than " + text.size() + " bytes");
            }
            text.writeBytes(parts.bytes(piece, last && length > 0 ? length - 1 : length));
            piece += length;
            if (last) {
                return piece - start;
            }
            if (macro >= segments) {
                throw parts.broken(entry + 4, "segment " + macro + " of " + segments);
            }
            text.write('<');
            text.writeBytes(parts.cString(parts.number(segmentTable + macro * 8 + 4, 4, order), 1 << 10));
            text.write('>');
        }
    }

    private void pieces(Parts entry, long at) throws IOException {
        long end = at + 4;
        while (entry.number(end + 4, 4, order) != LAST) {
            end += 8;
        }
        entry.structure(at, end + 8 - at, "system string");
    }
}
