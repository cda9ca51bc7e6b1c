package org.selfsame.app.window.compare;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.verify.ProgressModel;
import org.selfsame.task.Task;

/// Runs comparisons, one at a time: a newer one supersedes the older, whose result is then never shown.
///
/// All methods belong to the thread of `ui`; the engine runs on `background`.
final class CompareFlow {
    private final CompareEngine engine;
    private final Executor background;
    private final Executor ui;
    private final LongSupplier nanoTime;
    private final View view;
    private long generation;
    private @Nullable Task running;

    /// What shows the comparison.
    interface View {

        /// A comparison has begun.
        void comparing(ComparePair pair, ProgressModel progress);

        /// It has ended, or was stopped.
        void compared(ComparePair pair, Findings findings);

        /// It was stopped before anything was found out.
        void stopped(ComparePair pair);

        /// It could not be done: a file cannot be read, or the program itself failed.
        void failed(ComparePair pair, Throwable failure);
    }

    CompareFlow(CompareEngine engine, Executor background, Executor ui, LongSupplier nanoTime, View view) {
        this.engine = engine;
        this.background = background;
        this.ui = ui;
        this.nanoTime = nanoTime;
        this.view = view;
    }

    /// Begins to compare; a comparison that still runs is given up.
    void start(ComparePair pair) {
        abandon();
        long mine = generation;
        var progress = new ProgressModel(nanoTime);
        var task = new Task(progress::accept);
        view.comparing(pair, progress);
        running = task;
        background.execute(() -> run(pair, task, mine));
    }

    /// Asks the running comparison to stop; what it found is shown.
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Gives the running comparison up for good: its end is never shown.
    void abandon() {
        cancel();
        generation++;
        running = null;
    }

    private void run(ComparePair pair, Task task, long mine) {
        try {
            var findings = Findings.of(engine.compare(pair, task));
            end(mine, () -> view.compared(pair, findings), () -> close(findings.compared()));
        } catch (CancellationException _) {
            end(mine, () -> view.stopped(pair), () -> {});
        } catch (IOException | RuntimeException | Error e) {
            end(mine, () -> view.failed(pair, e), () -> {});
        }
    }

    private void end(long mine, Runnable shown, Runnable superseded) {
        ui.execute(() -> {
            if (mine == generation) {
                running = null;
                shown.run();
            } else {
                superseded.run();
            }
        });
    }

    /// Nothing was written, so that nothing is lost where closing fails.
    static void close(Compared compared) {
        try {
            compared.close();
        } catch (IOException e) {
            System.getLogger(CompareFlow.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
        }
    }
}
