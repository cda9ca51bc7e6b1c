package org.selfsame.codec;

import java.io.IOException;

/// There is no encoder on this machine that gives the bytes that were asked for.
public final class EncoderUnavailableException extends IOException {
    private final Reason reason;

    EncoderUnavailableException(Reason reason, String problem) {
        super(problem);
        this.reason = reason;
    }

    /// What is missing.
    public Reason reason() {
        return reason;
    }

    /// Why there is no encoder.
    public enum Reason {
        /// zstd-jni brings no libzstd for this machine, or there is no place from which it can be loaded.
        NO_LIBZSTD
    }
}
