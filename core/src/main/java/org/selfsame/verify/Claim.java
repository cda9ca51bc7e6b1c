package org.selfsame.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.selfsame.verify.Verdict.PublisherName;

/// What one signature, or one list that nobody signed, says about the file. The input of [Evaluation].
///
/// @param signature what came of the signature
/// @param subject what the signed thing says about the file
record Claim(Signature signature, Subject subject) {

    /// What came of a signature.
    sealed interface Signature {

        /// Made by a key of `publisher`, and it fits.
        ///
        /// @param keyExpiredSince whether the key expired after it signed
        /// @param keyRetiredSince whether the publisher retired the key after it signed
        record Good(PublisherName publisher, boolean keyExpiredSince, boolean keyRetiredSince) implements Signature {}

        /// Names a key of `publisher`, and does not fit.
        record Bad(PublisherName publisher) implements Signature {}

        /// By a key that was revoked in a way that takes back all its signatures.
        record Revoked(PublisherName publisher, @Nullable Instant since) implements Signature {}

        /// By a key that is pinned for nobody.
        ///
        /// @param keyCameAlong whether a key that fits lay beside the file
        record Unknown(String keyId, boolean keyCameAlong) implements Signature {}

        /// Names a key of `publisher`, and counts for nothing by policy or for want of the right key.
        record Refused(NotCheckedReason reason, @Nullable PublisherName publisher) implements Signature {}

        /// There is none.
        record None() implements Signature {}
    }

    /// What the signed thing says about the file.
    enum Subject {
        /// The signature is over the file itself.
        FILE,
        /// A list has the file's digest.
        LISTED_SAME,
        /// A list has another digest for the file.
        LISTED_DIFFERENT,
        /// A list does not name the file.
        NOT_LISTED,
        /// A list names the file by broken algorithms only.
        LISTED_WEAKLY
    }
}
