package org.selfsame.format.zip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// An entry of the central directory. Source: PKWARE's APPNOTE 6.3.10, 4.3.12 and 4.5.3.
///
/// @param offset of the entry in the content
/// @param system the one that made it: 3 is Unix
/// @param dosTime date in the upper, time in the lower 16 bits
/// @param stored bytes of its data in the archive
/// @param size bytes of the file
/// @param name as it is stored
/// @param commentLength bytes of the comment
/// @param attributes the external ones: on Unix the mode in the upper 16 bits
/// @param local where the local header lies in the content
@SuppressWarnings("ArrayRecordComponent")
record CentralEntry(long offset, int system, int flags, int method, int dosTime, long crc, long stored, long size,
        byte[] name, byte[] extra, int commentLength, int attributes, long local) {
    static final int MAGIC = 0x02014b50;
    static final int SIZE = 46;
    static final int ENCRYPTED = 1;
    static final int DESCRIPTOR = 8;
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int DEFLATE64 = 9;
    static final int BZIP2 = 12;
    static final int LZMA = 14;
    static final int ZSTD = 93;
    static final int XZ = 95;

    private static final int UNIX = 3;
    private static final int DARWIN = 19;
    private static final int TYPE = 0170000;
    private static final int SYMBOLIC_LINK = 0120000;
    private static final long WIDE = 0xffffffffL;

    /// The entry at `at` of the directory, or null if there is none that is whole.
    ///
    /// @param start where the directory lies in the content
    /// @param base what offsets count from
    /// @throws FormatException if it lies in another volume, or says where nothing can be
    static @Nullable CentralEntry parse(byte[] directory, int at, long start, long base) throws FormatException {
        if (directory.length - at < SIZE || LittleEndian.i32(directory, at) != MAGIC) {
            return null;
        }
        int nameLength = LittleEndian.u16(directory, at + 28);
        int extraLength = LittleEndian.u16(directory, at + 30);
        int commentLength = LittleEndian.u16(directory, at + 32);
        if (nameLength + extraLength + commentLength > directory.length - at - SIZE) {
            return null;
        }
        int nameEnd = at + SIZE + nameLength;
        var extra = Arrays.copyOfRange(directory, nameEnd, nameEnd + extraLength);
        long[] numbers = {LittleEndian.u32(directory, at + 24), LittleEndian.u32(directory, at + 20),
                LittleEndian.u32(directory, at + 42)};
        widen(numbers, extra, start + at);
        long local = base + numbers[2];
        if (numbers[0] < 0 || numbers[1] < 0 || numbers[2] < 0 || local < 0) {
            throw new FormatException(ZipReader.FORMAT, start + at, "a size or offset beyond 2^63");
        }
        return new CentralEntry(start + at, LittleEndian.u8(directory, at + 5), LittleEndian.u16(directory, at + 8),
                LittleEndian.u16(directory, at + 10), LittleEndian.i32(directory, at + 12),
                LittleEndian.u32(directory, at + 16), numbers[1], numbers[0],
                Arrays.copyOfRange(directory, at + SIZE, nameEnd), extra, commentLength,
                LittleEndian.i32(directory, at + 38), local);
    }

    /// Takes size, stored size and offset from the zip64 field where they do not fit in 32 bits.
    private static void widen(long[] numbers, byte[] extra, long offset) throws FormatException {
        for (var field : ExtraField.parse(extra)) {
            if (field.id() == ExtraField.ZIP64) {
                int at = field.at();
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] == WIDE) {
                        if (field.at() + field.length() - at < Long.BYTES) {
                            throw new FormatException(ZipReader.FORMAT, offset, "a zip64 field without a number that "
                                    + "the entry leaves to it");
                        }
                        numbers[i] = LittleEndian.i64(extra, at);
                        at += Long.BYTES;
                    }
                }
                return;
            }
        }
    }

    /// Bytes of the entry in the directory.
    int length() {
        return SIZE + name.length + extra.length + commentLength;
    }

    boolean isDirectory() {
        return name.length > 0 && name[name.length - 1] == '/';
    }

    boolean isSymbolicLink() {
        return (unixMode() & TYPE) == SYMBOLIC_LINK;
    }

    boolean isEncrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /// Whether sizes and checksum follow the data.
    boolean hasDescriptor() {
        return (flags & DESCRIPTOR) != 0;
    }

    /// The mode, or 0 where none is recorded.
    int unixMode() {
        return system == UNIX || system == DARWIN ? attributes >>> 16 : 0;
    }

    String printableName() {
        return Text.printable(Name.of(name));
    }
}
