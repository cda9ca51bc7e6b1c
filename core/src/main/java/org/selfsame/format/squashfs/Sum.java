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

    // what a record is given is put together when it is first called, which takes milliseconds

    @Override
    public boolean equals(Object other) {
        return other instanceof Sum sum && a == sum.a && b == sum.b && c == sum.c && d == sum.d;
    }

    @Override
    public int hashCode() {
        return (int) a;
    }
}
