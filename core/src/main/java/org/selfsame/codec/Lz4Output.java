package org.selfsame.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.commons.codec.digest.XXHash32;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// LZ4 frames with the bytes that `lz4` 1.9.4 gives at level 1, and its legacy frames (`lz4 -l`). Source: LZ4 Frame Format
/// 1.6.4, in the LZ4 project; that no block stands on those before it is what `lz4` does without `-BD`.
public final class Lz4Output extends FilterOutputStream {
    private static final int MAGIC = 0x184d2204;
    private static final int LEGACY = 0x184c2102;
    private static final int STORED = 1 << 31;
    /// The flags of frames that can be made here: version 1, independent blocks, and perhaps a checksum of the content.
    private static final int FLAGS = 0x60;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int LEAST_CODE = 4;
    private static final int MOST_CODE = 7;

    private final BlockEncoder encoder = BlockEncoders.lz4();
    private final boolean legacy;
    private final byte[] block;
    private final byte[] compressed;
    private final @Nullable XXHash32 checksum;
    private int filled;
    private boolean closed;

    private Lz4Output(OutputStream out, boolean legacy, int blockSize, boolean checksum) {
        super(out);
        this.legacy = legacy;
        this.block = new byte[blockSize];
        this.compressed = new byte[legacy ? blockSize + blockSize / 255 + 16 : blockSize - 1];
        this.checksum = checksum ? new XXHash32() : null;
    }

    /// Writes a legacy frame: blocks of 8 MiB, each behind its compressed size.
    ///
    /// @throws IOException if `out` fails
    static Lz4Output legacy(OutputStream out) throws IOException {
        var output = new Lz4Output(out, true, Lz4Compression.LEGACY_BLOCK, false);
        output.number(LEGACY);
        return output;
    }

    /// Writes a frame of the kind that `stream` is, or null if such a one is not written here.
    ///
    /// @param decoded bytes that `stream` decodes to
    /// @param size bytes that will be written: a single block is announced as no larger than it has to be
    /// @throws IOException if `stream` cannot be read, or `out` fails
    public static @Nullable Lz4Output like(Content stream, long decoded, long size, OutputStream out)
            throws IOException {
        var head = ByteBuffer.wrap(stream.bytes(0, (int) Math.min(stream.size(), 6))).order(ByteOrder.LITTLE_ENDIAN);
        if (head.remaining() < 6) {
            return null;
        }
        int magic = head.getInt();
        if (magic == LEGACY) {
            return legacy(out);
        }
        int flags = head.get();
        int code = head.get() >> 4 & 0xf;
        if (magic != MAGIC || (flags & ~CONTENT_CHECKSUM) != FLAGS || code < LEAST_CODE || code > MOST_CODE) {
            return null;
        }
        int wanted = code(decoded) == code ? code(size) : code;
        var output = new Lz4Output(out, false, blockSize(wanted), (flags & CONTENT_CHECKSUM) != 0);
        output.header((byte) flags, (byte) (wanted << 4));
        return output;
    }

    private static int blockSize(int code) {
        return 1 << 8 + 2 * code;
    }

    /// The smallest block that takes all of it, or the largest there is.
    private static int code(long size) {
        int code = LEAST_CODE;
        while (code < MOST_CODE && size > blockSize(code)) {
            code++;
        }
        return code;
    }

    private void header(byte flags, byte descriptor) throws IOException {
        byte[] described = {flags, descriptor};
        var hash = new XXHash32();
        hash.update(described, 0, described.length);
        number(MAGIC);
        out.write(described);
        out.write((int) (hash.getValue() >> 8));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (checksum != null) {
            checksum.update(bytes, from, length);
        }
        for (int done = 0; done < length;) {
            int count = Math.min(length - done, block.length - filled);
            System.arraycopy(bytes, from + done, block, filled, count);
            filled += count;
            done += count;
            if (filled == block.length) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        // what does not get smaller is stored; legacy frames cannot say so
        int room = legacy ? compressed.length : filled - 1;
        int size = encoder.encode(block, 0, filled, compressed, 0, room);
        if (size < 0) {
            number(filled | STORED);
            out.write(block, 0, filled);
        } else {
            number(size);
            out.write(compressed, 0, size);
        }
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
        if (!legacy) {
            number(0);
        }
        if (checksum != null) {
            number((int) checksum.getValue());
        }
        out.close();
    }
}
