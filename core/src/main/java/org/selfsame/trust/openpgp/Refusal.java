package org.selfsame.trust.openpgp;

/// Why a signature does not count although its key is known, or could not even be tried.
public enum Refusal {
    /// The signature does not fit the content: one of the two was changed, or they do not belong together.
    BAD,
    /// The signature carries an expiry date, and that is past.
    SIGNATURE_EXPIRED,
    /// The signature is dated in the future, by more than the allowed skew.
    IN_THE_FUTURE,
    /// The key had expired before it signed.
    KEY_EXPIRED,
    /// The signature is dated before the key was made.
    OLDER_THAN_KEY,
    /// The key was revoked as compromised, or without a reason: nothing that it signed counts.
    KEY_REVOKED,
    /// The key was retired or replaced, and signed later nevertheless.
    REVOKED_RETIRED_BEFORE_SIGNING,
    /// The digest algorithm is broken or too short: MD5, SHA-1, RIPEMD-160, SHA-224.
    WEAK_DIGEST,
    /// The key, or the primary key that vouches for it, is too short.
    WEAK_KEY,
    /// Not a signature over a document: a certification, a revocation, a timestamp or the like.
    WRONG_TYPE,
    /// A signature over text, which leaves the line endings open.
    TEXT_MODE,
    /// A subkey that never said that it belongs to its primary key.
    NO_BACK_SIGNATURE,
    /// The key is for something else: certification, authentication or encryption.
    KEY_MAY_NOT_SIGN,
    /// No valid statement of the key's owner binds the key: nobody knows what it may do.
    KEY_NOT_BOUND,
    /// The signature carries a demand, marked as critical, that we do not know.
    UNKNOWN_CRITICAL,
    /// A public-key or digest algorithm that we do not know.
    UNSUPPORTED_ALGORITHM,
    /// A version of signature that we do not know.
    UNSUPPORTED_VERSION,
    /// The signature does not say when it was made.
    NO_DATE,
    /// The certificate has more signatures on its keys than anything genuine; it was not searched for revocations.
    CERTIFICATE_TOO_COMPLEX
}
