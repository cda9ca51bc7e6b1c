package org.selfsame.app.window.build;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A run of lines in a file of our own, which is gone when it is closed, and where the system can do that as soon as it is
/// open: then a program that is killed leaves nothing. Not thread-safe.
final class LogSegment implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel file;
    private final ByteBuffer unwritten = ByteBuffer.allocate(BUFFER);
    private int[] ends = new int[1024];
    private int lines;
    private int written;

    /// @throws IOException if there is no room for a file
    LogSegment() throws IOException {
        path = Files.createTempFile("selfsame-log", ".txt");
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    int lines() {
        return lines;
    }

    int bytes() {
        return written + unwritten.position();
    }

    /// Adds a line.
    ///
    /// @throws IOException if the disk is full
    void add(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > unwritten.remaining()) {
            write();
        }
        if (lines == ends.length) {
            ends = Arrays.copyOf(ends, 2 * lines);
        }
        unwritten.put(bytes);
        ends[lines++] = bytes();
    }

    private void write() throws IOException {
        unwritten.flip();
        while (unwritten.hasRemaining()) {
            written += file.write(unwritten, written);
        }
        unwritten.clear();
    }

    /// The line with this number, from 0.
    ///
    /// @throws IOException if it cannot be read
    String line(int number) throws IOException {
        int start = number == 0 ? 0 : ends[number - 1];
        int length = ends[number] - start;
        if (start >= written) {
            return new String(unwritten.array(), start - written, length, StandardCharsets.UTF_8);
        }
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, start + bytes.position()) < 0) {
                throw new IOException("the log was cut: " + path);
            }
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
