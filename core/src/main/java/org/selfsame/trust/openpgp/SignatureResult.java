package org.selfsame.trust.openpgp;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What checking one signature gave.
public sealed interface SignatureResult {

    /// The signature is right, and its key was entitled to make it when it did.
    ///
    /// @param certificate the fingerprint of the primary key
    /// @param key the fingerprint of the key that signed: the primary key or one of its subkeys
    /// @param created when the signature was made, as it says itself
    /// @param notes what else there is to know
    record Good(Fingerprint certificate, Fingerprint key, Instant created, Set<Note> notes)
            implements
                SignatureResult {
        /// Copies `notes`.
        public Good {
            notes = Set.copyOf(notes);
        }
    }

    /// No key of the keyring can have made the signature. What it names is a claim that nobody has proven.
    record Unknown(@Nullable Fingerprint fingerprint, @Nullable KeyId keyId) implements SignatureResult {
        /// The fingerprint of the key that the signature names, if it does.
        public Optional<Fingerprint> issuerFingerprint() {
            return Optional.ofNullable(fingerprint);
        }

        /// The id of the key that the signature names, if it does in any form.
        public Optional<KeyId> issuerKeyId() {
            return Optional.ofNullable(keyId);
        }
    }

    /// The signature does not count.
    ///
    /// @param reason why
    /// @param fingerprint the primary key of the certificate that the signature was checked with, if one was found
    record Refused(Refusal reason, @Nullable Fingerprint fingerprint) implements SignatureResult {
        /// The primary key of the certificate that the signature was checked with, if one was found.
        public Optional<Fingerprint> certificate() {
            return Optional.ofNullable(fingerprint);
        }
    }
}
