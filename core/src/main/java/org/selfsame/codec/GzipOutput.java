package org.selfsame.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.selfsame.codec.deflate.DeflateOutput;

/// A gzip stream without name and time. Source: RFC 1952.
final class GzipOutput extends FilterOutputStream {
    private static final int UNIX = 3;

    private final DeflateOutput deflate;
    private final CRC32 crc = new CRC32();
    private long count;
    private boolean closed;

    GzipOutput(OutputStream out, int level) throws IOException {
        super(out);
        int effort = level == Deflater.BEST_COMPRESSION ? 2 : level == Deflater.BEST_SPEED ? 4 : 0;
        out.write(new byte[]{0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, (byte) effort, UNIX});
        deflate = new DeflateOutput(out, level);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        crc.update(bytes, from, length);
        count += length;
        deflate.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        deflate.finish();
        out.write(ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt((int) crc.getValue())
                .putInt((int) count).array());
        out.close();
    }
}
