package org.selfsame.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a difference is there, as far as it can be told.
///
/// @param code the kind of cause
/// @param confidence how sure it is
/// @param derivedFrom the number of the difference that this one follows from, or 0
/// @param evidence the bytes that show it, at most a few
public record Cause(CauseCode code, Confidence confidence, int derivedFrom, List<Evidence> evidence) {

    /// How sure a cause is.
    public enum Confidence {
        /// Both sides were normalised for this cause, and are equal then.
        CONFIRMED,
        /// It looks like this cause.
        LIKELY
    }

    /// Bytes that show a cause.
    ///
    /// @param left printable text or hexadecimal from the left side, or null
    /// @param right the same from the right side, or null
    /// @param leftOffset where it lies in the content of the left side, in bytes, or -1
    /// @param rightOffset where it lies in the content of the right side, in bytes, or -1
    public record Evidence(@Nullable String left, @Nullable String right, long leftOffset, long rightOffset) {}
}
