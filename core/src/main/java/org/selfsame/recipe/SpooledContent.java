package org.selfsame.recipe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.Ranges;

/// A file of our own that is open only while it is read.
///
/// @param file where it lies; it is never written again
/// @param size in bytes
/// @param digest its SHA-256, computed when it was written
record SpooledContent(Path file, long size, Digest digest) implements Content {

    /// Writes a file from its start.
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /// What a writer writes, in a file of `directory` that is called by its SHA-256. If the writer fails, there is none.
    ///
    /// @throws IOException as the writer, or if it cannot be stored
    static SpooledContent write(Path directory, Writer writer) throws IOException {
        Files.createDirectories(directory);
        var sha256 = DigestAlgorithm.SHA256.start();
        var incoming = Files.createTempFile(directory, "", ".part");
        try {
            try (var out = new DigestOutputStream(Files.newOutputStream(incoming), sha256)) {
                writer.write(out);
            }
            var digest = Digest.of(DigestAlgorithm.SHA256, sha256.digest());
            var place = directory.resolve(digest.hex());
            Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
            return new SpooledContent(place, Files.size(place), digest);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

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
