package org.selfsame.format.localearchive;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.selfsame.parts.Alignment;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Header, hash tables and records. Source: `locale/locarchive.h` of the GNU C library 2.36. Names are often aliases of one
/// record.
final class LocaleArchiveSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int NAME = 1024;
    private static final int NAME_ENTRY = 12;
    private static final int SUM_ENTRY = 20;
    /// By their numbers; the sixth is LC_ALL, the area in which small categories lie together.
    private static final List<String> CATEGORIES = List.of("LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE",
            "LC_MONETARY", "LC_MESSAGES", "LC_ALL", "LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE",
            "LC_MEASUREMENT", "LC_IDENTIFICATION");
    private static final int ALL = 6;
    private static final int RECORD = 4 + 8 * 13;

    private long names;
    private long nameCount;
    private final Alignment alignment = new Alignment(16);

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "localearchive", LITTLE);
        header.u32("magic");
        parts.fact("serial", header.u32("serial"));
        names = header.u32("names_offset");
        parts.fact("names", header.u32("names_used"));
        nameCount = header.u32("names_size");
        table(parts, "name table", names, nameCount * NAME_ENTRY);
        long strings = header.u32("strings_offset");
        header.u32("strings_used");
        table(parts, "strings", strings, header.u32("strings_size"));
        long records = header.u32("records_offset");
        parts.fact("locales", header.u32("records_used"));
        table(parts, "records", records, header.u32("records_size") * RECORD);
        long sums = header.u32("sums_offset");
        header.u32("sums_used");
        table(parts, "table of checksums", sums, header.u32("sums_size") * SUM_ENTRY);
        parts.structure(0, header.at(), "header");
    }

    private void table(Parts parts, String what, long offset, long length) throws IOException {
        if (offset + length > parts.size()) {
            throw parts.broken(offset, "the " + what + " does not fit");
        }
        parts.structure(offset, length, what);
        alignment.add(offset, length);
    }

    @Override
    public void body(Parts parts) throws IOException {
        for (long i = 0; i < nameCount; i++) {
            long at = names + i * NAME_ENTRY;
            long record = parts.number(at + 8, 4, LITTLE);
            if (record != 0) {
                var locale = PartNames.of(parts.cString(parts.number(at + 4, 4, LITTLE), NAME)).toString();
                locale(parts, locale, at, record);
            }
        }
        alignment.tell(parts);
    }

    private void locale(Parts parts, String locale, long at, long record) throws IOException {
        var name = parts.cursor(at, "name", LITTLE);
        name.u32("hash");
        name.u32("name_offset");
        name.u32("record_offset");
        var fields = parts.cursor(record, "record", LITTLE);
        fields.u32("references");
        for (int i = 0; i < CATEGORIES.size(); i++) {
            long start = fields.u32("offset");
            long length = fields.u32("length");
            alignment.add(start, length);
            if (i == ALL) {
                parts.structure(start, length, "small categories");
            } else {
                parts.entry(locale, Name.of(CATEGORIES.get(i)), Metadata.NONE, start, length);
            }
        }
    }
}
