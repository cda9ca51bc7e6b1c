package org.selfsame.app.window.compare;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.selfsame.task.Task;

/// Runs what takes time on another thread, and brings back how it ended. Belongs to the thread of `ui`.
final class Later {
    private final Executor background;
    private final Executor ui;
    private final Map<String, Task> latest = new HashMap<>();
    private final Set<Task> running = new HashSet<>();
    private boolean closed;

    /// Work that may be cancelled and may fail.
    @FunctionalInterface
    interface Work<T> {
        T run(Task task) throws IOException;
    }

    Later(Executor background, Executor ui) {
        this.background = background;
        this.ui = ui;
    }

    /// Runs `work`.
    ///
    /// @param done takes its answer
    /// @param failed takes why there is none
    <T> void run(Work<T> work, Consumer<T> done, Consumer<String> failed) {
        start(new Task(_ -> {}), work, done, failed);
    }

    /// Runs `work` instead of what was started under the same name, whose end is then never told.
    <T> void instead(String name, Work<T> work, Consumer<T> done, Consumer<String> failed) {
        var task = new Task(_ -> {});
        var older = latest.put(name, task);
        if (older != null) {
            older.cancel();
        }
        start(task, work, it -> {
            if (task.equals(latest.get(name))) {
                done.accept(it);
            }
        }, why -> {
            if (task.equals(latest.get(name))) {
                failed.accept(why);
            }
        });
    }

    /// Stops everything; no end is told any more.
    void close() {
        closed = true;
        running.forEach(Task::cancel);
    }

    private <T> void start(Task task, Work<T> work, Consumer<T> done, Consumer<String> failed) {
        running.add(task);
        background.execute(() -> {
            var end = end(task, work, done, failed);
            ui.execute(() -> {
                running.remove(task);
                if (!closed) {
                    end.run();
                }
            });
        });
    }

    private static <T> Runnable end(Task task, Work<T> work, Consumer<T> done, Consumer<String> failed) {
        try {
            var answer = work.run(task);
            return () -> done.accept(answer);
        } catch (CancellationException _) {
            return () -> {};
        } catch (IOException e) {
            var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return () -> failed.accept(why);
        }
    }
}
