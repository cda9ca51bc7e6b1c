package org.selfsame.task;

/// What a [Task] tells its listener. Events arrive on whatever thread does the work.
public sealed interface TaskEvent {

    /// The activity that the event speaks of.
    Activity activity();

    /// An activity begins. `total` is in the activity's unit (bytes or items), or -1 when it cannot be known.
    record Started(Activity activity, long total) implements TaskEvent {}

    /// `done` units of `total` are finished (`total` as in [Started]). `done` never decreases within an activity.
    record Advanced(Activity activity, long done, long total) implements TaskEvent {}

    /// The activity ended, normally or by an error. Each [Started] is followed by one of these.
    record Finished(Activity activity) implements TaskEvent {}
}
