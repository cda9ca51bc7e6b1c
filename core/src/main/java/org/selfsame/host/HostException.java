package org.selfsame.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The host refused to read or write something.
public final class HostException extends IOException {
    private final HostError error;
    private final int number;
    private @Nullable Path disk;

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
        return caused(error, problem);
    }

    /// `problem`, which came when something was written, or that the disk is full or mounted read-only if it is.
    ///
    /// @param near where it was written, or a directory above
    public static IOException explained(IOException problem, Path near) {
        try {
            var disk = Files.getFileStore(near);
            if (problem instanceof HostException) {
                return problem;
            }
            if (disk.isReadOnly()) {
                return ofDisk(near, HostError.READ_ONLY, problem);
            }
            if (disk.getUsableSpace() < 1 << 16) {
                return ofDisk(near, HostError.NO_SPACE, problem);
            }
        } catch (IOException _) {
            // the first problem says more
        }
        return problem;
    }

    private static HostException ofDisk(Path near, HostError error, IOException problem) {
        var own = caused(error, problem);
        own.disk = near;
        return own;
    }

    private static HostException caused(HostError error, IOException problem) {
        var own = new HostException(error, String.valueOf(problem.getMessage()));
        own.initCause(problem);
        return own;
    }

    /// Why.
    public HostError error() {
        return error;
    }

    /// Something on the disk that is full or read-only, if it is about one.
    public Optional<Path> disk() {
        return Optional.ofNullable(disk);
    }

    /// The host's number of the error (`errno`), or 0 where it is not known.
    int number() {
        return number;
    }
}
