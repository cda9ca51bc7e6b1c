package org.selfsame.host;

import java.io.IOException;
import java.nio.file.Path;

/// The target is not one that may be written to. Nothing was written.
public final class TargetException extends IOException {
    private final Path target;
    private final Reason reason;

    /// Why not.
    public enum Reason {
        /// It exists and is no directory.
        NOT_A_DIRECTORY,
        /// It has entries already.
        NOT_EMPTY,
        /// There is something of that name already.
        EXISTS,
        /// The directory that it should be in does not exist.
        NO_PARENT,
        /// The user may not write there.
        NO_PERMISSION,
        /// It cannot be made or opened.
        NOT_USABLE
    }

    /// @param target where nothing can be written
    public TargetException(Path target, Reason reason) {
        super(target + ": " + reason);
        this.target = target;
        this.reason = reason;
    }

    TargetException(Path target, Reason reason, IOException cause) {
        this(target, reason);
        initCause(cause);
    }

    /// The target.
    public Path target() {
        return target;
    }

    /// Why not.
    public Reason reason() {
        return reason;
    }
}
