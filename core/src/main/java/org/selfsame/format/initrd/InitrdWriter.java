package org.selfsame.format.initrd;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.StreamEncoder;

/// Writes an initrd: archives one after the other, such as a plain one with microcode, which must come first, and a
/// compressed one with all else. Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst.
public final class InitrdWriter {
    private static final int ALIGNMENT = Integer.BYTES;

    private InitrdWriter() {}

    /// What writes an archive.
    @FunctionalInterface
    public interface Archive {
        /// Writes the archive to `out`, which is not closed.
        ///
        /// @throws IOException if it cannot be written
        void writeTo(OutputStream out) throws IOException;
    }

    /// One archive of an initrd.
    ///
    /// @param encoder what compresses it, or null for none
    /// @param level the encoder's
    public record Part(Archive archive, @Nullable StreamEncoder encoder, int level) {

        /// An archive that is not compressed.
        public static Part plain(Archive archive) {
            return new Part(archive, null, 0);
        }

        /// A compressed archive.
        public static Part compressed(Archive archive, StreamEncoder encoder, int level) {
            return new Part(archive, encoder, level);
        }
    }

    /// Writes the parts in this order to `out`, which is not closed. Each begins at a multiple of four bytes.
    ///
    /// @throws IOException if a part cannot be written
    public static void write(List<Part> parts, OutputStream out) throws IOException {
        var counted = new Counted(out);
        for (var part : parts) {
            counted.align();
            var encoder = part.encoder();
            if (encoder == null) {
                part.archive().writeTo(counted);
                continue;
            }
            try (var compressed = encoder.open(counted, part.level())) {
                part.archive().writeTo(compressed);
            }
        }
        counted.flush();
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        void align() throws IOException {
            write(new byte[(int) ((ALIGNMENT - count % ALIGNMENT) % ALIGNMENT)]);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
