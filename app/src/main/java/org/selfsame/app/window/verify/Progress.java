package org.selfsame.app.window.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.selfsame.task.Activity;

/// How far a running check is, at one moment.
///
/// @param steps what has begun, in the order of its beginning
/// @param done of `total`, in the unit of the current activity
/// @param total -1 if unknown
/// @param perSecond bytes per second; 0 if not known yet or if the activity does not count bytes
/// @param left how long the current activity will take; empty if not known yet
public record Progress(List<Step> steps, long done, long total, long perSecond, Optional<Duration> left) {

    /// Nothing has begun.
    public static final Progress NONE = new Progress(List.of(), 0, -1, 0, Optional.empty());

    /// One thing that the check does.
    public record Step(Activity activity, boolean finished) {}

    /// What is going on; empty before the first step and between two of them.
    public Optional<Activity> current() {
        return steps.stream().filter(step -> !step.finished()).map(Step::activity).reduce((_, last) -> last);
    }

    /// The part that is done, from 0 to 1, or -1 if it cannot be told.
    public double fraction() {
        return total > 0 ? Math.min(1, (double) done / total) : -1;
    }
}
