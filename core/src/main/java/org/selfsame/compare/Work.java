package org.selfsame.compare;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Threads;

/// Jobs that make further jobs, spread over threads. The last job that was added is begun first, so that few wait.
/// What the jobs find must not depend on the order in which they run.
final class Work {
    /// Each job holds what it is to compare.
    private static final int MOST_WAITING = 100;
    private static final Job END = () -> {};

    private final LinkedBlockingDeque<Job> waiting = new LinkedBlockingDeque<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
    private final int threads;

    /// @param threads how many, at least 1; one of them is the caller's
    Work(int threads) {
        this.threads = threads;
    }

    /// A piece of work. A thrown exception ends all work.
    @FunctionalInterface
    interface Job {
        void run() throws IOException;
    }

    /// Adds a job; may be called by jobs.
    void add(Job job) {
        pending.incrementAndGet();
        waiting.addFirst(job);
    }

    /// As [#add], unless so many jobs wait already that it is better to run this one at once.
    ///
    /// @throws IOException as the job throws it
    void addOrRun(Job job) throws IOException {
        if (pending.get() < MOST_WAITING) {
            add(job);
        } else {
            job.run();
        }
    }

    /// Runs all jobs, and those that they add, until there is none left. May be called again.
    ///
    /// @throws IOException as the first job that failed threw it; all threads have ended by then
    void run() throws IOException {
        if (pending.get() == 0) {
            return;
        }
        var helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = Thread.ofPlatform().daemon().name("compare " + (i + 1)).start(this::loop);
        }
        loop();
        for (var helper : helpers) {
            Threads.join(helper);
        }
        waiting.clear();
        rethrow();
    }

    private void rethrow() throws IOException {
        switch (problem.get()) {
            case null -> {
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the one job that is no job
    private void loop() {
        while (true) {
            Job job = take();
            if (job == END) {
                waiting.addFirst(END);
                return;
            }
            perform(job);
            if (pending.decrementAndGet() == 0) {
                waiting.addFirst(END);
            }
        }
    }

    private Job take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.takeFirst();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings("CatchThrowable")
    private void perform(Job job) {
        if (problem.get() != null) {
            return;
        }
        try {
            job.run();
        } catch (Throwable e) {
            // whatever it is, it must end the other threads too; run() throws it again
            problem.compareAndSet(null, e);
        }
    }
}
