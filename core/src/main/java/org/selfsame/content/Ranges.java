package org.selfsame.content;

/// The one check that every read of untrusted offsets goes through.
public final class Ranges {
    private Ranges() {}

    /// Checks `0 <= offset`, `0 <= length` and `offset + length <= size`, without overflow.
    ///
    /// @throws FormatException that names `format` and `offset` if the range is not inside
    public static void check(String format, long offset, long length, long size) throws FormatException {
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            throw new FormatException(format, offset, "a range of " + Long.toUnsignedString(length) + " bytes at "
                    + Long.toUnsignedString(offset) + " does not lie inside the " + size + " bytes there are");
        }
    }
}
