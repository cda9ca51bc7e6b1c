package org.selfsame.format.catalog;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// Header, items and texts. Source: `src/libsystemd/sd-journal/catalog.c` of systemd 252.
final class CatalogSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int HEADER = 40;
    private static final int ID = 16;
    private static final int LANGUAGE = 32;
    private static final int ITEM = ID + LANGUAGE + 8;

    private long headerSize;
    private long items;
    private long itemSize;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "catalog", LITTLE);
        header.skip("signature", 8);
        header.u32("compatible_flags");
        header.u32("incompatible_flags");
        headerSize = header.i64("header_size");
        items = header.i64("items");
        itemSize = header.i64("item_size");
        if (headerSize < HEADER || items < 0 || items > parts.size() / ITEM || itemSize < ITEM || itemSize > 1024) {
            throw parts.broken(16, items + " items of " + itemSize + " bytes");
        }
        parts.structure(0, headerSize, "header");
        parts.structure(headerSize, items * itemSize, "table of items");
        parts.fact("items", items);
    }

    @Override
    public void body(Parts parts) throws IOException {
        long texts = headerSize + items * itemSize;
        parts.structure(texts, parts.size() - texts, "texts");
        for (long i = 0; i < items; i++) {
            long at = headerSize + i * itemSize;
            var id = HexFormat.of().formatHex(parts.bytes(at, ID));
            var language = new String(parts.bytes(at + ID, LANGUAGE), StandardCharsets.UTF_8);
            int end = language.indexOf('\0');
            language = end < 0 ? language : language.substring(0, end);
            long text = texts + parts.number(at + ID + LANGUAGE, 8, LITTLE);
            var name = PartNames.of(language.isEmpty() ? id : id + " " + language);
            var entry = parts.entry("", name, Metadata.NONE, text, length(parts, text));
            var fields = entry.cursor(at, "item", LITTLE);
            fields.skip("id", ID);
            fields.skip("language", LANGUAGE);
            fields.i64("offset");
        }
    }

    private static long length(Parts parts, long at) throws IOException {
        return parts.cString(at, (int) Math.min(parts.limits().directoryBytes(), Integer.MAX_VALUE)).length;
    }
}
