package org.selfsame.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.selfsame.codec.xz.XzBlockDecoder;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.SingleXZInputStream;

/// xz streams: those that packers write by our own decoder, which needs less time; any other, and those that are damaged,
/// by XZ for Java, which says what is wrong. There the dictionary is allocated as large as the block says, so it is bounded
/// before.
final class XzDecoder implements BlockDecoder {
    /// In KiB. SquashFS dictionaries have at most the size of a block, 1 MiB; the decoder itself takes about 100 KiB.
    static final int MEMORY_LIMIT = 4 << 10;

    private final XzBlockDecoder ordinary = new XzBlockDecoder();
    private final ArrayCache arrays = new BasicArrayCache();

    @Override
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws IOException {
        return decodeCounting(in, inOffset, inLength, out, outOffset, outLimit).produced();
    }

    @Override
    public Codec.Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset,
            int outLimit) throws IOException {
        int decoded = ordinary.decode(in, inOffset, inOffset + inLength, out, outOffset, outOffset + outLimit);
        if (decoded >= 0) {
            return new Codec.Decoded(decoded, ordinary.end() - inOffset);
        }
        var block = new ByteArrayInputStream(in, inOffset, inLength);
        try (var xz = new SingleXZInputStream(block, MEMORY_LIMIT, true, arrays)) {
            int produced = Streams.drain(Codec.XZ, xz, out, outOffset, outLimit);
            return new Codec.Decoded(produced, inLength - block.available());
        }
    }
}
