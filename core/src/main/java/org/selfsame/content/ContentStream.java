package org.selfsame.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A content read from start to end. Not thread-safe.
final class ContentStream extends InputStream {
    /// What is copied at a time, in bytes: what a pipe holds, four times.
    private static final int PIECE = 1 << 18;

    private final Content content;
    private long position;

    ContentStream(Content content) {
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = (int) Math.min(length, content.size() - position);
        if (count <= 0) {
            return -1;
        }
        content.read(position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long start = position;
        var piece = new byte[Math.clamp(content.size() - position, 1, PIECE)];
        for (int count = read(piece, 0, piece.length); count > 0; count = read(piece, 0, piece.length)) {
            out.write(piece, 0, count);
        }
        return position - start;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, content.size() - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, content.size() - position);
    }
}
