package org.selfsame.host;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.selfsame.content.Content;
import org.selfsame.task.Task;

/// Copies contents to files of the host, leaving out what is zero. One a thread: it owns the buffer.
final class FileWriter {
    /// Bytes read at a time; the largest block of a SquashFS, so that no block is decoded twice.
    static final int PIECE = LinuxCalls.BUFFER;
    /// Zeros are looked for in units of this size, the block of common file systems.
    private static final int BLOCK = 4096;
    /// Bytes between two messages about progress.
    private static final int STEP = 1 << 18;

    private final byte[] buffer = new byte[PIECE];
    private final byte[] zeros = new byte[BLOCK];
    private final Task.Meter meter;
    private final Tally tally;
    private long unreported;

    FileWriter(Task.Meter meter, Tally tally) {
        this.meter = meter;
        this.tally = tally;
    }

    /// Copies the range `[from, to)`.
    ///
    /// @return the end of the last byte that was written, or 0 if none was
    long copy(Content content, long from, long to, HostFile out) throws IOException {
        long written = 0;
        long at = from;
        while (at < to && !tally.isStopped()) {
            long data = Math.min(content.nextData(at), to);
            if (data == at) {
                int length = (int) Math.min(PIECE - at % PIECE, to - at);
                content.read(at, buffer, 0, length);
                written = Math.max(written, writeData(out, at, length));
                data = at + length;
            }
            report(data - at);
            at = data;
        }
        return written;
    }

    private long writeData(HostFile out, long offset, int length) throws HostException {
        long written = 0;
        for (int start = 0; start < length;) {
            boolean zero = isZero(start, Math.min(BLOCK, length - start));
            int end = runEnd(start, length, zero);
            if (!zero) {
                out.write(offset + start, buffer, start, end - start);
                written = offset + end;
            }
            start = end;
        }
        return written;
    }

    /// The end of the run of blocks that are as the one at `start`: all zero, or not.
    private int runEnd(int start, int length, boolean zero) {
        int end = Math.min(start + BLOCK, length);
        while (end < length && isZero(end, Math.min(BLOCK, length - end)) == zero) {
            end = Math.min(end + BLOCK, length);
        }
        return end;
    }

    private boolean isZero(int start, int length) {
        return length == BLOCK && Arrays.equals(buffer, start, start + length, zeros, 0, BLOCK);
    }

    private void report(long bytes) {
        unreported += bytes;
        if (unreported >= STEP) {
            flush();
        }
    }

    /// Tells what was not told yet.
    void flush() {
        try {
            long told = unreported;
            unreported = 0;
            meter.add(told);
        } catch (CancellationException _) {
            tally.stop(new Stop.Cancelled());
        }
    }
}
