package org.selfsame.build;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.sandbox.Finished;

/// Tells of the steps as they run, and remembers what they took.
final class Progressing {
    private final Consumer<BuildEvent> listener;
    private final List<StepName> steps;
    private final List<BuildRecord.Step> done = new ArrayList<>();
    private final List<BuildRecord.Run> runs = new ArrayList<>();
    private long started;
    private @Nullable Digest known;

    Progressing(List<StepName> steps, Consumer<BuildEvent> listener) {
        this.steps = List.copyOf(steps);
        this.listener = listener;
    }

    /// Work that belongs to a step.
    @FunctionalInterface
    interface Work<T> {
        /// @throws IOException if it fails
        T run() throws IOException;
    }

    /// Work that belongs to a step and gives nothing.
    @FunctionalInterface
    interface Action {
        /// @throws IOException if it fails
        void run() throws IOException;
    }

    /// Runs a step that gives nothing.
    ///
    /// @throws IOException as the action
    void run(StepName step, Action action) throws IOException {
        var _ = step(step, () -> {
            action.run();
            return step;
        });
    }

    /// Runs a step.
    ///
    /// @throws IOException as the work
    <T> T step(StepName step, Work<T> work) throws IOException {
        start(step);
        var result = work.run();
        var took = Duration.ofNanos(System.nanoTime() - started);
        done.add(new BuildRecord.Step(step, known != null, took, List.copyOf(runs)));
        if (known != null) {
            listener.accept(new BuildEvent.Reused(step, known));
        }
        listener.accept(new BuildEvent.Finished(step, took));
        return result;
    }

    /// Tells, while a step runs, that its result turned out to be known.
    void turnedOutKnown(Digest result) {
        known = result;
    }

    /// Tells that a step did not run.
    void reused(StepName step, Digest result) {
        start(step);
        done.add(new BuildRecord.Step(step, true, Duration.ZERO, List.of()));
        listener.accept(new BuildEvent.Reused(step, result));
        listener.accept(new BuildEvent.Finished(step, Duration.ZERO));
    }

    private void start(StepName step) {
        runs.clear();
        known = null;
        started = System.nanoTime();
        listener.accept(new BuildEvent.Started(step, steps.indexOf(step) + 1, steps.size()));
    }

    /// A part of a step begins.
    void part(StepName step, String name) {
        listener.accept(new BuildEvent.Part(step, name));
    }

    /// A part of a step ended.
    void ran(String name, Finished finished) {
        runs.add(new BuildRecord.Run(name, finished));
    }

    /// Takes what a command of a step prints.
    LogLines log(StepName step) {
        return new LogLines(line -> listener.accept(new BuildEvent.Logged(step, line)));
    }

    /// What the steps took.
    List<BuildRecord.Step> done() {
        return List.copyOf(done);
    }
}
