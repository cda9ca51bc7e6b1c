package org.selfsame.app.window.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.selfsame.task.Activity;
import org.selfsame.task.TaskEvent;

/// Takes in a task's events, on whatever threads they come, and says how far the task is whenever it is asked. So the
/// window looks once a pulse, however many events there are.
public final class ProgressModel {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /// Speed is measured over at least this long, so that it does not flicker.
    private static final long WINDOW = SECOND / 2;

    private final LongSupplier nanoTime;
    private final Map<Activity, Boolean> steps = new LinkedHashMap<>();
    private long done;
    private long total = -1;
    private boolean bytes;
    private long markTime;
    private long markDone;
    private double perSecond;

    /// @param nanoTime as `System.nanoTime`
    public ProgressModel(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// Takes in one event.
    public synchronized void accept(TaskEvent event) {
        switch (event) {
            case TaskEvent.Started it -> {
                steps.put(it.activity(), false);
                bytes = it.activity().countsBytes();
                done = 0;
                total = it.total();
                markTime = nanoTime.getAsLong();
                markDone = 0;
                perSecond = 0;
            }
            case TaskEvent.Advanced it -> {
                if (isCurrent(it.activity())) {
                    done = it.done();
                    total = it.total();
                    measure();
                }
            }
            case TaskEvent.Finished it -> steps.put(it.activity(), true);
        }
    }

    /// How far the task is now.
    public synchronized Progress now() {
        var begun = new ArrayList<Progress.Step>();
        steps.forEach((activity, finished) -> begun.add(new Progress.Step(activity, finished)));
        long speed = bytes ? (long) perSecond : 0;
        var left = speed > 0 && total > done
                ? Optional.of(Duration.ofSeconds(Math.ceilDiv(total - done, speed)))
                : Optional.<Duration>empty();
        return new Progress(List.copyOf(begun), done, total, speed, left);
    }

    private boolean isCurrent(Activity activity) {
        return now().current().filter(activity::equals).isPresent();
    }

    private void measure() {
        long now = nanoTime.getAsLong();
        long elapsed = now - markTime;
        if (elapsed < WINDOW) {
            return;
        }
        double latest = (double) (done - markDone) * SECOND / elapsed;
        perSecond = perSecond == 0 ? latest : 0.7 * perSecond + 0.3 * latest;
        markTime = now;
        markDone = done;
    }
}
