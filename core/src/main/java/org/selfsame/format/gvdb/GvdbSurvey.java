package org.selfsame.format.gvdb;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.selfsame.parts.Alignment;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// The tables of tables and values. Source: `gvdb/gvdb-format.h` and `gvdb-reader.c` of GLib 2.74.
final class GvdbSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int HEADER = 24;
    private static final int ITEM = 24;
    private static final long NONE = 0xffffffffL;
    private static final int KEY = 4096;

    /// A hash table by the key that leads to it; the root's is empty.
    private record Table(String key, long start, long end) {}

    private final ArrayDeque<Table> tables = new ArrayDeque<>();
    private final Alignment alignment = new Alignment(8);
    private long left;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, HEADER, "header");
        var header = parts.cursor(0, "gvdb", LITTLE);
        header.skip("signature", 8);
        parts.fact("version", header.u32("version"));
        header.u32("options");
        long start = header.u32("root_start");
        long end = header.u32("root_end");
        if (start < HEADER || end < start || end > parts.size()) {
            throw parts.broken(16, "a root from " + start + " to " + end);
        }
        tables.add(new Table("", start, end));
        left = parts.size() / ITEM;
    }

    @Override
    public void body(Parts parts) throws IOException {
        while (!tables.isEmpty()) {
            table(parts, tables.remove());
        }
        alignment.tell(parts);
    }

    private void table(Parts parts, Table table) throws IOException {
        parts.structure(table.start(), table.end() - table.start(), "hash table");
        var fields = parts.cursor(table.start(), "hash table", LITTLE);
        long words = fields.u32("bloom_words") & 0x07ffffff;
        long buckets = fields.u32("buckets");
        fields.skip("bloom_filter", words * 4);
        fields.skip("bucket_starts", buckets * 4);
        long items = fields.at();
        for (long at = items; at + ITEM <= table.end(); at += ITEM) {
            if (--left < 0) {
                throw parts.broken(at, "tables share their items");
            }
            item(parts, table, items, at);
        }
    }

    private void item(Parts parts, Table table, long items, long at) throws IOException {
        var key = key(parts, table, items, at);
        var keyLength = parts.number(at + 12, 2, LITTLE);
        long keyStart = parts.number(at + 8, 4, LITTLE);
        long start = parts.number(at + 16, 4, LITTLE);
        long end = parts.number(at + 20, 4, LITTLE);
        long type = parts.number(at + 14, 1, LITTLE);
        var owner = parts;
        alignment.add(start, end - start);
        alignment.add(keyStart, keyLength);
        if (type == 'v') {
            owner = parts.entry(table.key(), PartNames.of(key), Metadata.NONE, start, end - start);
        } else if (type == 'H') {
            tables.add(new Table(PartNames.of(key).toString(), start, end));
        } else {
            parts.structure(start, end - start, "list");
        }
        owner.structure(keyStart, keyLength, "key");
        var fields = owner.cursor(at, "item", LITTLE);
        fields.u32("hash");
        fields.u32("parent");
        fields.u32("key_start");
        fields.u16("key_length");
        fields.u8("type");
        fields.padding(1);
        fields.u32("value_start");
        fields.u32("value_end");
    }

    /// A key is what an item has of it, after the key of its parent.
    private static String key(Parts parts, Table table, long items, long item) throws IOException {
        var key = new StringBuilder();
        long at = item;
        for (int depth = 0; depth < KEY; depth++) {
            var own = parts.bytes(parts.number(at + 8, 4, LITTLE), parts.number(at + 12, 2, LITTLE));
            key.insert(0, new String(own, StandardCharsets.UTF_8));
            long parent = parts.number(at + 4, 4, LITTLE);
            if (parent == NONE) {
                return key.toString();
            }
            at = items + parent * ITEM;
            if (at + ITEM > table.end() || key.length() > KEY) {
                break;
            }
        }
        throw parts.broken(item + 4, "a key without a start");
    }
}
