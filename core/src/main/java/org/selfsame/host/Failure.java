package org.selfsame.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An entry that was not written. Nothing of it is left in the target, except that a directory whose children cannot
/// be read is there and empty.
///
/// @param path printable path of the entry, relative to the target
/// @param kind why
/// @param problem the exception that told of it, or null if the kind says all
public record Failure(String path, Kind kind, @Nullable IOException problem) {

    /// Why an entry is not written. The words for people live in the bundle, under `failure.<name>`.
    public enum Kind {
        /// The name is empty, `.`, `..`, or has a slash or NUL byte in it.
        BAD_NAME,
        /// The directory has an entry of this name already.
        DUPLICATE_NAME,
        /// Directories are nested deeper than the limit.
        TOO_DEEP,
        /// The image breaks a rule of its format there; the problem is a [org.selfsame.content.FormatException].
        DAMAGED,
        /// The image cannot be read there.
        UNREADABLE,
        /// The host refused; the problem is a [HostException].
        REFUSED
    }
}
