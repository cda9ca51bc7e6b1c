package org.selfsame.codec.deflate;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// Writes a raw deflate stream with the bytes that zlib gives where all is handed in at once, whatever the pieces are in
/// which it comes. Closing it ends the stream, and closes the stream below.
public final class DeflateOutput extends FilterOutputStream {
    private static final int BUFFER = 1 << 18;

    private final int capacity;
    private final Compressor compressor;
    private final byte[] buffer;
    private int size;
    private long written;
    private boolean finished;
    private boolean closed;

    /// @param level 1 to 9
    /// @throws IllegalArgumentException for another level
    public DeflateOutput(OutputStream out, int level) {
        this(out, level, BUFFER);
    }

    /// @param capacity bytes that are kept before they are compressed: twice the window with the longest match behind it, or more
    DeflateOutput(OutputStream out, int level, int capacity) {
        super(out);
        this.capacity = capacity;
        compressor = IdleCompressors.take(Level.of(level));
        buffer = compressor.buffer(capacity);
        compressor.begin(Integer.MAX_VALUE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, source.length);
        if (finished) {
            throw new IOException("the stream has ended");
        }
        for (int done = 0; done < length;) {
            if (size == capacity) {
                makeRoom();
            }
            int count = Math.min(length - done, capacity - size);
            System.arraycopy(source, from + done, buffer, size, count);
            size += count;
            done += count;
        }
    }

    private void makeRoom() throws IOException {
        compressor.run(size, false);
        size = compressor.forget();
        // where the stream below fails, this one is not ended as if it were whole
        finished = true;
        drain();
        finished = false;
    }

    private void drain() throws IOException {
        written += compressor.output().drainTo(out);
    }

    /// Bytes that came out up to here.
    public long written() {
        return written;
    }

    /// Ends the stream, and leaves the one below open.
    ///
    /// @throws IOException if that one fails
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        compressor.run(size, true);
        compressor.output().align();
        drain();
        IdleCompressors.giveBack(compressor);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (var below = out) {
            finish();
            below.flush();
        }
    }
}
