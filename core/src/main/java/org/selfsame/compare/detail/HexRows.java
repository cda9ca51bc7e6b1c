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
    private final List<HexRun> runs = new ArrayList<>();
    private long next;
    private long runsEnd;

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
        boolean room = addRows(offset, end, Math.max(0, from), size);
        for (long at = Math.max(offset, runsEnd); at < Math.min(end, next); at++) {
            addRun(at);
        }
        return room;
    }

    private boolean addRows(long offset, long end, long from, long size) throws IOException {
        int ofPlace = 0;
        for (long at = from; at < Math.min(size, end + HexRow.LENGTH); at += HexRow.LENGTH) {
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

    /// What differs in the places so far, as far as the rows have it.
    List<HexRun> runs() {
        return List.copyOf(runs);
    }

    private void addRun(long at) throws IOException {
        runsEnd = at + 1;
        // the rows of a place end with the last one
        int back = (int) ((next - 1 - at) / HexRow.LENGTH);
        var row = rows.get(rows.size() - 1 - back);
        if (!row.differs((int) (at - row.offset()))) {
            return;
        }
        var leftField = fields.at(Side.LEFT, at);
        var rightField = fields.at(Side.RIGHT, at);
        var latest = runs.isEmpty() ? null : runs.getLast();
        if (latest != null && latest.end() == at && latest.leftField().equals(leftField)
                && latest.rightField().equals(rightField)) {
            runs.removeLast();
            runs.add(new HexRun(latest.offset(), latest.length() + 1, leftField, rightField));
        } else {
            runs.add(new HexRun(at, 1, leftField, rightField));
        }
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
