package org.selfsame.format.mo;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Header, tables and messages. Source: "The Format of GNU MO Files" in the manual of GNU gettext 0.21; the fields that
/// revision x.1 adds: `gmo.h` of its runtime.
final class MoSurvey implements Survey {
    /// The message with the empty original, which holds the header fields of the PO file.
    static final String HEADER = "header entry";
    private static final int PAIR = 8;

    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long strings;
    private long originals;
    private long translations;
    private @Nullable SystemStrings system;

    @Override
    public void head(Parts parts) throws IOException {
        long magic = parts.number(0, 4, ByteOrder.LITTLE_ENDIAN);
        order = magic == 0x950412deL ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var header = parts.cursor(0, "mo", order);
        if (header.u32("magic") != 0x950412deL) {
            throw parts.broken(0, "no magic number");
        }
        long revision = header.u32("revision");
        strings = header.u32("strings");
        originals = header.u32("originals_offset");
        translations = header.u32("translations_offset");
        long hashes = header.u32("hash_table_size");
        long hashTable = header.u32("hash_table_offset");
        if ((revision & 0xffff) >= 1) {
            system = new SystemStrings(header, order);
        }
        if (revision >>> 16 > 1) {
            throw parts.broken(4, "revision " + revision);
        }
        parts.structure(0, header.at(), "header");
        parts.structure(originals, strings * PAIR, "table of originals");
        parts.structure(translations, strings * PAIR, "table of translations");
        if (originals + strings * PAIR > parts.size() || translations + strings * PAIR > parts.size()) {
            throw parts.broken(8, strings + " strings do not fit");
        }
        parts.structure(hashTable, hashes * 4, "hash table");
        parts.fact("revision", (revision >>> 16) + "." + (revision & 0xffff));
        parts.fact("strings", strings);
        parts.fact("byte_order", order == ByteOrder.LITTLE_ENDIAN ? "little" : "big");
    }

    @Override
    public void body(Parts parts) throws IOException {
        byte[] before = {};
        for (long i = 0; i < strings; i++) {
            long table = originals + i * PAIR;
            var original = parts.bytes(parts.number(table + 4, 4, order), parts.number(table, 4, order));
            if (i > 0 && Arrays.compareUnsigned(before, original) > 0) {
                parts.anomaly("unsorted", table, "an original that belongs before the one before it");
            }
            before = original;
            message(parts, table, translations + i * PAIR, original);
        }
        if (system != null) {
            system.tell(parts);
        }
    }

    private void message(Parts parts, long original, long translation, byte[] id) throws IOException {
        long length = parts.number(translation, 4, order);
        long at = parts.number(translation + 4, 4, order);
        var name = id.length == 0 ? Name.of(HEADER) : PartNames.of(id);
        var entry = parts.entry("", name, Metadata.NONE, at, length);
        entry.field(original, 4, "original.length");
        entry.field(original + 4, 4, "original.offset");
        entry.field(translation, 4, "translation.length");
        entry.field(translation + 4, 4, "translation.offset");
        entry.structure(parts.number(original + 4, 4, order), id.length + 1L, "original");
        entry.padding(at + length, 1, "end of translation");
        if (id.length == 0) {
            fields(entry, at, parts.bytes(at, length));
        }
    }

    /// Each line of the header entry is a field: `mo.POT-Creation-Date: 2024-01-02 03:04+0000`.
    private static void fields(Parts entry, long at, byte[] text) throws IOException {
        int start = 0;
        while (start < text.length) {
            int end = start;
            int colon = -1;
            while (end < text.length && text[end] != '\n') {
                colon = colon < 0 && text[end] == ':' ? end : colon;
                end++;
            }
            if (colon > start) {
                var name = new String(text, start, colon - start, StandardCharsets.US_ASCII);
                int value = colon + 1 < end && text[colon + 1] == ' ' ? colon + 2 : colon + 1;
                entry.field(at + value, end - value, "mo." + name);
            }
            start = end + 1;
        }
    }
}
