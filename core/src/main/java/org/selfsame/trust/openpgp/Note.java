package org.selfsame.trust.openpgp;

import java.time.Instant;

/// Something to know about a good signature.
///
/// @param since since when it is so
public record Note(Kind kind, Instant since) {

    /// What there is to know.
    public enum Kind {
        /// The key has expired since it signed.
        KEY_EXPIRED_SINCE,
        /// The key was retired or replaced since it signed.
        KEY_RETIRED_SINCE
    }
}
