package org.selfsame.recipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.Ranges;

/// A file of our own that is open only while it is read.
///
/// @param file where it lies; it is never written again
/// @param size in bytes
/// @param digest its SHA-256, computed when it was written
record SpooledContent(Path file, long size, Digest digest) implements Content {

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.wrap(target, targetOffset, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position() - targetOffset) < 0) {
                    throw new FileChangedException(file);
                }
            }
        }
    }

    @Override
    public Digest knownDigest() {
        return digest;
    }
}
