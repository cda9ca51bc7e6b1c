package org.selfsame.codec;

import java.io.IOException;
import java.io.InputStream;

/// Bounded output from the decoders that are streams.
final class Streams {
    private Streams() {}

    /// Reads `in` to its end.
    ///
    /// @return the number of bytes
    /// @throws CodecException if there are more than `limit`
    static int drain(Codec codec, InputStream in, byte[] out, int offset, int limit) throws IOException {
        int done = 0;
        while (done < limit) {
            int count = in.read(out, offset + done, limit - done);
            if (count < 0) {
                return done;
            }
            done += count;
        }
        if (in.read() >= 0) {
            throw new CodecException(codec, "more than " + limit + " bytes come out of the block");
        }
        return done;
    }
}
