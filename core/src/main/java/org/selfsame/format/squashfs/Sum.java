package org.selfsame.format.squashfs;

import java.security.MessageDigest;
import org.selfsame.content.LittleEndian;

/// A SHA-256 sum. Bytes with one sum are the same bytes: nobody has found others.
record Sum(long a, long b, long c, long d) {

    /// Of what `digest` was given; it starts anew then.
    static Sum of(MessageDigest digest) {
        byte[] bytes = digest.digest();
        return new Sum(LittleEndian.i64(bytes, 0), LittleEndian.i64(bytes, 8), LittleEndian.i64(bytes, 16),
                LittleEndian.i64(bytes, 24));
    }
}
