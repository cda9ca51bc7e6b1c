package org.selfsame.app.window.build;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.selfsame.app.window.verify.Progress;

/// How far a build is, at one moment.
///
/// @param rows its steps, in order; of both builds, if there are two
/// @param done how many have ended
/// @param within how far the running step is
/// @param elapsed since the start
/// @param left how long it will take, by what the steps took last time; empty if that is not known
/// @param fraction the part that is done, from 0 to 1; by time if that is known, else by the number of steps
record BuildProgress(List<StepRow> rows, int done, Progress within, Duration elapsed, Optional<Duration> left,
        double fraction) {

    /// The step that runs, if one does.
    Optional<StepRow> current() {
        return rows.stream().filter(row -> row.state() == StepRow.State.RUNNING).findFirst();
    }
}
