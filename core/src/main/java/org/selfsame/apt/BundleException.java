package org.selfsame.apt;

import java.io.IOException;

/// A bundle that breaks a rule.
public final class BundleException extends IOException {
    /// Which rule.
    public enum Reason {
        /// Not a tar archive, or its first file does not say that it is a bundle.
        NOT_A_BUNDLE,
        /// A bundle of a version that this program does not know.
        OTHER_VERSION,
        /// It has no lock, or two.
        NO_LOCK,
        /// A file that the lock names is not in it.
        MISSING,
        /// A file that the lock does not name, or that is there twice.
        NOT_EXPECTED,
        /// A file is not what the lock says.
        ALTERED,
        /// The recipe in it is larger than any that is taken.
        RECIPE_TOO_LARGE
    }

    private final Reason reason;
    private final String name;

    /// @param name the file in the bundle; empty if it is about the whole
    public BundleException(Reason reason, String name) {
        super(reason + " " + name);
        this.reason = reason;
        this.name = name;
    }

    /// As the other constructor, with the exception that told of it.
    public BundleException(Reason reason, String name, Throwable cause) {
        this(reason, name);
        initCause(cause);
    }

    /// Which rule.
    public Reason reason() {
        return reason;
    }

    /// The file in the bundle; empty if it is about the whole.
    public String name() {
        return name;
    }
}
