package org.selfsame.format.ar;

import java.time.Instant;

/// What an ar archive that is written states beside its members.
///
/// @param style how names are stored
/// @param time the modification time of every member, whole seconds
/// @param mode the mode of every member, with or without the bits of its type
public record ArOptions(Style style, Instant time, int mode) {
    /// How names are stored.
    public enum Style {
        /// Ended by a slash; those of more than 15 bytes in a table.
        GNU,
        /// As they are: at most 16 bytes without a space.
        COMMON
    }

    /// @throws IllegalArgumentException if a number does not fit in its field
    public ArOptions {
        if (time.getEpochSecond() < 0 || time.getEpochSecond() > 999_999_999_999L || mode < 0 || mode > 077777777) {
            throw new IllegalArgumentException("time " + time + ", mode " + Integer.toOctalString(mode));
        }
    }

    /// As `ar rcSD`: no time, mode 644.
    public static ArOptions gnu() {
        return new ArOptions(Style.GNU, Instant.EPOCH, 0644);
    }

    /// As dpkg-deb has the outer archive of a package.
    public static ArOptions debian(Instant time) {
        return new ArOptions(Style.COMMON, time, 0100644);
    }
}
