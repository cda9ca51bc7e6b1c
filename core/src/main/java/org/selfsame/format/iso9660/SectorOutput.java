package org.selfsame.format.iso9660;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.selfsame.content.Content;
import org.selfsame.task.Task;

/// Writes an image from start to end, gathered into large pieces: most files are smaller than a sector. While one piece is
/// handed on, by a thread of its own, the next one is filled.
final class SectorOutput implements AutoCloseable {
    private static final int PIECE = 1 << 20;

    private final OutputStream out;
    private final Task.Meter meter;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("iso output").factory());
    private byte[] piece = new byte[PIECE];
    private byte[] other = new byte[PIECE];
    /// The piece before, which may be on its way.
    private Future<?> before = CompletableFuture.completedFuture(null);
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
            handOn();
        }
    }

    private void handOn() throws IOException {
        await();
        byte[] full = piece;
        int length = filled;
        before = writer.submit(() -> {
            out.write(full, 0, length);
            return null;
        });
        piece = other;
        other = full;
        written += length;
        filled = 0;
        meter.add(length);
    }

    /// Hands on what was gathered, and waits until all is written.
    void flush() throws IOException {
        handOn();
        await();
    }

    private void await() throws IOException {
        try {
            before.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an image is written");
        }
    }

    /// Waits for the piece that is on its way: nothing is written any more when this returns.
    @Override
    public void close() {
        writer.close();
    }
}
