package org.selfsame.codec.xz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.tukaani.xz.simple.X86;

/// Decodes xz streams of the kind that packers of images write: one block of LZMA2, with or without the x86 branch filter,
/// and a CRC32. Takes a stream only if all that it says about itself holds; for any other, and to say what is wrong with
/// one, there is XZ for Java. Not thread-safe.
///
/// Source: The .xz File Format 1.2.1.
public final class XzBlockDecoder {
    private static final long MAGIC_AND_FLAGS = 0x0100005a587a37fdL;
    private static final int HEADER = 12;
    private static final int CHECK = Integer.BYTES;
    private static final int FOOTER = 12;
    private static final int FOOTER_FLAGS = 0x5a590100;
    private static final int X86_ID = 4;
    private static final int LZMA2_ID = 0x21;
    private static final int MOST_DICTIONARY_CODE = 40;

    private final Lzma2Decoder lzma2 = new Lzma2Decoder();
    private byte[] in = new byte[0];
    private ByteBuffer numbers = ByteBuffer.wrap(in);
    private int at;
    private boolean filtered;
    private long compressedSize;
    private long size;
    private int dictionary;

    /// Where the stream ended in its array; only after a [#decode] that succeeded.
    public int end() {
        return at;
    }

    /// Decodes the stream `source[start .. end)`, behind which there may be anything, to `target[first .. limit)`.
    ///
    /// @return the number of decoded bytes, or -1 if the stream is not of the kind, damaged, cut or too long
    public int decode(byte[] source, int start, int end, byte[] target, int first, int limit) {
        in = source;
        numbers = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
        at = start;
        try {
            return decode(end, target, first, limit);
        } catch (IndexOutOfBoundsException _) {
            // cut where the decoder does not look out for it
            return -1;
        }
    }

    private int decode(int end, byte[] target, int first, int limit) {
        if (end - at < HEADER + 1 || numbers.getLong(at) != MAGIC_AND_FLAGS
                || numbers.getInt(at + 8) != crc(at + 6, 2)) {
            return -1;
        }
        at += HEADER;
        int block = at;
        if (!blockHeader(end)) {
            return -1;
        }
        int payload = at;
        int put = lzma2.decode(in, payload, end, target, first, limit, dictionary);
        if (put < 0) {
            return -1;
        }
        at = lzma2.end();
        int bytes = put - first;
        int unpadded = at - block + CHECK;
        if (compressedSize >= 0 && compressedSize != at - payload || size >= 0 && size != bytes
                || !zeros(-(at - payload) & 3, end)) {
            return -1;
        }
        if (filtered) {
            new X86(false, 0).code(target, first, bytes);
        }
        var crc = new CRC32();
        crc.update(target, first, bytes);
        if (end - at < CHECK || numbers.getInt(at) != (int) crc.getValue()) {
            return -1;
        }
        at += CHECK;
        return index(unpadded, bytes, end) ? bytes : -1;
    }

    private boolean blockHeader(int end) {
        int start = at;
        int length = ((in[at] & 0xff) + 1) * Integer.BYTES;
        if (in[at] == 0 || end - start < length
                || numbers.getInt(start + length - CHECK) != crc(start, length - CHECK)) {
            return false;
        }
        int flags = in[start + 1] & 0xff;
        filtered = (flags & 3) == 1;
        if ((flags & 3) > 1 || (flags & 0x3c) != 0) {
            return false;
        }
        at += 2;
        compressedSize = (flags & 0x40) == 0 ? -1 : number();
        size = (flags & 0x80) == 0 ? -1 : number();
        if ((flags & 0x40) != 0 && compressedSize <= 0 || (flags & 0x80) != 0 && size < 0) {
            return false;
        }
        if (filtered && (in[at++] != X86_ID || in[at++] != 0) || in[at++] != LZMA2_ID || in[at++] != 1) {
            return false;
        }
        int code = in[at++] & 0xff;
        if (code > MOST_DICTIONARY_CODE) {
            return false;
        }
        dictionary = (int) Math.min(Integer.MAX_VALUE, (2L | code & 1) << (code >> 1) + 11);
        int left = start + length - CHECK - at;
        if (left < 0 || !zeros(left, end)) {
            return false;
        }
        at += CHECK;
        return true;
    }

    private boolean index(int unpadded, int bytes, int end) {
        int start = at;
        if (end - at < 2 || in[at++] != 0 || in[at++] != 1 || number() != unpadded || number() != bytes
                || !zeros(-(at - start) & 3, end)) {
            return false;
        }
        int length = at - start + CHECK;
        if (end - at < CHECK + FOOTER || numbers.getInt(at) != crc(start, at - start)) {
            return false;
        }
        at += CHECK;
        int backward = numbers.getInt(at + 4);
        if (numbers.getInt(at) != crc(at + 4, 6) || backward != length / Integer.BYTES - 1
                || numbers.getInt(at + 8) != FOOTER_FLAGS) {
            return false;
        }
        at += FOOTER;
        return true;
    }

    /// A number of up to 63 bits, the lowest seven first, or -1 if it is not in its shortest form.
    private long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = in[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return next == 0 && shift > 0 ? -1 : value;
            }
        }
        return -1;
    }

    private boolean zeros(int count, int end) {
        for (int i = 0; i < count; i++) {
            if (at == end || in[at++] != 0) {
                return false;
            }
        }
        return true;
    }

    private int crc(int start, int length) {
        var crc = new CRC32();
        crc.update(in, start, length);
        return (int) crc.getValue();
    }
}
