package org.selfsame.codec;

import java.io.IOException;

/// zstd-jni brings no libzstd for this machine, or there is no place from which it can be loaded.
public final class EncoderUnavailableException extends IOException {
    EncoderUnavailableException(String problem) {
        super(problem);
    }
}
