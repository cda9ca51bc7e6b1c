package org.selfsame.content;

import java.io.IOException;

/// Bytes in memory. The array is not copied: its owner must not change it any more.
public final class BytesContent implements Content {
    private final byte[] bytes;

    /// A content of the bytes of `bytes`.
    public BytesContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, bytes.length);
        System.arraycopy(bytes, (int) offset, target, targetOffset, length);
    }
}
