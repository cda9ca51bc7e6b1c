package org.selfsame.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The first part of what a command prints, and its end, which says why it failed. What is between is dropped; a line
/// tells how much that is.
final class BoundedLog {
    private final OutputStream out;
    private final Tail tail = new Tail();
    private long left;
    private long dropped;

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
        if (count < length) {
            tail.write(bytes, offset + count, length - count);
            dropped += length - count;
        }
    }

    /// Writes the end, when no more comes.
    ///
    /// @throws IOException if it cannot be written
    void end() throws IOException {
        var last = tail.bytes();
        if (dropped > last.length) {
            out.write(("\n[... " + (dropped - last.length) + " B ...]\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write(last);
        out.flush();
    }
}
