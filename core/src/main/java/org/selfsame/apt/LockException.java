package org.selfsame.apt;

import java.io.IOException;

/// A lock that breaks a rule of its format. The only exception that is thrown for the bytes of one.
public final class LockException extends IOException {
    /// Which rule.
    public enum Reason {
        /// Larger than [LockJson#MOST_BYTES].
        TOO_LARGE,
        /// Not JSON (RFC 8259), nested too deep, or something follows its end.
        NOT_JSON,
        /// Its first member does not say that it is a lock.
        NOT_A_LOCK,
        /// A lock of a version that this program does not know.
        OTHER_VERSION,
        /// A member that a lock does not have.
        UNKNOWN_MEMBER,
        /// A member that is there twice.
        MEMBER_TWICE,
        /// A member is missing.
        MISSING_MEMBER,
        /// A value of another kind: a number where a text should be.
        WRONG_KIND,
        /// Not a SHA-256, a commit or a fingerprint in hexadecimal digits.
        NOT_A_DIGEST,
        /// Not a size in bytes.
        NOT_A_SIZE,
        /// Not a time in whole seconds of UTC, from 1970 to 9999.
        NOT_A_TIME,
        /// A path that is absolute, leads out, or has characters that paths of archives have not.
        NOT_A_PATH,
        /// Not an address from which packages can be fetched.
        NOT_AN_ADDRESS,
        /// Not a name, version, suite or component as Debian has them.
        NOT_A_NAME,
        /// Not in order, or twice.
        OUT_OF_ORDER,
        /// An archive that the lock does not have.
        NO_SUCH_ARCHIVE
    }

    private final Reason reason;
    private final String place;

    /// @param place where, such as `packages[3].sha256`
    public LockException(Reason reason, String place) {
        super(reason + " at " + place);
        this.reason = reason;
        this.place = place;
    }

    /// As the other constructor, with the exception that told of it.
    public LockException(Reason reason, String place, Throwable cause) {
        this(reason, place);
        initCause(cause);
    }

    /// Which rule.
    public Reason reason() {
        return reason;
    }

    /// Where, such as `packages[3].sha256`; empty if it is about the whole.
    public String place() {
        return place;
    }
}
