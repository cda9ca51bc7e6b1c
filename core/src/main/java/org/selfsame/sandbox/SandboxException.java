package org.selfsame.sandbox;

import java.io.IOException;

/// A sandbox cannot be opened or used.
public final class SandboxException extends IOException {
    /// Why.
    public enum Reason {
        /// The host does not allow namespaces to this user.
        NO_NAMESPACES,
        /// The host gives this user no range of subordinate ids, which the users of a sandbox need.
        NO_SUBORDINATE_IDS,
        /// No guest of a virtual machine starts here.
        NO_GUEST,
        /// The root is full.
        ROOT_FULL,
        /// Too much memory was used.
        OUT_OF_MEMORY,
        /// There were too many processes.
        TOO_MANY_PROCESSES,
        /// A command took too long.
        TIMED_OUT,
        /// The backend cannot do what the surroundings ask for.
        CANNOT_VARY,
        /// The sandbox ended by itself.
        BROKEN
    }

    private final Reason reason;

    /// @param message what exactly, for the log
    public SandboxException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// Why.
    public Reason reason() {
        return reason;
    }
}
