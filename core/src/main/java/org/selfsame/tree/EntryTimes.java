package org.selfsame.tree;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which modification time a writer states for an entry: never one from a clock.
///
/// @param rule what becomes of the times that the tree records
/// @param time the time of entries that have none, and what `rule` says of the others
public record EntryTimes(Rule rule, Instant time) {

    /// What becomes of the times that a tree records.
    public enum Rule {
        /// They are written as they are.
        KEEP,
        /// Those after the given time become the given time, as `SOURCE_DATE_EPOCH` asks for.
        CLAMP,
        /// All become the given time.
        SET
    }

    /// Recorded times are kept; entries without one get `time`.
    public static EntryTimes keep(Instant time) {
        return new EntryTimes(Rule.KEEP, time);
    }

    /// Recorded times are kept up to `time`; later ones, and entries without one, get it.
    public static EntryTimes clamp(Instant time) {
        return new EntryTimes(Rule.CLAMP, time);
    }

    /// Every entry gets `time`.
    public static EntryTimes set(Instant time) {
        return new EntryTimes(Rule.SET, time);
    }

    /// The modification time to write for an entry.
    public Instant of(Metadata metadata) {
        return of(metadata.modified());
    }

    /// What becomes of a recorded time, or of none.
    public Instant of(@Nullable Instant recorded) {
        if (recorded == null) {
            return time;
        }
        return switch (rule) {
            case KEEP -> recorded;
            case CLAMP -> recorded.isAfter(time) ? time : recorded;
            case SET -> time;
        };
    }
}
