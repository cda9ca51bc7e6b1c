package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.selfsame.compare.Side;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.compare.detail.HexRun;

/// A line of bytes as it is shown: a part of a [HexRow], as long as there is room for.
///
/// @param offset of its first byte
/// @param length bytes that it has room for
/// @param left in hexadecimal, two digits a byte; shorter at the end of the content
/// @param different bit i is set if byte i differs
/// @param fields what the bytes that differ belong to, as far as the formats name it; empty if nothing does
/// @param afterGap whether bytes before it are left out
record HexLine(long offset, int length, String left, String right, int different, String fields, boolean afterGap) {

    /// The lines of a detail.
    ///
    /// @param length bytes a line, a divisor of [HexRow#LENGTH]
    static List<HexLine> of(Detail.Binary binary, int length) {
        var lines = new ArrayList<HexLine>();
        long next = -1;
        for (var row : binary.rows()) {
            for (int at = 0; at < HexRow.LENGTH; at += length) {
                long offset = row.offset() + at;
                var left = part(row.left(), at, length);
                var right = part(row.right(), at, length);
                if (!left.isEmpty() || !right.isEmpty()) {
                    int different = row.different() >> at & (1 << length) - 1;
                    lines.add(new HexLine(offset, length, left, right, different,
                            fields(binary.runs(), offset, offset + length), next >= 0 && offset != next));
                    next = offset + length;
                }
            }
        }
        return lines;
    }

    private static String part(String digits, int at, int length) {
        return digits.substring(Math.min(digits.length(), 2 * at), Math.min(digits.length(), 2 * (at + length)));
    }

    private static String fields(List<HexRun> runs, long start, long end) {
        var names = new LinkedHashSet<String>();
        for (var run : runs) {
            if (run.offset() < end && run.end() > start) {
                names.add(run.leftField());
                names.add(run.rightField());
            }
        }
        names.remove("");
        return String.join(", ", names);
    }

    /// The digits of one side.
    String digits(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /// Whether one side has a byte there.
    boolean has(Side side, int index) {
        return 2 * index + 2 <= digits(side).length();
    }

    /// The two digits of a byte, or blanks where the side has none.
    String byteAt(Side side, int index) {
        return has(side, index) ? digits(side).substring(2 * index, 2 * index + 2) : "  ";
    }

    /// Whether the bytes differ there, or only one side has one.
    boolean differs(int index) {
        return (different >> index & 1) != 0;
    }

    /// Whether a byte of it lies in `run`.
    boolean meets(HexRun run) {
        return run.offset() < offset + length && run.end() > offset;
    }

    /// The bytes as letters; a dot for what is none.
    String letters(Side side) {
        var letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int value = has(side, i) ? Integer.parseInt(byteAt(side, i), 16) : ' ';
            letters.append(value >= 0x20 && value < 0x7f ? (char) value : '·');
        }
        return letters.toString();
    }
}
