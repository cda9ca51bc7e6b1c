package org.selfsame.codec;

import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// LZ4's legacy frame: blocks of 8 MiB, each behind its compressed size. Source: lz4_Frame_format.md, "Legacy frame".
final class Lz4LegacyOutput extends FilterOutputStream {
    private static final int MAGIC = 0x184c2102;
    private static final int BLOCK = 8 << 20;

    private final Lz4JavaCompressor compressor = new Lz4JavaCompressor();
    private final byte[] block = new byte[BLOCK];
    private final byte[] compressed = new byte[compressor.maxCompressedLength(BLOCK)];
    private int filled;
    private boolean closed;

    Lz4LegacyOutput(OutputStream out) throws IOException {
        super(out);
        number(MAGIC);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length;) {
            int count = Math.min(length - done, BLOCK - filled);
            System.arraycopy(bytes, from + done, block, filled, count);
            filled += count;
            done += count;
            if (filled == BLOCK) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        int size = compressor.compress(block, 0, filled, compressed, 0, compressed.length);
        number(size);
        out.write(compressed, 0, size);
        filled = 0;
    }

    private void number(int value) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (filled > 0) {
            writeBlock();
        }
        out.close();
    }
}
