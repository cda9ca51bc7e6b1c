package org.selfsame.normalize.content;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.selfsame.content.Content;

/// Compares what is written with a content.
final class SameOutput extends OutputStream {
    private final Content expected;
    private long position;
    private boolean same = true;

    SameOutput(Content expected) {
        this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        same &= length <= expected.size() - position && Arrays.equals(expected.bytes(position, length), 0, length,
                bytes, from, from + length);
        position += same ? length : 0;
    }

    /// Whether everything was written, and nothing else.
    boolean isSame() {
        return same && position == expected.size();
    }
}
