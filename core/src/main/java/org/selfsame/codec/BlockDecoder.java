package org.selfsame.codec;

import java.io.IOException;

/// Decodes one block at a time. An instance may hold native memory and is used by one thread at a time.
interface BlockDecoder extends AutoCloseable {

    /// Decodes the block `in[inOffset .. inOffset + inLength)` to `out` from `outOffset` on, at most `outLimit` bytes,
    /// all of which are inside `out`. [Codec] turns runtime exceptions into a [CodecException].
    ///
    /// @return the number of decoded bytes
    /// @throws IOException if the block is damaged, not whole, or has more than `outLimit` bytes
    int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) throws IOException;

    /// As [#decode], and tells how much of the block it took. Here: all, for codecs that take nothing behind their end.
    default Codec.Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset,
            int outLimit) throws IOException {
        return new Codec.Decoded(decode(in, inOffset, inLength, out, outOffset, outLimit), inLength);
    }

    @Override
    default void close() {}
}
