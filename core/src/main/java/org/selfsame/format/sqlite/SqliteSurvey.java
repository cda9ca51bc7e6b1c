package org.selfsame.format.sqlite;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Header and pages of a database. Source: "Database File Format" of SQLite's documentation, section 1.
final class SqliteSurvey implements Survey {
    private static final int HEADER = 100;
    private static final int SMALLEST = 512;
    private static final long LOCK_BYTE = 1L << 30;

    private long pageSize;
    private int reserved;
    private long firstTrunk;
    private boolean pointerMaps;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, HEADER, "header");
        var header = parts.cursor(0, "sqlite", ByteOrder.BIG_ENDIAN);
        header.skip("magic", 16);
        int size = header.u16("page_size");
        pageSize = size == 1 ? 65536 : size;
        if (pageSize < SMALLEST || Long.bitCount(pageSize) != 1) {
            throw parts.broken(16, "pages of " + size + " bytes");
        }
        parts.fact("page_size", pageSize);
        header.u8("write_version");
        header.u8("read_version");
        reserved = header.u8("reserved_bytes");
        header.skip("payload_fractions", 3);
        number(parts, header, "file_change_counter");
        number(parts, header, "database_pages");
        firstTrunk = header.u32("first_freelist_trunk_page");
        number(parts, header, "freelist_pages");
        number(parts, header, "schema_cookie");
        number(parts, header, "schema_format");
        header.u32("default_cache_size");
        pointerMaps = header.u32("largest_root_page") != 0;
        number(parts, header, "text_encoding");
        number(parts, header, "user_version");
        header.u32("incremental_vacuum");
        number(parts, header, "application_id");
        header.skip("reserved", 20);
        number(parts, header, "version_valid_for");
        number(parts, header, "sqlite_version");
    }

    private static void number(Parts parts, Cursor header, String name) throws IOException {
        parts.fact(name, header.u32(name));
    }

    @Override
    public void body(Parts parts) throws IOException {
        long pages = parts.size() / pageSize;
        var free = new Freelist(parts, pageSize, reserved, pages, firstTrunk);
        long between = (pageSize - reserved) / 5 + 1;
        for (long page = 1; page <= pages; page++) {
            long at = (page - 1) * pageSize;
            var name = Name.of(String.format(Locale.ROOT, "page %010d", page));
            // the first page begins with the header of the file, which is told already
            long skipped = page == 1 ? HEADER : 0;
            var entry = parts.entry("", name, Metadata.NONE, at + skipped, pageSize - skipped);
            if (at == LOCK_BYTE) {
                entry.padding(at, pageSize, "lock-byte page");
            } else if (pointerMaps && page >= 2 && (page - 2) % between == 0) {
                entry.structure(at, pageSize, "pointer map page");
            } else if (free.contains(page)) {
                entry.unknown(at, pageSize, free.isTrunk(page) ? "freelist trunk page" : "freelist leaf page");
            } else {
                new BtreePage(entry, at, pageSize).tell(skipped);
            }
        }
        if (parts.size() % pageSize != 0) {
            parts.anomaly("part_of_page", pages * pageSize, (parts.size() % pageSize) + " bytes after the last page");
        }
    }
}
