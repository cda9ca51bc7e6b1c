package org.selfsame.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;

/// The host refused to read or write something.
public final class HostException extends IOException {
    private final HostError error;
    private final int number;

    /// @param message what exactly
    public HostException(HostError error, String message) {
        this(error, message, 0);
    }

    /// @param number the host's number of the error
    public HostException(HostError error, String message, int number) {
        super(message);
        this.error = error;
        this.number = number;
    }

    /// What the JDK's file calls throw, as one of ours.
    static HostException of(IOException problem) {
        if (problem instanceof HostException already) {
            return already;
        }
        var error = switch (problem) {
            case FileAlreadyExistsException _ -> HostError.EXISTS;
            case AccessDeniedException _ -> HostError.NOT_PERMITTED;
            // the JDK tells "full" and "I/O error" apart by the host's words only
            case FileSystemException _ -> HostError.OTHER;
            default -> HostError.INPUT_OUTPUT;
        };
        var own = new HostException(error, String.valueOf(problem.getMessage()));
        own.initCause(problem);
        return own;
    }

    /// Why.
    public HostError error() {
        return error;
    }

    /// The host's number of the error (`errno`), or 0 where it is not known.
    int number() {
        return number;
    }
}
