package org.selfsame.format.zip;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.Ranges;

/// The header in front of a member's data. Source: PKWARE's APPNOTE 6.3.10, 4.3.7.
///
/// @param offset in the content
/// @param dosTime date in the upper, time in the lower 16 bits
@SuppressWarnings("ArrayRecordComponent")
record LocalHeader(long offset, int flags, int method, int dosTime, long crc, long stored, long size, byte[] name,
        byte[] extra) {
    static final int MAGIC = 0x04034b50;
    static final int SIZE = 30;

    /// @throws FormatException if there is none
    /// @throws IOException if the content cannot be read
    static LocalHeader read(Content content, long offset) throws IOException {
        Ranges.check(ZipReader.FORMAT, offset, SIZE, content.size());
        var fixed = content.bytes(offset, SIZE);
        if (LittleEndian.i32(fixed, 0) != MAGIC) {
            throw new FormatException(ZipReader.FORMAT, offset, "no local header where the central directory says");
        }
        int nameLength = LittleEndian.u16(fixed, 26);
        int extraLength = LittleEndian.u16(fixed, 28);
        Ranges.check(ZipReader.FORMAT, offset + SIZE, nameLength + extraLength, content.size());
        var rest = content.bytes(offset + SIZE, nameLength + extraLength);
        return new LocalHeader(offset, LittleEndian.u16(fixed, 6), LittleEndian.u16(fixed, 8),
                LittleEndian.i32(fixed, 10), LittleEndian.u32(fixed, 14), LittleEndian.u32(fixed, 18),
                LittleEndian.u32(fixed, 22), Arrays.copyOf(rest, nameLength),
                Arrays.copyOfRange(rest, nameLength, rest.length));
    }

    /// As [#read], or null if there is none.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable LocalHeader find(Content content, long offset) throws IOException {
        try {
            return read(content, offset);
        } catch (FormatException _) {
            // who reads the data gets the error
            return null;
        }
    }

    int length() {
        return SIZE + name.length + extra.length;
    }

    /// The first byte of the data.
    long data() {
        return offset + length();
    }
}
