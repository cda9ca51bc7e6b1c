package org.selfsame.normalize;

import java.time.Instant;

/// The time that takes the place of the time of the build: SOURCE_DATE_EPOCH.
///
/// @param seconds since 1970-01-01 in UTC, 0 to 2^32 - 1: what every format can hold
/// @param clamp whether earlier times stay; later ones never do
public record Epoch(long seconds, boolean clamp) {
    /// The last second that fits in 32 bits without a sign.
    public static final long LAST = 0xffffffffL;

    /// @throws IllegalArgumentException if the time does not fit in 32 bits
    public Epoch {
        if (seconds < 0 || seconds > LAST) {
            throw new IllegalArgumentException("SOURCE_DATE_EPOCH " + seconds);
        }
    }

    /// What a time of the build becomes.
    public long of(long time) {
        return clamp ? Math.min(time, seconds) : seconds;
    }

    /// What a time becomes that something else depends on, or that people chose: only what is later than the epoch
    /// changes.
    public long clamped(long time) {
        return Math.min(time, seconds);
    }

    /// The time itself.
    public Instant instant() {
        return Instant.ofEpochSecond(seconds);
    }
}
