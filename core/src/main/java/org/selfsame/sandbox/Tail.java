package org.selfsame.sandbox;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last bytes of what was written. Thread-safe.
final class Tail extends OutputStream {
    private static final int MOST = 1 << 13;

    private byte[] last = {};

    @Override
    public void write(int b) {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int added = Math.min(length, MOST);
        int kept = Math.min(last.length, MOST - added);
        var next = Arrays.copyOfRange(last, last.length - kept, last.length + added);
        System.arraycopy(bytes, offset + length - added, next, kept, added);
        last = next;
    }

    /// As they are.
    synchronized byte[] bytes() {
        return last.clone();
    }

    /// As text; what is no UTF-8 becomes U+FFFD.
    synchronized String text() {
        return new String(last, StandardCharsets.UTF_8).strip();
    }
}
