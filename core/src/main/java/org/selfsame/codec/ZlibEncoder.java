package org.selfsame.codec;

import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.selfsame.codec.EncoderUnavailableException.Reason;

/// zlib streams by the library of the virtual machine.
final class ZlibEncoder implements BlockEncoder {
    /// Of the bytes that zlib 1.2.13 and 1.3.1 make of [#sample] at level 9.
    private static final long KNOWN_SUM = 404_699_920L;
    private static final int SAMPLE = 1 << 16;

    private final Deflater deflater;

    ZlibEncoder(int level) {
        deflater = new Deflater(level);
    }

    @Override
    public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
        deflater.reset();
        deflater.setInput(in, inOffset, inLength);
        deflater.finish();
        int length = 0;
        while (length < outLimit && !deflater.finished()) {
            length += deflater.deflate(out, outOffset + length, outLimit - length);
        }
        return deflater.finished() ? length : -1;
    }

    @Override
    public void close() {
        deflater.end();
    }

    /// @throws EncoderUnavailableException if the library gives other bytes than zlib does
    static void requireZlib() throws EncoderUnavailableException {
        if (!KnownAnswer.IS_ZLIB) {
            throw new EncoderUnavailableException(Reason.OTHER_ZLIB,
                    "this Java compresses by another library than zlib, whose bytes are different");
        }
    }

    /// Asked once, when the first encoder is wanted.
    private static final class KnownAnswer {
        static final boolean IS_ZLIB = sum() == KNOWN_SUM;
    }

    static long sum() {
        byte[] sample = sample();
        var out = new byte[SAMPLE];
        try (var encoder = new ZlibEncoder(Deflater.BEST_COMPRESSION)) {
            int length = encoder.encode(sample, 0, SAMPLE, out, 0, SAMPLE);
            var sum = new CRC32();
            sum.update(out, 0, Math.max(length, 0));
            return sum.getValue();
        }
    }

    /// Bytes with matches of many lengths and distances, and some without: libraries differ in which they take.
    private static byte[] sample() {
        var bytes = new byte[SAMPLE];
        int state = 1;
        for (int at = 0; at < SAMPLE;) {
            state = state * 1103515245 + 12345;
            int length = 3 + (state >>> 16 & 31);
            int distance = 1 + (state >>> 8 & 0x7fff);
            boolean repeat = (state >>> 30 & 3) != 0 && distance <= at;
            for (int i = 0; i < length && at < SAMPLE; i++, at++) {
                state = state * 1103515245 + 12345;
                bytes[at] = repeat ? bytes[at - distance] : (byte) (state >>> 24 & 63);
            }
        }
        return bytes;
    }
}
