package org.selfsame.app.window.build;

import java.time.Duration;
import java.util.Optional;
import org.selfsame.build.StepName;

/// One step of a running build, at one moment.
///
/// @param build which build it belongs to: 1, or 2 for the second one of two
/// @param took how long it took, or has been running
/// @param part what it is at, such as a hook; empty if it has no parts or does not run
/// @param parts how many parts have begun
/// @param line the number of its first line in the log, or -1 if it has not begun
record StepRow(int build, StepName step, State state, Optional<Duration> took, String part, int parts, long line) {

    /// How far a step is.
    enum State {
        /// It has not begun.
        WAITING,
        /// It runs.
        RUNNING,
        /// It has ended well.
        DONE,
        /// Its result was there already.
        REUSED,
        /// It failed, and the build with it.
        FAILED,
        /// It ran when the build was stopped.
        STOPPED
    }
}
