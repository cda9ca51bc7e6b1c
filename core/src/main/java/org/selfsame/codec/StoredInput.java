package org.selfsame.codec;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.tukaani.xz.SeekableInputStream;

/// A range of a content as a stream whose position is always known to the byte.
final class StoredInput extends SeekableInputStream {
    private static final int BUFFER = 1 << 15;

    private final Content stored;
    private final long start;
    private final long limit;
    private final byte[] buffer = new byte[BUFFER];
    /// Where the buffer lies in the content.
    private long at;
    private int next;
    private int filled;
    private @Nullable IOException problem;

    /// The bytes from `start` to before `limit`, which are inside the content.
    StoredInput(Content stored, long start, long limit) {
        this.stored = stored;
        this.start = start;
        this.limit = limit;
        this.at = start;
    }

    /// The content offset of the byte that is read next.
    long offset() {
        return at + next;
    }

    /// What the content threw last, or null.
    @Nullable
    IOException problem() {
        return problem;
    }

    /// Fills the buffer if it is empty.
    ///
    /// @return whether there is a byte
    private boolean fill() throws IOException {
        if (next == filled) {
            at += filled;
            next = 0;
            filled = 0;
            int count = (int) Math.min(BUFFER, limit - at);
            if (count <= 0) {
                return false;
            }
            try {
                stored.read(at, buffer, 0, count);
            } catch (IOException e) {
                problem = e;
                throw e;
            }
            filled = count;
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, filled - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    /// Goes on at this offset of the content.
    void goTo(long offset) {
        if (offset >= at && offset <= at + filled) {
            next = (int) (offset - at);
        } else {
            at = offset;
            next = 0;
            filled = 0;
        }
    }

    @Override
    public long length() {
        return limit - start;
    }

    @Override
    public long position() {
        return offset() - start;
    }

    @Override
    public void seek(long position) throws IOException {
        if (position < 0) {
            throw new IOException("a position of " + position);
        }
        goTo(start + position);
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, limit - offset()));
    }
}
