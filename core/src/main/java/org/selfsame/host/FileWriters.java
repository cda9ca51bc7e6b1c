package org.selfsame.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;

/// The threads that write files, as many as there are processors, and the bounded queue that feeds them. Files are
/// handed out in batches of neighbours, because neighbours lie in the same blocks of the image.
final class FileWriters implements AutoCloseable {
    private static final int BATCH_FILES = 32;
    private static final long BATCH_BYTES = 512 << 10;
    /// A file is written by several threads from this size on, in ranges of at least this size.
    private static final long RANGE = 8L << 20;
    /// A file of 2^60 zeros must not become 2^37 jobs.
    private static final long MOST_RANGES = 1024;
    /// Bounds memory (and open directories) to a few hundred entries.
    private static final int QUEUE = 8;
    /// More threads than this only add buffers: the host's file system is the bottleneck by then.
    private static final int MOST_THREADS = 16;
    private static final List<Range> END = List.of();

    private record Range(FileJob job, long from, long to) {}

    private final BlockingQueue<List<Range>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> crash = new AtomicReference<>();
    private final Tally tally;
    private List<Range> batch = new ArrayList<>(BATCH_FILES);
    private long batchBytes;

    FileWriters(Task.Meter meter, Tally tally) {
        this.tally = tally;
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().daemon().name("extract-" + i)
                    .start(() -> work(new FileWriter(meter, tally))));
        }
    }

    /// How many ranges a file of this size is written in.
    static int ranges(long size) {
        long range = range(size);
        return (int) Math.max(1, size / range + (size % range == 0 ? 0 : 1));
    }

    private static long range(long size) {
        long least = size / MOST_RANGES;
        return Math.max(RANGE, least - least % RANGE + RANGE);
    }

    /// Takes a job; blocks while there is too much to do.
    void add(FileJob job) {
        long size = job.size();
        int ranges = ranges(size);
        long range = range(size);
        for (int i = 0; i < ranges; i++) {
            long from = i * range;
            long to = i == ranges - 1 ? size : from + range;
            batch.add(new Range(job, from, to));
            batchBytes += to - from;
            if (batch.size() == BATCH_FILES || batchBytes >= BATCH_BYTES) {
                flush();
            }
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            put(batch);
            batch = new ArrayList<>(BATCH_FILES);
            batchBytes = 0;
        }
    }

    /// Waits until all is written, and ends the threads.
    @Override
    public void close() {
        flush();
        threads.forEach(_ -> put(END));
        threads.forEach(thread -> withoutInterrupt(thread::join));
        switch (crash.get()) {
            case null -> {
            }
            case RuntimeException problem -> throw problem;
            case Error problem -> throw problem;
            case Throwable problem -> throw new IllegalStateException(problem);
        }
    }

    private void put(List<Range> ranges) {
        withoutInterrupt(() -> queue.put(ranges));
    }

    private interface Waiting {
        void await() throws InterruptedException;
    }

    /// Waits to the end; an interrupt of the caller cancels the work, which then ends soon.
    private void withoutInterrupt(Waiting waiting) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
                tally.stop(new Stop.Cancelled());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(FileWriter writer) {
        try {
            for (var ranges = queue.take(); !ranges.isEmpty(); ranges = queue.take()) {
                for (var range : ranges) {
                    write(range, writer);
                }
            }
            writer.flush();
        } catch (InterruptedException _) {
            // nobody interrupts these threads; ending is right all the same
            tally.stop(new Stop.Cancelled());
        }
    }

    /// A bug in a reader must neither leave the queue without a taker nor pass unseen.
    @SuppressWarnings("CatchThrowable")
    private void write(Range range, FileWriter writer) {
        try {
            range.job().write(range.from(), range.to(), writer, tally);
        } catch (Throwable problem) {
            crash.compareAndSet(null, problem);
            tally.stop(new Stop.Cancelled());
        }
    }
}
