package org.selfsame.compare.detail;

/// Up to 16 bytes of each side from the same offset on.
///
/// @param offset of the first byte, a multiple of 16
/// @param left the bytes of the left side in hexadecimal, two digits each, without spaces; shorter at the end of the
///        content, empty beyond it
/// @param right the same of the right side
/// @param different bit i is set if the bytes at `offset + i` differ, or only one side has one
/// @param leftField the innermost named part of the left side that the first such byte lies in, or empty
/// @param rightField the same of the right side
public record HexRow(long offset, String left, String right, int different, String leftField, String rightField) {
    /// Bytes in a row.
    public static final int LENGTH = 16;

    /// Whether the bytes at `offset + index` differ.
    public boolean differs(int index) {
        return (different >> index & 1) != 0;
    }
}
