package org.selfsame.format.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// One copy of a GUID partition table: a header and, where it points at them, its entries.
///
/// @param entries the array of entries, or null if it cannot be read
/// @param computedCrc the CRC of the array as it is
/// @param problem what keeps the entries from being read, or null
record GptCopy(GptHeader header, @Nullable Sector entries, long computedCrc, @Nullable String problem) {

    /// Reads the copy whose header is in sector `lba`, or null if there is no header. The array takes no more memory
    /// than `tableBytes`.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable GptCopy read(Content content, long lba, int sectorSize, long tableBytes) throws IOException {
        var header = GptHeader.read(content, lba, sectorSize);
        if (header == null) {
            return null;
        }
        var problem = header.problem(content, tableBytes);
        if (problem != null) {
            return new GptCopy(header, null, -1, problem);
        }
        var entries = Sector.read(content, header.entriesOffset(), (int) header.entriesLength());
        var crc = new CRC32();
        crc.update(entries.bytes());
        return new GptCopy(header, entries, crc.getValue(), null);
    }

    boolean hasRightCrcs() {
        return header.hasRightCrc() && header.entriesCrc() == computedCrc;
    }

    /// The entries that are in use.
    List<GptEntry> used() {
        var used = new ArrayList<GptEntry>();
        if (entries != null) {
            int size = (int) header.entrySize();
            for (int i = 0; i < header.entryCount(); i++) {
                if (!entries.isZero(i * size, 16)) {
                    used.add(GptEntry.of(entries, i * size, i + 1));
                }
            }
        }
        return used;
    }
}
