package org.selfsame.normalize;

import java.io.IOException;

/// Why a rule does not touch a file that it is for. The file stays as it is, and the log says so.
public final class LeftAloneException extends IOException {
    private final Reason reason;

    /// The kinds of reasons.
    public enum Reason {
        /// It is signed, and would not be any more.
        SIGNED,
        /// It is encrypted.
        ENCRYPTED,
        /// It breaks a rule of its format.
        DAMAGED,
        /// It uses a part of its format that is not rewritten.
        UNSUPPORTED,
        /// It must be there, and is not.
        MISSING,
        /// It is there, and should not be; only a person can tell what it is for.
        LEFT_OVER,
        /// What came out did not hold the same as what went in.
        UNPROVEN
    }

    /// @param detail what exactly, for a person who looks into it
    public LeftAloneException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /// The kind of reason.
    public Reason reason() {
        return reason;
    }

    /// What exactly.
    public String detail() {
        return String.valueOf(getMessage());
    }
}
