package org.selfsame.normalize;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// Normalizes files on all processors. What is told, and what comes out, does not depend on how many there are.
final class Workers implements Closeable {
    /// More need more memory, and wait for the disk.
    private static final int MOST = 8;
    /// Files that are worked on or wait to be told of, for each thread. An initrd takes as long as a thousand others, and
    /// those after it must not wait for it.
    private static final int AHEAD = 1024;

    private final ExecutorService pool;
    /// Each is used by one thread at a time.
    private final BlockingQueue<Contents> free;
    private final int ahead;
    private final Task task;
    private volatile boolean stopped;

    Workers(List<ContentRule> rules, Epoch epoch, Limits limits, Scratch scratch, Task task) {
        int threads = Math.min(MOST, Runtime.getRuntime().availableProcessors());
        this.task = task;
        ahead = threads * AHEAD;
        free = new ArrayBlockingQueue<>(threads);
        scratch.split(threads).forEach(own -> free.add(new Contents(rules, epoch, limits, own, task)));
        pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("normalize-", 0).daemon().factory());
    }

    /// What became of a file, and what there is to tell.
    private record Done(Draft.Node node, Optional<Content> after, Told told) {}

    /// Gives each file the content that it should have.
    ///
    /// @throws IOException if one cannot be read, or there is no room
    void run(List<Draft.Node> files, Log log, Task.Meter meter) throws IOException {
        var pending = new ArrayDeque<Future<Done>>();
        for (var node : files) {
            if (pending.size() == ahead) {
                take(pending.poll(), log, meter);
            }
            pending.add(pool.submit(() -> work(node)));
        }
        for (var last = pending.poll(); last != null; last = pending.poll()) {
            take(last, log, meter);
        }
    }

    private Done work(Draft.Node node) throws IOException, InterruptedException {
        if (stopped) {
            return new Done(node, Optional.empty(), new Told());
        }
        task.checkCancelled();
        var contents = free.take();
        try {
            var told = new Told();
            var mark = contents.scratch().mark();
            var after = contents.normalize(node.path(), node.content(), told);
            if (after.isEmpty()) {
                contents.scratch().release(mark);
                return new Done(node, after, told);
            }
            return new Done(node, Optional.of(contents.scratch().settle(after.get())), told);
        } finally {
            free.put(contents);
        }
    }

    private static void take(Future<Done> future, Log log, Task.Meter meter) throws IOException {
        try {
            var done = future.get();
            done.after.ifPresent(done.node::content);
            done.told.tell(log);
            meter.add(1);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException problem -> throw problem;
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits for those who still work; nobody is interrupted, since that would close files for others.
    @Override
    public void close() {
        stopped = true;
        pool.close();
    }

    /// Keeps what is told until its turn comes.
    private static final class Told implements Log {
        private final List<Object> events = new ArrayList<>();

        @Override
        public void changed(Change change) {
            events.add(change);
        }

        @Override
        public void skipped(Skipped skipped) {
            events.add(skipped);
        }

        void tell(Log log) {
            for (var event : events) {
                if (event instanceof Change change) {
                    log.changed(change);
                } else if (event instanceof Skipped skipped) {
                    log.skipped(skipped);
                }
            }
        }
    }
}
