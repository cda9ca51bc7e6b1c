package org.selfsame.format.sqlite;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.Parts;

/// A page that is, by its first byte, one of a b-tree. One that begins otherwise is an overflow page, or lies unused.
///
/// @param parts where to tell what lies in it
/// @param start its offset in the file
/// @param size its bytes
record BtreePage(Parts parts, long start, long size) {

    /// Tells the header, the cell pointers and the free space. The page's own header begins `skipped` bytes into it.
    void tell(long skipped) throws IOException {
        int type = (int) parts.number(start + skipped, 1, ByteOrder.BIG_ENDIAN);
        var what = switch (type) {
            case 2 -> "index interior page";
            case 5 -> "table interior page";
            case 10 -> "index leaf page";
            case 13 -> "table leaf page";
            default -> "";
        };
        if (what.isEmpty()) {
            parts.structure(start, size, "overflow page");
            parts.field(start, 4, "overflow page.next");
            return;
        }
        parts.structure(start + skipped, size - skipped, what);
        var header = parts.cursor(start + skipped, "page", ByteOrder.BIG_ENDIAN);
        header.u8("type");
        header.u16("first_free_block");
        int cells = header.u16("cells");
        int content = header.u16("content_start");
        header.u8("fragmented_free_bytes");
        if (type == 2 || type == 5) {
            header.u32("right_page");
        }
        long pointers = Math.min(2L * cells, start + size - header.at());
        header.skip("cell_pointers", pointers);
        long free = start + (content == 0 ? 65536 : content) - header.at();
        if (free > 0 && header.at() + free <= start + size) {
            parts.unknown(header.at(), free, "unallocated space");
        }
    }
}
