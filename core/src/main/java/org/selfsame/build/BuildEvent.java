package org.selfsame.build;

import java.time.Duration;
import org.selfsame.content.Digest;

/// What a build tells while it runs. Events arrive on the thread that builds, one at a time.
public sealed interface BuildEvent {

    /// Which step it speaks of.
    StepName step();

    /// A step begins.
    ///
    /// @param number which of the steps of this build it is, from 1
    /// @param count how many there are
    record Started(StepName step, int number, int count) implements BuildEvent {}

    /// The step's result was in the store.
    record Reused(StepName step, Digest result) implements BuildEvent {}

    /// A part of a step begins, such as a hook.
    ///
    /// @param name what it is, such as the hook's path in the recipe
    record Part(StepName step, String name) implements BuildEvent {}

    /// A line of the step's log, without its end; control characters are as the program wrote them.
    record Logged(StepName step, String line) implements BuildEvent {}

    /// A step ended well.
    record Finished(StepName step, Duration took) implements BuildEvent {}
}
