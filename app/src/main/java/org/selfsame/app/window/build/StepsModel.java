package org.selfsame.app.window.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.selfsame.app.window.verify.ProgressModel;
import org.selfsame.build.BuildEvent;
import org.selfsame.build.StepName;
import org.selfsame.task.TaskEvent;

/// Takes in what a build tells, on whatever threads that comes, and says how far it is whenever it is asked. What the
/// programs in the sandbox print goes to the log, below a line for each step and part.
final class StepsModel {
    private final List<Step> steps = new ArrayList<>();
    private final Map<StepName, Duration> last;
    private final BuildLog log;
    private final Headings headings;
    private final LongSupplier nanoTime;
    private final long begun;
    private ProgressModel within;
    private long ended = -1;

    /// Words for the log.
    interface Headings {

        /// The line above what a step prints.
        String step(int build, StepName step);

        /// The line above what a part of a step prints.
        String part(String name);
    }

    private static final class Step {
        private final int build;
        private final StepName name;
        private StepRow.State state = StepRow.State.WAITING;
        private long started;
        private Duration took = Duration.ZERO;
        private String part = "";
        private int parts;
        private long line = -1;

        private Step(int build, StepName name) {
            this.build = build;
            this.name = name;
        }

        private boolean isOver() {
            return state == StepRow.State.DONE || state == StepRow.State.REUSED;
        }
    }

    /// @param expected the steps of one build, in order
    /// @param builds how many builds there will be
    /// @param last what the steps took last time, as far as that is known
    /// @param nanoTime as `System.nanoTime`
    StepsModel(List<StepName> expected, int builds, Map<StepName, Duration> last, BuildLog log, Headings headings,
            LongSupplier nanoTime) {
        this.last = Map.copyOf(last);
        this.log = log;
        this.headings = headings;
        this.nanoTime = nanoTime;
        begun = nanoTime.getAsLong();
        within = new ProgressModel(nanoTime);
        for (int build = 1; build <= builds; build++) {
            for (var name : expected) {
                steps.add(new Step(build, name));
            }
        }
    }

    /// Takes in one event of a build.
    ///
    /// @param build which build tells it, from 1
    synchronized void accept(int build, BuildEvent event) {
        var step = step(build, event.step());
        switch (event) {
            case BuildEvent.Started _ -> {
                step.state = StepRow.State.RUNNING;
                step.started = nanoTime.getAsLong();
                step.line = log.end();
                within = new ProgressModel(nanoTime);
                log.add(headings.step(build, step.name));
            }
            case BuildEvent.Reused _ -> step.state = StepRow.State.REUSED;
            case BuildEvent.Part part -> {
                step.part = part.name();
                step.parts++;
                log.add(headings.part(part.name()));
            }
            case BuildEvent.Logged logged -> log.add(logged.line());
            case BuildEvent.Finished finished -> {
                if (step.state == StepRow.State.RUNNING) {
                    step.state = StepRow.State.DONE;
                }
                step.took = finished.took();
                step.part = "";
            }
        }
    }

    /// Takes in one event of what a step does.
    synchronized void accept(TaskEvent event) {
        within.accept(event);
    }

    /// The build is over: what still runs has failed, or was stopped.
    synchronized void end(StepRow.State state) {
        ended = nanoTime.getAsLong();
        for (var step : steps) {
            if (step.state == StepRow.State.RUNNING) {
                step.state = state;
                step.took = Duration.ofNanos(ended - step.started);
            }
        }
    }

    /// What the steps took that ran to their end; of two builds, what the first one took.
    synchronized Map<StepName, Duration> times() {
        var times = new EnumMap<StepName, Duration>(StepName.class);
        for (var step : steps) {
            if (step.state == StepRow.State.DONE) {
                times.putIfAbsent(step.name, step.took);
            }
        }
        return times;
    }

    /// How far the build is now.
    synchronized BuildProgress now() {
        long now = ended < 0 ? nanoTime.getAsLong() : ended;
        var rows = new ArrayList<StepRow>();
        int done = 0;
        for (var step : steps) {
            boolean runs = step.state == StepRow.State.RUNNING;
            var took = runs ? Duration.ofNanos(now - step.started) : step.took;
            rows.add(new StepRow(step.build, step.name, step.state,
                    step.state == StepRow.State.WAITING || step.state == StepRow.State.REUSED
                            ? Optional.empty()
                            : Optional.of(took),
                    step.part, step.parts, step.line));
            done += step.isOver() ? 1 : 0;
        }
        var left = left(now);
        var elapsed = Duration.ofNanos(now - begun);
        double fraction = left.isPresent() && !elapsed.isZero()
                ? (double) elapsed.toMillis() / Math.max(1, elapsed.plus(left.get()).toMillis())
                : steps.isEmpty() ? 0 : (double) done / steps.size();
        return new BuildProgress(List.copyOf(rows), done, within.now(), elapsed, left, fraction);
    }

    /// By what the steps took last time; nothing if one that is still to come is not known.
    private Optional<Duration> left(long now) {
        var left = Duration.ZERO;
        for (var step : steps) {
            var known = last.get(step.name);
            if (step.isOver()) {
                continue;
            }
            if (known == null || ended >= 0) {
                return Optional.empty();
            }
            var spent = step.state == StepRow.State.RUNNING ? Duration.ofNanos(now - step.started) : Duration.ZERO;
            left = left.plus(known.compareTo(spent) > 0 ? known.minus(spent) : Duration.ZERO);
        }
        return Optional.of(left).filter(it -> !it.isZero());
    }

    /// The step of this name; one that nobody expected is added behind the others of its build.
    private Step step(int build, StepName name) {
        for (var step : steps) {
            if (step.build == build && step.name == name) {
                return step;
            }
        }
        var added = new Step(build, name);
        int at = 0;
        while (at < steps.size() && steps.get(at).build <= build) {
            at++;
        }
        steps.add(at, added);
        return added;
    }
}
