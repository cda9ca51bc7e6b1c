package org.selfsame.format.zip;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Where the central directory lies, as the end of the archive tells. Source: PKWARE's APPNOTE 6.3.10, 4.3.14 to 4.3.16.
///
/// @param offset of the end record in the content
/// @param commentLength bytes of the archive's comment behind it
/// @param wideOffset of the zip64 end record, or -1 if there is none
/// @param wideLength its bytes
/// @param entries how many the record states
/// @param directory first byte of the central directory in the content
/// @param directorySize its bytes
/// @param base what offsets count from: the bytes before the archive that it does not know of
/// @param others how many other end records reach the end of the content as well
record EndRecord(long offset, int commentLength, long wideOffset, long wideLength, long entries, long directory,
        long directorySize, long base, int others) {
    static final int MAGIC = 0x06054b50;
    static final int SIZE = 22;
    static final int LOCATOR_SIZE = 20;

    private static final int LOCATOR_MAGIC = 0x07064b50;
    private static final int WIDE_MAGIC = 0x06064b50;
    private static final int WIDE_SIZE = 56;
    private static final int COMMENT = 0xffff;

    /// The first byte behind the archive.
    long end() {
        return offset + SIZE + commentLength;
    }

    /// Whether the central directory comes before the members, as in Mozilla's optimized jars.
    boolean directoryFirst() {
        return base == 0 && directory <= Integer.BYTES && entries > 0;
    }

    /// @throws FormatException if there is none, or the central directory is not where it says
    /// @throws IOException if the content cannot be read
    static EndRecord find(Content content) throws IOException {
        int length = (int) Math.min(content.size(), SIZE + COMMENT);
        long start = content.size() - length;
        var tail = content.bytes(start, length);
        int found = -1;
        int shorter = -1;
        int others = 0;
        for (int at = length - SIZE; at >= 0; at--) {
            if (tail[at] == 'P' && LittleEndian.i32(tail, at) == MAGIC) {
                int end = at + SIZE + LittleEndian.u16(tail, at + 20);
                if (end == length && found < 0) {
                    found = at;
                } else if (end == length) {
                    others++;
                } else if (end < length && shorter < 0) {
                    shorter = at;
                }
            }
        }
        int at = found >= 0 ? found : shorter;
        if (at < 0) {
            throw new FormatException(ZipReader.FORMAT, start, "no end of central directory in the last " + length
                    + " bytes");
        }
        return read(content, start + at, tail, at, others);
    }

    private static EndRecord read(Content content, long offset, byte[] tail, int at, int others) throws IOException {
        if (LittleEndian.u16(tail, at + 4) != LittleEndian.u16(tail, at + 6)) {
            throw new FormatException(ZipReader.FORMAT, offset, "one volume of an archive of several");
        }
        int comment = LittleEndian.u16(tail, at + 20);
        long wide = wideOffset(content, offset);
        long entries = LittleEndian.u16(tail, at + 10);
        long size = LittleEndian.u32(tail, at + 12);
        long stated = LittleEndian.u32(tail, at + 16);
        long wideLength = 0;
        if (wide >= 0) {
            var record = content.bytes(wide, WIDE_SIZE);
            wideLength = Math.max(WIDE_SIZE, LittleEndian.i64(record, 4) + 12);
            if (wideLength > offset - wide) {
                throw new FormatException(ZipReader.FORMAT, wide, "a zip64 end record of " + wideLength + " bytes");
            }
            entries = LittleEndian.i64(record, 32);
            size = LittleEndian.i64(record, 40);
            stated = LittleEndian.i64(record, 48);
        }
        long limit = wide >= 0 ? wide : offset;
        if (size < 0 || stated < 0 || size > limit || entries < 0) {
            throw new FormatException(ZipReader.FORMAT, offset, "a central directory of " + size + " bytes at " + stated
                    + ", " + limit + " bytes come before its end record");
        }
        // tools take the directory to end where the end record begins, so that bytes before the archive do not matter;
        // Mozilla's optimized jars have it where it says instead
        long before = limit - size;
        if (before >= stated && (size == 0 || beginsEntry(content, before))) {
            return new EndRecord(offset, comment, wide, wideLength, entries, before, size, before - stated, others);
        }
        if (stated <= limit - size && beginsEntry(content, stated)) {
            return new EndRecord(offset, comment, wide, wideLength, entries, stated, size, 0, others);
        }
        throw new FormatException(ZipReader.FORMAT, offset, "no central directory at " + stated + " or " + before);
    }

    private static boolean beginsEntry(Content content, long at) throws IOException {
        return content.size() - at >= CentralEntry.SIZE
                && LittleEndian.i32(content.bytes(at, 4), 0) == CentralEntry.MAGIC;
    }

    /// Where the zip64 end record lies: where its locator says, or else just before that.
    private static long wideOffset(Content content, long end) throws IOException {
        if (end < LOCATOR_SIZE + WIDE_SIZE) {
            return -1;
        }
        var locator = content.bytes(end - LOCATOR_SIZE, LOCATOR_SIZE);
        if (LittleEndian.i32(locator, 0) != LOCATOR_MAGIC) {
            return -1;
        }
        long last = end - LOCATOR_SIZE - WIDE_SIZE;
        for (long at : new long[]{LittleEndian.i64(locator, 8), last}) {
            if (at >= 0 && at <= last && LittleEndian.i32(content.bytes(at, 4), 0) == WIDE_MAGIC) {
                return at;
            }
        }
        throw new FormatException(ZipReader.FORMAT, end - LOCATOR_SIZE, "a zip64 locator that leads to no end record");
    }
}
