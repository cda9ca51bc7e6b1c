package org.selfsame.codec;

import org.selfsame.content.LittleEndian;

/// Where Zstandard frames end, by their headers alone. Source: RFC 8878 §3.1.1.
final class ZstdFrames {
    private static final int MAGIC = 0xfd2fb528;
    private static final int[] DICTIONARY_ID = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};
    private static final int BLOCK_HEADER = 3;
    private static final int CHECKSUM = 4;

    private ZstdFrames() {}

    /// Bytes of the frames at the start of a block that was decoded. Frames that decoders skip end them: they hold what
    /// has no influence on the decoded bytes.
    ///
    /// @throws CodecException if a frame does not end within the block
    static int length(byte[] in, int offset, int length) throws CodecException {
        int end = offset + length;
        int at = offset;
        while (end - at >= 4 && LittleEndian.i32(in, at) == MAGIC) {
            at = frame(in, at, end);
        }
        return at - offset;
    }

    private static int frame(byte[] in, int start, int end) throws CodecException {
        int descriptor = at(in, start + 4, end);
        boolean single = (descriptor & 0x20) != 0;
        int flag = descriptor >>> 6;
        long at = start + 5L + (single ? 0 : 1) + DICTIONARY_ID[descriptor & 3]
                + (single && flag == 0 ? 1 : CONTENT_SIZE[flag]);
        boolean last = false;
        while (!last) {
            int header = at(in, at, end) | at(in, at + 1, end) << 8 | at(in, at + 2, end) << 16;
            last = (header & 1) != 0;
            boolean repeated = (header >>> 1 & 3) == 1;
            at += BLOCK_HEADER + (repeated ? 1 : header >>> 3);
        }
        at += (descriptor & 4) != 0 ? CHECKSUM : 0;
        if (at > end) {
            throw new CodecException(Codec.ZSTD, "a frame does not end within its block");
        }
        return (int) at;
    }

    private static int at(byte[] in, long index, int end) throws CodecException {
        if (index >= end) {
            throw new CodecException(Codec.ZSTD, "a frame does not end within its block");
        }
        return in[(int) index] & 0xff;
    }
}
