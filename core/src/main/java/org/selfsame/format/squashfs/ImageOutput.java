package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/// Writes an image from the start of a channel on. Not thread-safe.
final class ImageOutput {
    private final SeekableByteChannel channel;
    private final @Nullable BlockIndex index;
    private long position;
    private long highest;

    /// @param index takes where blocks are written to, or null
    ImageOutput(SeekableByteChannel channel, @Nullable BlockIndex index) {
        this.channel = channel;
        this.index = index;
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

    /// Writes a data block or fragment block as it is stored.
    ///
    /// @param sum of what it holds, by [BlockIndex#sum], or null if nobody asked for it
    void writeBlock(byte[] bytes, int length, @Nullable Long sum, int word) throws IOException {
        if (index != null && sum != null) {
            index.add(sum, position, word);
        }
        write(bytes, 0, length);
    }

    /// Makes as if nothing had been written from `start` on.
    void takeBack(long start) throws IOException {
        if (start < position) {
            highest = Math.max(highest, position);
            position = start;
            channel.position(start);
            if (index != null) {
                index.takeBack(start);
            }
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
