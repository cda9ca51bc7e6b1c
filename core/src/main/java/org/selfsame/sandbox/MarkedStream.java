package org.selfsame.sandbox;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A stream in which a mark that nobody can guess ends what comes before it. Not thread-safe.
final class MarkedStream {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_LINE = 4096;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    MarkedStream(InputStream in) {
        this.in = in;
    }

    /// Takes bytes of a stream.
    interface Sink {
        /// @throws IOException if they cannot be taken
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /// Gives all that comes before `mark` to `sink`, and skips the mark.
    ///
    /// @throws EOFException if the stream ends first
    /// @throws IOException if the stream cannot be read, or `sink` not be written
    void upTo(byte[] mark, Sink sink) throws IOException {
        while (true) {
            int at = find(mark);
            sink.write(buffer, start, at - start);
            start = at;
            if (end - start >= mark.length) {
                start += mark.length;
                return;
            }
            fill();
        }
    }

    /// One line without its end, in ASCII.
    ///
    /// @throws EOFException if the stream ends first
    /// @throws IOException if the stream cannot be read, or the line is longer than 4096 bytes
    String line() throws IOException {
        for (int length = 0; length <= MAX_LINE; length++) {
            while (start + length == end) {
                fill();
            }
            if (buffer[start + length] == '\n') {
                var line = new String(buffer, start, length, StandardCharsets.US_ASCII);
                start += length + 1;
                return line;
            }
        }
        throw new IOException("a line of more than " + MAX_LINE + " bytes");
    }

    /// Where the mark, or what may be the first part of it, begins; the end of what was read if it is not there.
    private int find(byte[] mark) {
        for (int at = start; at < end; at++) {
            if (buffer[at] == mark[0] && matches(mark, at)) {
                return at;
            }
        }
        return end;
    }

    private boolean matches(byte[] mark, int at) {
        int length = Math.min(mark.length, end - at);
        for (int i = 1; i < length; i++) {
            if (buffer[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException("the sandbox ended");
        }
        end += count;
    }
}
