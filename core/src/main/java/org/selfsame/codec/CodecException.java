package org.selfsame.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Bytes that are no block of their codec, or one that is larger than its caller allows. Formats turn it into their
/// [org.selfsame.content.FormatException], which knows the place in the image.
public final class CodecException extends IOException {
    CodecException(Codec codec, String problem) {
        this(codec, problem, null);
    }

    CodecException(Codec codec, String problem, @Nullable Throwable cause) {
        super(codec.commonName() + ": " + problem, cause);
    }
}
