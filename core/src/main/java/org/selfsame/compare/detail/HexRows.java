package org.selfsame.compare.detail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;

/// Makes rows of hexadecimal of two contents, around the first places in which they differ.
final class HexRows {
    /// Rows in a detail.
    private static final int MOST = 64;
    /// Rows of one place.
    private static final int MOST_OF_PLACE = 16;

    private final Content left;
    private final Content right;
    private final Fields fields;
    private final List<HexRow> rows = new ArrayList<>();
    private long next;

    HexRows(Content left, Content right, Fields fields) {
        this.left = left;
        this.right = right;
        this.fields = fields;
    }

    /// Adds the rows of a place, with one before and one after it. Places come by offset, and may overlap.
    ///
    /// @return whether all rows of the place had room
    /// @throws IOException if a content cannot be read
    boolean add(long offset, long length) throws IOException {
        long size = Math.max(left.size(), right.size());
        long end = Math.min(size, offset + length);
        long from = Math.max(next, offset / HexRow.LENGTH * HexRow.LENGTH - HexRow.LENGTH);
        int ofPlace = 0;
        for (long at = Math.max(0, from); at < Math.min(size, end + HexRow.LENGTH); at += HexRow.LENGTH) {
            if (rows.size() == MOST || ofPlace == MOST_OF_PLACE) {
                return at >= end;
            }
            rows.add(row(at, at < end && at + HexRow.LENGTH > offset));
            next = at + HexRow.LENGTH;
            ofPlace++;
        }
        return true;
    }

    /// The rows so far.
    List<HexRow> rows() {
        return List.copyOf(rows);
    }

    private HexRow row(long offset, boolean inPlace) throws IOException {
        byte[] l = bytes(left, offset);
        byte[] r = bytes(right, offset);
        int different = 0;
        for (int i = 0; i < Math.max(l.length, r.length); i++) {
            if (i >= l.length || i >= r.length || l[i] != r[i]) {
                different |= 1 << i;
            }
        }
        // what differs in a row beside the place may belong to something else
        boolean named = inPlace && different != 0;
        long first = offset + Integer.numberOfTrailingZeros(different);
        return new HexRow(offset, HexFormat.of().formatHex(l), HexFormat.of().formatHex(r), different,
                named ? fields.at(Side.LEFT, first) : "", named ? fields.at(Side.RIGHT, first) : "");
    }

    private static byte[] bytes(Content content, long offset) throws IOException {
        long length = Math.min(HexRow.LENGTH, content.size() - offset);
        return length <= 0 ? new byte[0] : content.bytes(offset, (int) length);
    }
}
