package org.selfsame.format.squashfs;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.task.Threads;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Text;

/// Reads files on a thread of its own, one after the other, and hands their blocks to the encoders. It is as many pieces
/// ahead of their writing as the queue has room for; with that many blocks the memory is bounded.
final class ReadAhead implements Closeable {
    private static final int WAIT_MILLIS = 50;

    private final Plan plan;
    private final SquashfsOptions options;
    private final EncoderThreads threads;
    private final Task task;
    private final BlockingQueue<Piece> pieces;
    private final BlockJob.Kind kind;
    private final FutureTask<Boolean> reading = new FutureTask<>(this::read);
    private @Nullable SmallFilesJob small;
    private volatile boolean stopped;

    private ReadAhead(Plan plan, SquashfsOptions options, EncoderThreads threads, Task task) {
        this.plan = plan;
        this.options = options;
        this.threads = threads;
        this.task = task;
        this.pieces = new ArrayBlockingQueue<>(options.blocksAhead());
        this.kind = new BlockJob.Kind(true, !options.stored().contains(SquashfsOptions.Stored.DATA), options.sharing());
    }

    static ReadAhead start(Plan plan, SquashfsOptions options, EncoderThreads threads, Task task) {
        var ahead = new ReadAhead(plan, options, threads, task);
        Thread.ofPlatform().daemon().name("squashfs-reader").start(ahead.reading);
        return ahead;
    }

    /// The next piece.
    ///
    /// @throws IOException if the files cannot be read
    /// @throws CancellationException if the task was cancelled
    Piece next() throws IOException {
        while (true) {
            // asked before the queue, which nothing comes into after that
            boolean ended = reading.isDone();
            try {
                var piece = ended ? pieces.poll() : pieces.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (piece != null) {
                    return piece;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
            if (ended) {
                Threads.finish(reading);
                throw new IllegalStateException("no more pieces");
            }
            task.checkCancelled();
        }
    }

    private boolean read() throws IOException, InterruptedException {
        for (var node : plan.files()) {
            if (node.entry() instanceof Entry.File file) {
                read(file);
            }
        }
        endSmallFiles();
        return true;
    }

    private void read(Entry.File file) throws IOException, InterruptedException {
        if (file.size() == 0) {
            return;
        }
        var content = file.content();
        if (content.size() != file.size()) {
            throw new SizeChangedException(Text.printable(file.name()), file.size(), content.size());
        }
        long inBlocks = options.bytesInBlocks(file.size());
        if (inBlocks > 0) {
            endSmallFiles();
            readBlocks(content, inBlocks);
        }
        if (inBlocks < file.size()) {
            readEnd(content, inBlocks, (int) (file.size() - inBlocks));
        }
    }

    private void readBlocks(Content content, long end) throws IOException, InterruptedException {
        int blockSize = options.blockSize();
        long at = 0;
        while (at < end) {
            long data = Math.min(content.nextData(at), end);
            long hole = data == end ? end - at : (data - at) / blockSize * blockSize;
            if (hole > 0) {
                put(new Piece.Hole(hole));
                at += hole;
            } else {
                int length = (int) Math.min(blockSize, end - at);
                byte[] block = threads.takeBuffer();
                content.read(at, block, 0, length);
                put(new Piece.Block(threads.start(new BlockJob(threads, block, length, kind))));
                at += length;
            }
        }
    }

    private void readEnd(Content content, long at, int length) throws IOException, InterruptedException {
        if (small != null && !small.hasRoom(length)) {
            endSmallFiles();
        }
        if (small == null) {
            small = new SmallFilesJob(threads.takeBuffer());
        }
        content.read(at, small.bytes(), small.used(), length);
        small.add(length, options.sharing() && plan.repeated().get(length));
    }

    private void endSmallFiles() throws InterruptedException {
        if (small != null) {
            put(new Piece.Small(threads.start(small)));
            small = null;
        }
    }

    private void put(Piece piece) throws InterruptedException {
        while (!pieces.offer(piece, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            if (stopped) {
                throw new CancellationException();
            }
        }
    }

    /// Stops the reading, and waits for its end.
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (!reading.isDone()) {
            try {
                // the files that are under way are read to their end
                pieces.clear();
                Thread.sleep(1);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
