package org.selfsame.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMAInputStream;

/// LZMA-alone files by XZ for Java, its memory bounded as in [XzDecoder]. The header has five bytes of properties and
/// dictionary size, then eight of the size, all ones if that is not known; then an end marker must follow.
final class LzmaDecoder implements BlockDecoder {
    private static final int SIZE_AT = 5;
    private static final int HEADER = 13;

    private final ArrayCache arrays = new BasicArrayCache();

    @Override
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws IOException {
        return once(in, inOffset, inLength, out, outOffset, outLimit).produced();
    }

    /// Where the size is known, the decoder stops before an end marker. So it decodes once more as if it were not: if the
    /// same comes out, there is a marker, and the data ends behind it.
    @Override
    public Codec.Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset,
            int outLimit) throws IOException {
        var bySize = once(in, inOffset, inLength, out, outOffset, outLimit);
        if (bySize.consumed() == inLength) {
            return bySize;
        }
        var unsized = Arrays.copyOfRange(in, inOffset, inOffset + inLength);
        Arrays.fill(unsized, SIZE_AT, HEADER, (byte) 0xff);
        try {
            var byMarker = once(unsized, 0, inLength, new byte[bySize.produced()], 0, bySize.produced());
            return byMarker.produced() == bySize.produced() ? byMarker : bySize;
        } catch (IOException _) {
            return bySize;
        }
    }

    private Codec.Decoded once(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws IOException {
        var block = new ByteArrayInputStream(in, inOffset, inLength);
        try (var lzma = new LZMAInputStream(block, XzDecoder.MEMORY_LIMIT, arrays)) {
            // mksquashfs writes the size into the header and leaves the end marker in
            lzma.enableRelaxedEndCondition();
            int produced = Streams.drain(Codec.LZMA, lzma, out, outOffset, outLimit);
            return new Codec.Decoded(produced, inLength - block.available());
        }
    }
}
