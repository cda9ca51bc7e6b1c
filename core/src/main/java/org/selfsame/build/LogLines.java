package org.selfsame.build;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/// Cuts what a command prints into lines, hands them on, and remembers the last ones. A line that is too long is cut into
/// several.
final class LogLines extends OutputStream {
    private static final int REMEMBERED = 20;
    private static final int LONGEST = 4096;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<String> last = new ArrayDeque<>();

    LogLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n' || line.size() >= LONGEST) {
            end();
        }
        if (b != '\n') {
            line.write(b);
        }
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(bytes[offset + i]);
        }
    }

    private void end() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.addLast(text);
        lines.accept(text);
    }

    /// The last lines, the one without an end included.
    synchronized List<String> last() {
        if (line.size() > 0) {
            end();
        }
        return List.copyOf(last);
    }
}
