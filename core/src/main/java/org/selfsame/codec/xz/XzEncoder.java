package org.selfsame.codec.xz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.selfsame.codec.BlockEncoder;
import org.tukaani.xz.simple.X86;

/// Writes a block as an xz stream of its own, with the bytes of liblzma's `lzma_stream_buffer_encode` at preset 6: check
/// CRC32 (Linux knows no other), one block that states both its sizes, LZMA2 with or without the x86 branch filter. Where a
/// stream would be longer than the bytes themselves with their headers, liblzma stores them; here that is no room.
///
/// Source: The .xz File Format 1.2.1. That the length of the block header is that for the worst case, so that small blocks
/// have up to four more zero bytes in it, is liblzma's way, as is which bytes LZMA2 has.
public final class XzEncoder implements BlockEncoder {
    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] FLAGS = {0, 1};
    private static final int HEADER = 12;
    private static final int CHECK = Integer.BYTES;
    private static final int BOTH_SIZES = 0xc0;
    private static final int X86_ID = 4;
    private static final int LZMA2_ID = 0x21;
    private static final int LZMA2_CHUNK = 1 << 16;
    private static final int CHUNK_HEADER = 3;
    private static final int LEAST_DICTIONARY = 1 << 12;

    private final int dictionary;
    private final boolean x86;
    private final Lzma2Encoder lzma2;
    private byte[] block = new byte[0];
    private byte[] other = new byte[0];

    /// @param dictionary bytes that a match may lie back, 4 KiB or more
    /// @param x86 whether the block is also tried with the targets of x86 branches made absolute, and that is taken where
    ///        the result is smaller, as mksquashfs does
    /// @throws IllegalArgumentException if the dictionary is too small
    public XzEncoder(int dictionary, boolean x86) {
        if (dictionary < LEAST_DICTIONARY) {
            throw new IllegalArgumentException("a dictionary of " + dictionary + " bytes");
        }
        this.dictionary = dictionary;
        this.x86 = x86;
        lzma2 = new Lzma2Encoder(dictionary);
    }

    /// Blocks have one byte or more.
    @Override
    public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
        if (block.length < inLength) {
            block = new byte[inLength];
        }
        System.arraycopy(in, inOffset, block, 0, inLength);
        int check = crc(block, inLength);
        int plain = stream(inLength, check, false, out, outOffset, outLimit);
        if (!x86) {
            return plain;
        }
        new X86(true, 0).code(block, 0, inLength);
        int bound = plain < 0 ? outLimit : plain - 1;
        if (other.length < bound) {
            other = new byte[outLimit];
        }
        int filtered = stream(inLength, check, true, other, 0, bound);
        if (filtered < 0) {
            return plain;
        }
        System.arraycopy(other, 0, out, outOffset, filtered);
        return filtered;
    }

    /// The stream of what is in `block`, or -1 if it does not fit.
    private int stream(int length, int check, boolean filtered, byte[] target, int offset, int limit) {
        int worst = length + CHUNK_HEADER * Math.ceilDiv(length, LZMA2_CHUNK) + 1;
        int header = blockHeader(worst, length, filtered).length;
        int start = HEADER + header;
        if (limit < start) {
            return -1;
        }
        int end = lzma2.encode(block, length, target, offset + start, offset + Math.min(limit, start + worst));
        if (end < 0) {
            return -1;
        }
        int compressed = end - offset - start;
        int padding = -compressed & 3;
        byte[] index = index(header + compressed + CHECK, length);
        if (offset + limit - end < padding + CHECK + index.length + HEADER) {
            return -1;
        }
        var out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN).position(offset);
        out.put(MAGIC).put(FLAGS).putInt(crc(FLAGS, FLAGS.length));
        out.put(padded(blockHeader(compressed, length, filtered), header));
        out.position(end).put(new byte[padding]).putInt(check).put(index);
        var footer = ByteBuffer.allocate(Integer.BYTES + FLAGS.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(index.length / Integer.BYTES - 1).put(FLAGS).array();
        out.putInt(crc(footer, footer.length)).put(footer).put((byte) 'Y').put((byte) 'Z');
        return out.position() - offset;
    }

    /// The header without its check, padded to a multiple of four.
    private byte[] blockHeader(int compressed, int length, boolean filtered) {
        var out = ByteBuffer.allocate(64);
        out.put((byte) 0).put((byte) (BOTH_SIZES | (filtered ? 1 : 0)));
        number(out, compressed);
        number(out, length);
        if (filtered) {
            out.put((byte) X86_ID).put((byte) 0);
        }
        out.put((byte) LZMA2_ID).put((byte) 1).put(dictionaryCode());
        pad(out, out.position());
        out.put(0, (byte) (out.position() / Integer.BYTES));
        var bytes = new byte[out.position() + CHECK];
        out.get(0, bytes, 0, out.position());
        return bytes;
    }

    /// The header at the length that it has in the worst case, with its check.
    private static byte[] padded(byte[] header, int length) {
        var out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(header);
        out.put(0, (byte) (length / Integer.BYTES - 1));
        return out.putInt(length - CHECK, crc(out.array(), length - CHECK)).array();
    }

    private static byte[] index(int unpadded, int length) {
        var out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0).put((byte) 1);
        number(out, unpadded);
        number(out, length);
        pad(out, out.position());
        int size = out.position();
        out.putInt(crc(out.array(), size));
        return Arrays.copyOf(out.array(), size + CHECK);
    }

    /// The least power of two, or three quarters of one, that holds the dictionary: twice its exponent from 12 on.
    private byte dictionaryCode() {
        int exponent = Integer.SIZE - Integer.numberOfLeadingZeros(dictionary - 1);
        int code = 2 * (exponent - 12);
        return (byte) (exponent > 12 && dictionary <= 3 << exponent - 2 ? code - 1 : code);
    }

    private static void number(ByteBuffer out, int value) {
        int rest = value;
        while (rest >= 1 << 7) {
            out.put((byte) (rest | 1 << 7));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static void pad(ByteBuffer out, int size) {
        for (int i = size; i % Integer.BYTES != 0; i++) {
            out.put((byte) 0);
        }
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
