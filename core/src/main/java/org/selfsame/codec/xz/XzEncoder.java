package org.selfsame.codec.xz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.tukaani.xz.simple.X86;

/// Writes a block as an xz stream of its own, with the bytes of liblzma's `lzma_stream_buffer_encode` at preset 6: check
/// CRC32, one block that states both its sizes, LZMA2 with or without the x86 branch filter. Not thread-safe.
///
/// Source: The .xz File Format 1.2.1. That the length of the block header is that for the worst case, so that small blocks
/// have up to four more zero bytes in it, is liblzma's way, as is which bytes LZMA2 has.
public final class XzEncoder {
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
    private final boolean branches;
    private final Lzma2Encoder lzma2;
    private byte[] filtered = new byte[0];

    /// @param dictionary bytes that a match may lie back, 4 KiB or more
    /// @param branches whether the targets of x86 branches are made absolute first
    /// @throws IllegalArgumentException if the dictionary is too small
    public XzEncoder(int dictionary, boolean branches) {
        if (dictionary < LEAST_DICTIONARY) {
            throw new IllegalArgumentException("a dictionary of " + dictionary + " bytes");
        }
        this.dictionary = dictionary;
        this.branches = branches;
        lzma2 = new Lzma2Encoder(dictionary);
    }

    /// Compresses the first `length` bytes of `data` (1 or more; they are not changed) to the start of `target`. Answers
    /// the size of the stream, or -1 if it is longer than `target` or than the bytes with headers would be.
    public int encode(byte[] data, int length, byte[] target) {
        var out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
        int worst = length + CHUNK_HEADER * Math.ceilDiv(length, LZMA2_CHUNK) + 1;
        int header = blockHeader(worst, length).length;
        int start = HEADER + header;
        if (target.length < start) {
            return -1;
        }
        int end = lzma2.encode(filter(data, length), length, target, start,
                (int) Math.min(target.length, (long) start + worst));
        if (end < 0) {
            return -1;
        }
        int padding = -(end - start) & 3;
        byte[] index = index(header + end - start + CHECK, length);
        if (target.length - end < padding + CHECK + index.length + HEADER) {
            return -1;
        }
        out.put(MAGIC).put(FLAGS).putInt(crc(FLAGS, FLAGS.length));
        out.put(padded(blockHeader(end - start, length), header));
        out.position(end);
        out.put(new byte[padding]);
        out.putInt(crc(data, length));
        out.put(index);
        var footer = ByteBuffer.allocate(Integer.BYTES + FLAGS.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(index.length / Integer.BYTES - 1).put(FLAGS).array();
        out.putInt(crc(footer, footer.length)).put(footer).put((byte) 'Y').put((byte) 'Z');
        return out.position();
    }

    private byte[] filter(byte[] data, int length) {
        if (!branches) {
            return data;
        }
        if (filtered.length < length) {
            filtered = new byte[length];
        }
        System.arraycopy(data, 0, filtered, 0, length);
        new X86(true, 0).code(filtered, 0, length);
        return filtered;
    }

    /// The header without its check, padded to a multiple of four.
    private byte[] blockHeader(int compressed, int length) {
        var out = ByteBuffer.allocate(64);
        out.put((byte) 0).put((byte) (BOTH_SIZES | (branches ? 1 : 0)));
        number(out, compressed);
        number(out, length);
        if (branches) {
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
