package org.selfsame.format.iso9660;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.task.Task;

/// Writes an image from start to end, gathered into large pieces: most files are smaller than a sector.
final class SectorOutput {
    private static final int PIECE = 1 << 20;

    private final OutputStream out;
    private final Task.Meter meter;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private long written;

    SectorOutput(OutputStream out, Task.Meter meter) {
        this.out = out;
        this.meter = meter;
    }

    /// Bytes so far.
    long position() {
        return written + filled;
    }

    void write(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length;) {
            int length = Math.min(bytes.length - at, PIECE - filled);
            System.arraycopy(bytes, at, piece, filled, length);
            at += length;
            advance(length);
        }
    }

    void write(Content content) throws IOException {
        long size = content.size();
        for (long at = 0; at < size;) {
            int length = (int) Math.min(size - at, PIECE - filled);
            content.read(at, piece, filled, length);
            at += length;
            advance(length);
        }
    }

    /// Zeros up to the byte `end` of the image.
    void zeros(long end) throws IOException {
        while (position() < end) {
            int length = (int) Math.min(end - position(), PIECE - filled);
            Arrays.fill(piece, filled, filled + length, (byte) 0);
            advance(length);
        }
    }

    /// Zeros up to the end of a sector.
    void pad() throws IOException {
        zeros(Iso.roundUp(position(), Iso.SECTOR));
    }

    private void advance(int length) throws IOException {
        filled += length;
        if (filled == PIECE) {
            flush();
        }
    }

    /// Hands on what was gathered.
    void flush() throws IOException {
        out.write(piece, 0, filled);
        meter.add(filled);
        written += filled;
        filled = 0;
    }
}
