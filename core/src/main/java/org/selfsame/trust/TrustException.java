package org.selfsame.trust;

import java.io.IOException;

/// A signature file, key file, list of checksums or list of publishers that breaks a rule as a whole. The only
/// exception that the parsers of this room throw for the bytes they read.
public final class TrustException extends IOException {
    private final Reason reason;
    private final long offset;

    /// @param reason the rule that is broken
    /// @param offset where, in bytes from the start of what was read; in lists of checksums the number of the line
    public TrustException(Reason reason, long offset) {
        super(reason + " at " + offset);
        this.reason = reason;
        this.offset = offset;
    }

    /// As the other constructor, with the exception that told of it.
    public TrustException(Reason reason, long offset, Throwable cause) {
        this(reason, offset);
        initCause(cause);
    }

    /// The rule that is broken.
    public Reason reason() {
        return reason;
    }

    /// Where: bytes from the start of what was read; in lists of checksums the number of the line, from 1 on.
    public long offset() {
        return offset;
    }

    /// What can be wrong with a file as a whole.
    public enum Reason {
        /// Larger than anything genuine of its kind.
        TOO_LARGE,
        /// No byte in it.
        EMPTY,
        /// More signatures than anything genuine carries.
        TOO_MANY_SIGNATURES,
        /// No signature in it.
        NO_SIGNATURE,
        /// Not one well-formed ASCII armour of the expected type (RFC 9580 §6.2).
        NOT_ARMOURED_RIGHT,
        /// Text before, between or after what is signed or armoured.
        TEXT_OUTSIDE,
        /// A second armour where one is expected.
        SECOND_BLOCK,
        /// Given as a detached signature, but holds something else: a message, a key, a signed text.
        NOT_DETACHED,
        /// Given as a message signed in cleartext, but does not begin as one.
        NOT_CLEARTEXT,
        /// Given as a signed message, but its packets are not those of one.
        NOT_A_SIGNED_MESSAGE,
        /// Bytes after the end.
        JUNK_AFTER,
        /// A packet that ends past the end of the file, or contradicts itself.
        BROKEN_PACKET,
        /// A packet of an unknown type that a reader must not skip (RFC 9580 §4.3).
        UNKNOWN_CRITICAL_PACKET,
        /// Compressed by an unknown or broken method, or more than one time.
        BROKEN_COMPRESSION,
        /// A line so long that tools disagree on what it says.
        LINE_TOO_LONG,
        /// Another header than `Hash` over the signed text, or control characters in one.
        HEADER_INJECTED,
        /// A line that begins with a dash and is not escaped (RFC 9580 §7.1).
        DASH_NOT_ESCAPED,
        /// A carriage return that does not end a line: tools disagree on what is signed.
        STRAY_CARRIAGE_RETURN,
        /// Cleartext that was not signed as one: the frame is cut before the signature.
        CUT_SHORT,
        /// A key file with no key in it.
        NO_KEY,
        /// More keys than anything genuine holds.
        TOO_MANY_KEYS,
        /// A GnuPG keybox (`pubring.kbx`), which is not a key file: export the key first.
        KEYBOX,
        /// A secret key, which no one should hand over.
        SECRET_KEY,
        /// A line that is not a checksum.
        NOT_A_CHECKSUM_LINE,
        /// A checksum whose length does not fit the name of its algorithm or of the list.
        DIGEST_LENGTH,
        /// An algorithm that is not known.
        UNKNOWN_ALGORITHM,
        /// A name that leads out of the list's own directory: absolute, or with `..`.
        NAME_OUTSIDE,
        /// A name with control characters, empty, or with a broken escape.
        BAD_NAME,
        /// Two different checksums for one name.
        CONTRADICTION,
        /// More lines than anything genuine has.
        TOO_MANY_LINES,
        /// Text that is not UTF-8.
        NOT_TEXT,
        /// A list of publishers that is not the JSON expected.
        BAD_PUBLISHERS
    }
}
