package org.selfsame.format.sfnt;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.selfsame.parts.Alignment;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// The table directory and the tables. Source: Microsoft's OpenType specification 1.9, "Font file" and "head".
final class SfntSurvey implements Survey {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final int HEAD = 54;
    /// Times count seconds from the start of 1904.
    private static final long EPOCH = Instant.parse("1904-01-01T00:00:00Z").getEpochSecond();

    private int tables;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "sfnt", BIG);
        header.u32("version");
        tables = header.u16("tables");
        header.u16("search_range");
        header.u16("entry_selector");
        header.u16("range_shift");
        parts.structure(0, HEADER, "header");
        parts.structure(HEADER, (long) tables * RECORD, "table directory");
        if (tables == 0 || HEADER + (long) tables * RECORD > parts.size()) {
            throw parts.broken(4, tables + " tables");
        }
        for (int i = 0; i < tables; i++) {
            var tag = parts.bytes(HEADER + (long) i * RECORD, 4);
            for (byte letter : tag) {
                if (letter < ' ' || letter > '~') {
                    throw parts.broken(HEADER + (long) i * RECORD, "no tag of a table");
                }
            }
        }
        parts.fact("tables", tables);
    }

    @Override
    public void body(Parts parts) throws IOException {
        var alignment = new Alignment(4);
        alignment.add(0, HEADER + (long) tables * RECORD);
        for (int i = 0; i < tables; i++) {
            long at = HEADER + (long) i * RECORD;
            var tag = new String(parts.bytes(at, 4), StandardCharsets.US_ASCII);
            long offset = parts.number(at + 8, 4, BIG);
            long length = parts.number(at + 12, 4, BIG);
            var metadata = tag.equals("head") && length >= HEAD ? times(parts, offset) : Metadata.NONE;
            var entry = parts.entry("", PartNames.of(tag), metadata, offset, length);
            alignment.add(offset, length);
            var record = entry.cursor(at, "table", BIG);
            record.skip("tag", 4);
            record.u32("checksum");
            record.u32("offset");
            record.u32("length");
            if (tag.equals("head") && length >= HEAD) {
                entry.field(offset + 4, 4, "head.font_revision");
                entry.field(offset + 8, 4, "head.checksum_adjustment");
                entry.field(offset + 20, 8, "head.created");
                entry.field(offset + 28, 8, "head.modified");
            }
        }
        alignment.add(parts.size(), 0);
        alignment.tell(parts);
    }

    private static Metadata times(Parts parts, long head) throws IOException {
        return Metadata.builder().created(time(parts, head + 20)).modified(time(parts, head + 28)).build();
    }

    private static Instant time(Parts parts, long at) throws IOException {
        // beyond 32 bits no font was made; other values are no times
        return Instant.ofEpochSecond(EPOCH + (parts.number(at, 8, BIG) & 0xffffffffL));
    }
}
