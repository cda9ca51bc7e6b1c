package org.selfsame.verify;

/// Why there is no verdict on a file either way.
public enum NotCheckedReason {
    /// Neither a signature nor a signed list of checksums was found or given.
    NO_EVIDENCE,
    /// A list of checksums names the file and agrees, but nobody signed the list.
    LIST_NOT_SIGNED,
    /// A list of checksums has another digest for the file, but no known publisher signed the list.
    UNVOUCHED_LIST_DIFFERS,
    /// The list of checksums is signed by a known publisher, but does not name the file.
    NOT_IN_LIST,
    /// The list names the file with broken algorithms only (MD5, SHA-1).
    LIST_TOO_WEAK,
    /// Someone whom Selfsame knows signed it, but not the publisher that was expected.
    WRONG_PUBLISHER,
    /// A signature or list is there and cannot be read.
    EVIDENCE_UNREADABLE,
    /// The signature was refused by policy: it had expired.
    SIGNATURE_EXPIRED,
    /// The signature was refused by policy: its key had expired when it signed.
    KEY_EXPIRED,
    /// The signature was refused by policy: digest or key too weak.
    SIGNATURE_WEAK,
    /// The signature was refused by policy: made in the future, if this computer's clock is right.
    SIGNATURE_IN_FUTURE,
    /// The signature was refused by policy: of a type, or by a key, that cannot sign files.
    SIGNATURE_UNFIT,
    /// The publisher is known, but its key is not here: the user has to bring it.
    KEY_MISSING,
    /// The key that the user brought is not the one that is pinned for the publisher.
    KEY_NOT_PINNED,
    /// The file changed while, or after, it was read.
    FILE_CHANGED,
    /// The file cannot be read.
    UNREADABLE,
    /// It is a directory, a device or something else that is not a file.
    NOT_A_FILE,
    /// The file is empty.
    EMPTY,
    /// The user stopped the check.
    CANCELLED
}
