package org.selfsame.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMAInputStream;

/// LZMA-alone files by XZ for Java, its memory bounded as in [XzDecoder].
final class LzmaDecoder implements BlockDecoder {
    private final ArrayCache arrays = new BasicArrayCache();

    @Override
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws IOException {
        var block = new ByteArrayInputStream(in, inOffset, inLength);
        try (var lzma = new LZMAInputStream(block, XzDecoder.MEMORY_LIMIT, arrays)) {
            // mksquashfs writes the size into the header and leaves the end marker in
            lzma.enableRelaxedEndCondition();
            return Streams.drain(Codec.LZMA, lzma, out, outOffset, outLimit);
        }
    }
}
