package org.selfsame.trust.publisher;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.trust.openpgp.Certificate;
import org.selfsame.trust.openpgp.Fingerprint;

/// A key that is known to be a publisher's.
///
/// @param fingerprint of the primary key
/// @param source where the fingerprint was taken from
/// @param certificate the key itself; null if only the fingerprint is known
public record PinnedKey(Fingerprint fingerprint, String source, @Nullable Certificate certificate) {

    /// The key itself, if it is at hand. Otherwise the user has to bring it.
    public Optional<Certificate> key() {
        return Optional.ofNullable(certificate);
    }
}
