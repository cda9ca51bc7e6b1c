package org.selfsame.task;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Waiting for other threads.
public final class Threads {
    private Threads() {}

    /// Waits for the end of a thread, whatever interrupts the waiting; the caller stays interrupted, then.
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What became of a job. If no thread has begun it yet, the calling one does it.
    ///
    /// @throws IOException as the job throws it
    /// @throws CancellationException if the thread is interrupted
    public static <T> T finish(FutureTask<T> job) throws IOException {
        job.run();
        try {
            return job.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
