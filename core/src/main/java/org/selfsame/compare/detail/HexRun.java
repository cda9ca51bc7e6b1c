package org.selfsame.compare.detail;

/// Bytes in one piece that differ, all in the same named part of the format.
///
/// @param offset of the first byte
/// @param length number of bytes, more than 0
/// @param leftField the innermost named part of the left side that they lie in, or empty
/// @param rightField the same of the right side
public record HexRun(long offset, long length, String leftField, String rightField) {

    /// The first byte after them.
    public long end() {
        return offset + length;
    }
}
