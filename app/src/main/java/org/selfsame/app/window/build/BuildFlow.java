package org.selfsame.app.window.build;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;

/// Runs one thing at a time off the thread of the window: reading a recipe, making a lock, or a build. A newer one
/// supersedes the older, whose end is then never told.
///
/// All methods belong to the thread of `ui`.
final class BuildFlow {
    private final Executor background;
    private final Executor ui;
    private long generation;
    private @Nullable Task running;
    private CountDownLatch ended = new CountDownLatch(0);

    /// Work that may be cancelled and may fail.
    @FunctionalInterface
    interface Work<T> {
        /// @throws IOException if it fails
        T run(Task task) throws IOException;
    }

    /// How work ended.
    ///
    /// @param done takes the answer
    /// @param cancelled it was stopped
    /// @param failed takes what stood against it
    record Ends<T>(Consumer<T> done, Runnable cancelled, Consumer<Throwable> failed) {}

    BuildFlow(Executor background, Executor ui) {
        this.background = background;
        this.ui = ui;
    }

    /// Begins; what still runs is given up.
    <T> void start(Work<T> work, Consumer<TaskEvent> progress, Ends<T> ends) {
        abandon();
        long mine = generation;
        var task = new Task(progress);
        var over = new CountDownLatch(1);
        running = task;
        ended = over;
        background.execute(() -> {
            Runnable end;
            try {
                end = end(work, task, ends);
            } finally {
                over.countDown();
            }
            var last = end;
            ui.execute(() -> {
                if (mine == generation) {
                    running = null;
                    last.run();
                }
            });
        });
    }

    private static <T> Runnable end(Work<T> work, Task task, Ends<T> ends) {
        try {
            var answer = work.run(task);
            return () -> ends.done().accept(answer);
        } catch (CancellationException _) {
            return ends.cancelled();
        } catch (IOException | RuntimeException | Error e) {
            return () -> ends.failed().accept(e);
        }
    }

    boolean isRunning() {
        return running != null;
    }

    /// Asks what runs to stop; its end is told as any other.
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Gives up what runs for good: its end is never told.
    void abandon() {
        cancel();
        generation++;
        running = null;
    }

    /// Gives up what runs, and waits a while until nothing of it is left running or mounted.
    void close(long seconds) {
        abandon();
        try {
            if (!ended.await(seconds, TimeUnit.SECONDS)) {
                System.getLogger(BuildFlow.class.getName()).log(System.Logger.Level.WARNING, "the build still runs");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
