package org.selfsame.format.pe;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Region.Kind;

/// The debug directory: a time stamp for each entry, and the identity of the debug file (CodeView: a GUID and an age).
final class DebugDirectory {
    private static final int CODE_VIEW = 2;
    /// Linkers write three at most.
    private static final int MOST = 64;

    private DebugDirectory() {}

    /// Names the entries of the directory and the CodeView records, which lie inside sections.
    ///
    /// @throws IOException if the content cannot be read
    static void add(PeHeaders headers, Anatomy.Builder parts) throws IOException {
        var directory = headers.directory(PeStructs.DEBUG);
        if (directory == null) {
            return;
        }
        long at = headers.offsetOf(directory.get("address"));
        long count = Math.min(directory.get("size") / PeStructs.DEBUG_ENTRY.size(), MOST);
        if (at < 0 || !parts.fits(at, count * PeStructs.DEBUG_ENTRY.size())) {
            parts.anomaly("pe.debug_outside", headers.offset(), "the debug directory lies in no section");
            return;
        }
        for (int i = 0; i < count; i++) {
            var entry = parts.struct(PeStructs.DEBUG_ENTRY, at + (long) i * PeStructs.DEBUG_ENTRY.size(),
                    LITTLE_ENDIAN);
            var name = "debug." + (i + 1);
            parts.fact(name + ".type", entry.get("type"));
            parts.fact(name + ".time_date_stamp", entry.get("time_date_stamp"));
            long offset = entry.get("offset");
            long size = entry.get("size");
            if (!parts.fits(offset, size)) {
                parts.anomaly("pe.debug_outside", at, "the " + size + " bytes of debug entry " + (i + 1) + " at "
                        + offset + " do not lie inside the file");
            } else if (entry.get("type") == CODE_VIEW && size >= PeStructs.CODE_VIEW.size()
                    && new String(parts.content().bytes(offset, 4), StandardCharsets.ISO_8859_1)
                            .equals("RSDS")) {
                var record = parts.struct(PeStructs.CODE_VIEW, offset, LITTLE_ENDIAN);
                parts.region(offset + PeStructs.CODE_VIEW.size(), size - PeStructs.CODE_VIEW.size(), Kind.FIELD,
                        "codeview.path");
                parts.fact(name + ".guid", HexFormat.of().formatHex(record.bytes("guid")));
                parts.fact(name + ".age", record.get("age"));
            } else {
                parts.region(offset, size, Kind.STRUCTURE, "debug data");
            }
        }
    }
}
