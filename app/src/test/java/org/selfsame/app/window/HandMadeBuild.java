package org.selfsame.app.window;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.selfsame.app.window.build.BuildEngine;
import org.selfsame.app.window.build.Inputs;
import org.selfsame.app.window.build.Inputs.LockState;
import org.selfsame.app.window.build.Outcome;
import org.selfsame.app.window.build.Plan;
import org.selfsame.app.window.build.Source;
import org.selfsame.apt.LockChange;
import org.selfsame.build.BuildEvent;
import org.selfsame.build.StepName;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// A build whose course and end a test has written down, to bring the screens into each of their states.
final class HandMadeBuild implements BuildEngine {
    static final List<StepName> STEPS = List.of(StepName.INPUTS, StepName.BOOTSTRAP, StepName.PACKAGES,
            StepName.INCLUDES, StepName.HOOKS, StepName.NORMALIZE, StepName.SQUASHFS, StepName.BOOT, StepName.ISO,
            StepName.RECORD);

    Inputs inputs = BuildSamples.inputs(LockState.CURRENT);
    Course course = (plan, listener, task) -> {
        throw new IOException("no course");
    };
    Reading reading = source -> inputs;

    /// What a build does.
    interface Course {
        Outcome run(Plan plan, Listener listener, Task task) throws IOException;
    }

    /// What reading does.
    interface Reading {
        Inputs read(Source source) throws IOException;
    }

    @Override
    public Inputs read(Source source, Task task) throws IOException {
        return reading.read(source);
    }

    @Override
    public Inputs lock(Inputs before, Task task) {
        var lock = BuildSamples.lock("mountain", 144);
        return new Inputs(before.source(), before.recipe(), before.lockFile(), lock, LockState.CURRENT,
                Optional.ofNullable(before.lock()).map(it -> LockChange.between(it, lock)));
    }

    @Override
    public List<StepName> steps(Plan plan) {
        return STEPS;
    }

    @Override
    public Outcome build(Plan plan, Listener listener, Task task) throws IOException {
        return course.run(plan, listener, task);
    }

    /// A step from its start to its end.
    static void step(Listener listener, int build, StepName step, String... lines) {
        begin(listener, build, step);
        for (var line : lines) {
            listener.told(build, new BuildEvent.Logged(step, line));
        }
        listener.told(build, new BuildEvent.Finished(step, Duration.ofSeconds(3 + STEPS.indexOf(step) * 7L)));
    }

    static void begin(Listener listener, int build, StepName step) {
        listener.told(build, new BuildEvent.Started(step, STEPS.indexOf(step) + 1, STEPS.size()));
    }

    static void reused(Listener listener, int build, StepName step) {
        begin(listener, build, step);
        listener.told(build, new BuildEvent.Reused(step, BuildSamples.digest(1)));
        listener.told(build, new BuildEvent.Finished(step, Duration.ZERO));
    }

    /// Up to the hooks, which then run until the task is cancelled or the latch is released.
    static void untilTheHooks(Listener listener, Task task, int lines, CountDownLatch released) throws IOException {
        reused(listener, 1, StepName.INPUTS);
        step(listener, 1, StepName.BOOTSTRAP, "Selecting previously unselected package libc6:amd64.",
                "Setting up libc6:amd64 (2.36-9+deb12u9) ...");
        begin(listener, 1, StepName.PACKAGES);
        for (int i = 1; i <= lines; i++) {
            listener.told(1, new BuildEvent.Logged(StepName.PACKAGES,
                    "Unpacking package-" + i + " (1.0-" + i + ") over (1.0-" + (i - 1) + ") ..."));
        }
        listener.told(1, new BuildEvent.Finished(StepName.PACKAGES, Duration.ofSeconds(93)));
        step(listener, 1, StepName.INCLUDES);
        begin(listener, 1, StepName.HOOKS);
        listener.told(1, new BuildEvent.Part(StepName.HOOKS, "config/hooks/live/0100-" + BuildSamples.LONG));
        listener.told(1, new BuildEvent.Logged(StepName.HOOKS, "rendering index.mdwn"));
        try (var read = task.begin(Activity.READ_FILE, 1_000_000)) {
            read.add(600_000);
            try {
                while (!released.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    task.checkCancelled();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
