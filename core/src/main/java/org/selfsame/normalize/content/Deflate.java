package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.selfsame.codec.BlockEncoders;
import org.selfsame.codec.EncoderUnavailableException;
import org.selfsame.content.Content;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Scratch;
import org.selfsame.normalize.Work;

/// Bytes that had to be compressed again, because they changed.
///
/// @param stored the raw deflate stream: level 9 of the zlib that comes with the JDK
/// @param crc CRC-32 of what it decodes to
record Deflate(Content stored, long crc) {

    /// Asks that the bytes will be those of zlib, on every machine.
    ///
    /// @throws LeftAloneException if the virtual machine has another library
    static void requireZlib() throws LeftAloneException {
        try {
            BlockEncoders.requireZlib();
        } catch (EncoderUnavailableException e) {
            throw new LeftAloneException(Reason.UNSUPPORTED, String.valueOf(e.getMessage()));
        }
    }

    /// @throws LeftAloneException as [#requireZlib]
    /// @throws IOException if the content cannot be read, or there is no room
    static Deflate of(Content content, Work work) throws IOException {
        requireZlib();
        var crc = new CRC32();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (var output = work.scratch().output()) {
            var stream = new DeflaterOutputStream(output, deflater, 1 << 14) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    work.task().checkCancelled();
                    crc.update(bytes, offset, length);
                    super.write(bytes, offset, length);
                }
            };
            Scratch.copy(content, stream);
            stream.finish();
            return new Deflate(output.content(), crc.getValue());
        } finally {
            deflater.end();
        }
    }
}
