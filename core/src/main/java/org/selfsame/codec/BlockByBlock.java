package org.selfsame.codec;

import java.io.IOException;

/// A member that is decoded a block at a time, into memory.
abstract class BlockByBlock implements Decoder {
    /// What is decoded lies in `out`, from `next` to before `filled`.
    byte[] out = new byte[0];
    int next;
    int filled;
    boolean ended;

    /// Decodes the next block, which may be empty, or sets `ended`.
    ///
    /// @throws FormatException if it is damaged
    /// @throws IOException if the stored bytes cannot be read
    abstract void fill() throws IOException;

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        while (next == filled && !ended) {
            fill();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, filled - next);
        System.arraycopy(out, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public final void close() {
        // nothing but memory is held
    }
}
