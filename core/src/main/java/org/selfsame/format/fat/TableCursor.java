package org.selfsame.format.fat;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;

/// Reads entries of the active file allocation table, a page at a time. Not thread-safe: each walk has its own.
final class TableCursor {
    private static final int PAGE = 4096;
    /// An entry of 12 or 32 bits may begin in one page and end in the next.
    private static final int OVERHANG = 3;

    private final Content content;
    private final Geometry geometry;
    private final byte[] page = new byte[PAGE + OVERHANG];
    private long loaded = -1;

    TableCursor(Content content, Geometry geometry) {
        this.content = content;
        this.geometry = geometry;
    }

    /// Where the entry of a cluster begins in the content.
    long offset(long cluster) {
        return geometry.table(geometry.activeTable()) + cluster * geometry.type().bits() / 8;
    }

    /// The entry of a cluster that the volume has, or of 0 or 1.
    ///
    /// @throws IOException if the table cannot be read
    long get(long cluster) throws IOException {
        long inTable = cluster * geometry.type().bits() / 8;
        long first = inTable & -PAGE;
        if (first != loaded) {
            int length = (int) Math.min(page.length, geometry.tableBytes() - first);
            content.read(geometry.table(geometry.activeTable()) + first, page, 0, length);
            loaded = first;
        }
        int at = (int) (inTable - first);
        return switch (geometry.type()) {
            case FAT12 -> LittleEndian.u16(page, at) >> (cluster & 1) * 4 & 0xfff;
            case FAT16 -> LittleEndian.u16(page, at);
            case FAT32 -> LittleEndian.u32(page, at) & geometry.type().mask();
        };
    }
}
