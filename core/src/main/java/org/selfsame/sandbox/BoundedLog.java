package org.selfsame.sandbox;

import java.io.IOException;
import java.io.OutputStream;

/// The first part of what a command prints; the rest is dropped.
final class BoundedLog {
    private final OutputStream out;
    private long left;

    BoundedLog(OutputStream out, long limit) {
        this.out = out;
        this.left = limit;
    }

    /// @throws IOException if it cannot be written
    void write(byte[] bytes, int offset, int length) throws IOException {
        int count = (int) Math.min(length, left);
        if (count > 0) {
            out.write(bytes, offset, count);
            out.flush();
            left -= count;
        }
    }
}
