package org.selfsame.verify;

/// A remark beside the verdict. It never improves it.
public enum Badge {
    /// The key expired after it made the signature.
    KEY_EXPIRED_SINCE,
    /// The publisher retired the key after it made the signature.
    KEY_RETIRED_SINCE,
    /// The user added the publisher's key by hand: compare its fingerprint over a second channel.
    ADDED_BY_HAND,
    /// Further signatures by unknown keys are there.
    UNKNOWN_SIGNATURES_TOO,
    /// The file could not be opened as an image, and was checked as bytes.
    NOT_AN_IMAGE,
    /// The image says that it is longer than the file: most likely the download was cut short.
    CUT_SHORT,
    /// What was read to tell what the image is cannot be read completely. Oddities that can be read all the same are not
    /// looked for here (docs/threat-model.md).
    IMAGE_IRREGULAR,
    /// The image's own lists of checksums do not fit its files.
    INSIDE_DAMAGED,
    /// Some builders got a different file.
    SOME_BUILDERS_DIFFER
}
