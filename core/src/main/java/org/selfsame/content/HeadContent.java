package org.selfsame.content;

import java.io.IOException;

/// Another content whose first bytes are kept in memory, for those who look at the start again and again.
public final class HeadContent implements Content {
    private static final int KEPT = 1 << 16;

    private final Content whole;
    private final byte[] head;

    /// Reads the first 64 KiB of `whole`, or all of it if it has less.
    ///
    /// @throws IOException if they cannot be read
    public HeadContent(Content whole) throws IOException {
        this(whole, KEPT);
    }

    /// Reads the first `kept` bytes of `whole`, or all of it if it has less: for contents that take long to decode.
    ///
    /// @throws IOException if they cannot be read
    public HeadContent(Content whole, int kept) throws IOException {
        this.whole = whole;
        this.head = whole.bytes(0, (int) Math.min(kept, whole.size()));
    }

    @Override
    public long size() {
        return whole.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size());
        if (offset + length <= head.length) {
            System.arraycopy(head, (int) offset, target, targetOffset, length);
        } else {
            whole.read(offset, target, targetOffset, length);
        }
    }

    @Override
    public long nextData(long offset) throws IOException {
        return whole.nextData(offset);
    }

    @Override
    public Span span() {
        return whole.span();
    }
}
