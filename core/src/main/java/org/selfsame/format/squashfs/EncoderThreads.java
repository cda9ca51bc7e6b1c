package org.selfsame.format.squashfs;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.BlockEncoder;
import org.selfsame.task.Threads;

/// Threads that work on blocks, and what they need for it: encoders and buffers, which are used again and again. Whoever
/// hands in jobs bounds how many are under way, and with them the memory.
final class EncoderThreads implements Closeable {
    private final Encoders encoders;
    private final int blockSize;
    private final @Nullable KnownBlocks known;
    private final ThreadPoolExecutor threads;
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
    private final Deque<BlockEncoder> idle = new ArrayDeque<>();
    private final Deque<byte[]> buffers = new ArrayDeque<>();

    /// @param count how many threads there are
    /// @param known blocks that are encoded already, or null if nobody wants to know what blocks hold
    /// @throws IOException if there is no encoder on this machine
    EncoderThreads(Encoders encoders, int blockSize, int count, @Nullable KnownBlocks known) throws IOException {
        this.encoders = encoders;
        this.blockSize = blockSize;
        this.known = known;
        idle.add(encoders.data());
        var named = Thread.ofPlatform().daemon().name("squashfs-encoder-", 0).factory();
        threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
            var thread = named.newThread(job);
            // called by whoever hands in a job, which is not always the thread that closes
            started.add(thread);
            return thread;
        });
    }

    int blockSize() {
        return blockSize;
    }

    /// Blocks that are encoded already, or null if nobody wants to know what blocks hold.
    @Nullable
    KnownBlocks known() {
        return known;
    }

    /// Hands in a job. Jobs are begun in the order in which they are handed in.
    <T> FutureTask<T> start(Callable<T> job) {
        var future = new FutureTask<>(job);
        threads.execute(future);
        return future;
    }

    /// An encoder that nobody else uses until it is given back.
    BlockEncoder takeEncoder() throws IOException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return encoders.data();
    }

    void giveBack(BlockEncoder encoder) {
        synchronized (idle) {
            idle.push(encoder);
        }
    }

    /// A buffer of the size of a block, with anything in it.
    byte[] takeBuffer() {
        synchronized (buffers) {
            if (!buffers.isEmpty()) {
                return buffers.pop();
            }
        }
        return new byte[blockSize];
    }

    void giveBack(byte[] buffer) {
        synchronized (buffers) {
            buffers.push(buffer);
        }
    }

    /// Waits for the jobs that were begun, and forgets the others. No thread is left.
    @Override
    public void close() {
        threads.getQueue().clear();
        threads.shutdown();
        // a pool calls itself terminated while its last thread is still on its way out
        for (var thread = started.poll(); thread != null; thread = started.poll()) {
            Threads.join(thread);
        }
        List.copyOf(idle).forEach(BlockEncoder::close);
    }
}
