package org.selfsame.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;

/// Watches over an operation in a sandbox from outside: when the task is cancelled, the time is up or a limit passed, it
/// kills the sandbox. The operation then fails, as nobody answers it any more.
final class Guard {
    private static final long POLL_MILLIS = 100;

    private final Task task;
    private final long deadline;
    private final Check check;
    private final Runnable kill;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean cancelled;
    private volatile @Nullable SandboxException passed;

    private Guard(Task task, Duration time, Check check, Runnable kill) {
        this.task = task;
        // a time of centuries would overflow
        this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(time.toSeconds(), Integer.MAX_VALUE))
                + time.toNanosPart();
        this.check = check;
        this.kill = kill;
    }

    /// Looks whether a limit was passed.
    interface Check {
        /// @throws SandboxException if so
        void check() throws SandboxException;
    }

    /// What is watched over.
    interface Operation<T> {
        /// @throws IOException if it fails
        T run() throws IOException;
    }

    /// Runs `operation`; when it fails for whatever reason, the sandbox is killed.
    ///
    /// @param time how long it may take
    /// @throws SandboxException if a limit was passed
    /// @throws CancellationException if the task was cancelled
    /// @throws IOException if the operation failed by itself
    static <T> T during(Task task, Duration time, Check check, Runnable kill, Operation<T> operation)
            throws IOException {
        task.checkCancelled();
        var guard = new Guard(task, time, check, kill);
        // no virtual thread: those that wait for pipes may hold all carriers, and then nobody would watch
        var watcher = Thread.ofPlatform().daemon().start(guard::watch);
        boolean done = false;
        try {
            var result = operation.run();
            done = true;
            return result;
        } finally {
            guard.over.countDown();
            join(watcher);
            if (!done) {
                kill.run();
            }
            guard.tell();
        }
    }

    private void watch() {
        try {
            while (!over.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (task.isCancelled()) {
                    cancelled = true;
                    kill.run();
                    return;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new SandboxException(SandboxException.Reason.TIMED_OUT, "it took too long");
                }
                check.check();
            }
        } catch (SandboxException e) {
            passed = e;
            kill.run();
        } catch (RuntimeException e) {
            // what is not watched over must not go on
            kill.run();
            throw e;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() throws SandboxException {
        if (cancelled) {
            throw new CancellationException();
        }
        var exception = passed;
        if (exception != null) {
            throw exception;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
