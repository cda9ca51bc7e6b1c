package org.selfsame.codec;

import java.io.IOException;

/// Encodes one block at a time: the counterpart of [Codec#decode]. The encoded bytes depend on the block and on how the
/// encoder was made, never on blocks before. An instance may hold native memory and is used by one thread at a time.
public interface BlockEncoder extends AutoCloseable {

    /// Encodes `in[inOffset .. inOffset + inLength)` to `out` from `outOffset` on, at most `outLimit` bytes, all of which
    /// are inside `out`.
    ///
    /// @return the number of encoded bytes, or -1 if there are more than `outLimit`; then `out` holds anything there
    /// @throws IOException if the library fails
    int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) throws IOException;

    @Override
    default void close() {}
}
