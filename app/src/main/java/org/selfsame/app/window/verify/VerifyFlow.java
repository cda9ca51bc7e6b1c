package org.selfsame.app.window.verify;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;
import org.selfsame.verify.Identity;
import org.selfsame.verify.NotCheckedReason;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import java.util.List;
import java.util.Set;

/// Runs checks, one at a time: a newer one supersedes the older, whose result is then never shown.
///
/// All methods belong to the thread of `ui`; the engine runs on `background`.
public final class VerifyFlow {
    private final Engine engine;
    private final Executor background;
    private final Executor ui;
    private final LongSupplier nanoTime;
    private final View view;
    private long generation;
    private @Nullable Task running;
    private @Nullable Request latest;

    /// What shows the check.
    public interface View {

        /// A check has begun.
        void checking(Request request, ProgressModel progress);

        /// It has ended.
        void checked(Request request, Verification verification);

        /// The program itself failed. That says nothing about the file.
        void failed(Request request, Throwable failure);
    }

    public VerifyFlow(Engine engine, Executor background, Executor ui, LongSupplier nanoTime, View view) {
        this.engine = engine;
        this.background = background;
        this.ui = ui;
        this.nanoTime = nanoTime;
        this.view = view;
    }

    /// Begins to check; a check that still runs is given up.
    public void start(Request request) {
        cancel();
        long mine = ++generation;
        var progress = new ProgressModel(nanoTime);
        var task = new Task(progress::accept);
        running = task;
        latest = request;
        view.checking(request, progress);
        background.execute(() -> {
            var outcome = run(request, task);
            ui.execute(() -> {
                if (mine == generation) {
                    running = null;
                    outcome.run();
                }
            });
        });
    }

    /// Asks the running check to stop; its end is shown as any other.
    public void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Gives the running check up for good: its end is never shown.
    public void abandon() {
        cancel();
        generation++;
        running = null;
    }

    /// What was last asked for.
    public Optional<Request> latest() {
        return Optional.ofNullable(latest);
    }

    private Runnable run(Request request, Task task) {
        try {
            var verification = engine.verify(request, task);
            return () -> view.checked(request, verification);
        } catch (CancellationException _) {
            return () -> view.checked(request, notChecked(request, NotCheckedReason.CANCELLED));
        } catch (IOException | RuntimeException | Error e) {
            return () -> view.failed(request, e);
        }
    }

    private static Verification notChecked(Request request, NotCheckedReason reason) {
        return new Verification(nameOf(request), 0, List.of(), new Verdict.NotChecked(reason), Set.of(), List.of(),
                Identity.NONE, List.of());
    }

    /// The name of the file that a request is about.
    public static String nameOf(Request request) {
        var name = request.file().getFileName();
        return name == null ? request.file().toString() : name.toString();
    }
}
