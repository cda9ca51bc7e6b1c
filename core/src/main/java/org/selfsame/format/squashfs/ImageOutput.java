package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Writes an image from the start of a channel on. Not thread-safe.
final class ImageOutput {
    private final SeekableByteChannel channel;
    private long position;
    private long highest;

    ImageOutput(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /// Where the next byte goes.
    long position() {
        return position;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        position += length;
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /// Makes as if nothing had been written from `start` on.
    void takeBack(long start) throws IOException {
        if (start < position) {
            highest = Math.max(highest, position);
            position = start;
            channel.position(start);
        }
    }

    /// Fills up to a multiple of `unit` with zeros, then writes the superblock to the start.
    void finish(int unit, byte[] superblock) throws IOException {
        write(new byte[(int) (-position & unit - 1)]);
        if (highest > position) {
            channel.truncate(position);
        }
        channel.position(0);
        var buffer = ByteBuffer.wrap(superblock);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.position(position);
    }
}
