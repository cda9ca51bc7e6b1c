package org.selfsame.content;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Threads;

/// One pass over the bytes of a content, however many want to see them: each on a lane (thread) of its own.
///
/// Memory is bounded by a fixed set of buffers that are used again as soon as every lane is done with them; so the
/// slowest lane sets the pace.
public final class Lanes {
    /// Bytes a piece; large enough to amortise a system call, small enough to stay in the cache between lanes.
    private static final int PIECE = 1 << 18;
    /// Pieces in flight.
    private static final int DEPTH = 8;

    private Lanes() {}

    /// Sees the bytes of a content from the first to the last.
    @FunctionalInterface
    public interface Sink {
        /// The next `length` bytes, from `offset` of `bytes` on; they must not be kept or changed.
        void update(byte[] bytes, int offset, int length);
    }

    /// Feeds the whole of `content` to each of `sinks`. The bytes are read once, on the calling thread. Content that
    /// fits in one piece is fed on the calling thread too. `progress` gets the bytes read since its last call, and may
    /// throw to end the work. When this returns or throws, no sink is called any more.
    ///
    /// @throws IOException if the content cannot be read
    public static void feed(Content content, List<? extends Sink> sinks, LongConsumer progress) throws IOException {
        long size = content.size();
        if (size <= PIECE) {
            var bytes = content.bytes(0, (int) size);
            sinks.forEach(sink -> sink.update(bytes, 0, bytes.length));
            progress.accept(size);
            return;
        }
        try (var stream = new Stream(sinks)) {
            for (long offset = 0; offset < size; offset += PIECE) {
                var piece = stream.next();
                piece.length = (int) Math.min(PIECE, size - offset);
                content.read(offset, piece.bytes, 0, piece.length);
                stream.give(piece);
                progress.accept(piece.length);
            }
        }
    }

    /// A stream whose bytes each of `sinks` gets, on a thread of its own; in pieces, the last when it is closed. Closing
    /// waits for the sinks, and throws what one of them threw. Not thread-safe.
    public static OutputStream stream(List<? extends Sink> sinks) {
        return new Stream(sinks);
    }

    private static final class Stream extends OutputStream {
        private final BlockingQueue<Piece> free = new ArrayBlockingQueue<>(DEPTH);
        private final List<Lane> lanes = new ArrayList<>();
        private @Nullable Piece piece;
        private boolean closed;

        Stream(List<? extends Sink> sinks) {
            for (int i = 0; i < DEPTH; i++) {
                free.add(new Piece(free));
            }
            sinks.forEach(sink -> lanes.add(new Lane(sink)));
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
            for (int done = 0; done < length;) {
                var to = piece == null ? next() : piece;
                piece = to;
                int count = Math.min(length - done, PIECE - to.length);
                System.arraycopy(bytes, offset + done, to.bytes, to.length, count);
                to.length += count;
                done += count;
                if (to.length == PIECE) {
                    piece = null;
                    give(to);
                }
            }
        }

        private Piece next() throws IOException {
            try {
                var next = free.take();
                next.length = 0;
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private void give(Piece full) {
            full.users.set(lanes.size());
            lanes.forEach(lane -> lane.pieces.add(full));
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            if (piece != null) {
                give(piece);
            }
            lanes.forEach(Lane::end);
            lanes.forEach(Lane::rethrow);
        }
    }

    private static final class Piece {
        final byte[] bytes = new byte[PIECE];
        final AtomicInteger users = new AtomicInteger();
        private final BlockingQueue<Piece> free;
        int length;

        Piece(BlockingQueue<Piece> free) {
            this.free = free;
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                free.add(this);
            }
        }
    }

    private static final class Lane {
        private static final Piece END = new Piece(new ArrayBlockingQueue<>(1));

        /// Has room for every piece there is, and the end: adding never blocks.
        final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(DEPTH + 1);
        private final Sink sink;
        private final Thread thread;
        private volatile @Nullable RuntimeException problem;

        Lane(Sink sink) {
            this.sink = sink;
            thread = Thread.ofPlatform().daemon().name("lane").start(this::run);
        }

        private void run() {
            try {
                for (var piece = pieces.take(); piece != END; piece = pieces.take()) {
                    if (problem == null) {
                        feed(piece);
                    }
                    piece.release();
                }
            } catch (InterruptedException e) {
                problem = new IllegalStateException("a lane was interrupted", e);
            }
        }

        private void feed(Piece piece) {
            try {
                sink.update(piece.bytes, 0, piece.length);
            } catch (RuntimeException e) {
                problem = e;
            }
        }

        void end() {
            pieces.add(END);
            Threads.join(thread);
        }

        void rethrow() {
            var thrown = problem;
            if (thrown != null) {
                throw thrown;
            }
        }
    }
}
