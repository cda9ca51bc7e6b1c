package org.selfsame.codec.deflate;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a raw deflate stream with the bytes that zlib gives where all is handed in at once, whatever the pieces are in
/// which it comes. Closing it ends the stream, and closes the stream below.
public final class DeflateOutput extends FilterOutputStream {
    private static final int BUFFER = 1 << 18;

    private final Compressor compressor;
    private final byte[] buffer;
    private int size;
    private long written;
    private boolean finished;

    /// @param level 1 to 9
    /// @throws IllegalArgumentException for another level
    public DeflateOutput(OutputStream out, int level) {
        super(out);
        compressor = IdleCompressors.take(Level.of(level));
        buffer = compressor.buffer(BUFFER);
        compressor.begin(Integer.MAX_VALUE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    /// @throws IllegalStateException if the stream has ended
    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        if (finished) {
            throw new IllegalStateException("the stream has ended");
        }
        for (int done = 0; done < length;) {
            if (size == BUFFER) {
                makeRoom();
            }
            int count = Math.min(length - done, BUFFER - size);
            System.arraycopy(source, from + done, buffer, size, count);
            size += count;
            done += count;
        }
    }

    private void makeRoom() throws IOException {
        compressor.run(size, false);
        size = compressor.forget();
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
        written += compressor.output().drainTo(out);
        IdleCompressors.giveBack(compressor);
    }

    @Override
    public void close() throws IOException {
        try (var below = out) {
            finish();
            below.flush();
        }
    }
}
