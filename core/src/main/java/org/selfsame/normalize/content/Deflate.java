package org.selfsame.normalize.content;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.selfsame.codec.deflate.DeflateOutput;
import org.selfsame.content.Content;
import org.selfsame.normalize.Scratch;
import org.selfsame.normalize.Work;

/// Bytes that had to be compressed again, because they changed.
///
/// @param stored the raw deflate stream: level 9 of zlib
/// @param crc CRC-32 of what it decodes to
record Deflate(Content stored, long crc) {

    /// @throws IOException if the content cannot be read, or there is no room
    static Deflate of(Content content, Work work) throws IOException {
        var crc = new CRC32();
        try (var output = work.scratch().output()) {
            var deflate = new DeflateOutput(output, Deflater.BEST_COMPRESSION);
            var stream = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[]{(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    work.task().checkCancelled();
                    crc.update(bytes, offset, length);
                    deflate.write(bytes, offset, length);
                }
            };
            Scratch.copy(content, stream);
            deflate.finish();
            return new Deflate(output.content(), crc.getValue());
        }
    }
}
