package org.selfsame.codec.deflate;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import org.selfsame.codec.BlockEncoder;

/// Writes a block as a zlib stream of its own, with the bytes of zlib's `compress2`. Source: RFC 1950.
public final class DeflateEncoder implements BlockEncoder {
    /// Deflate with a window of 32 KiB.
    private static final int METHOD = 0x7800;
    private static final int CHECK = Integer.BYTES;

    private final int header;
    private final Compressor compressor;

    /// @param level 1 to 9
    /// @throws IllegalArgumentException for another level
    public DeflateEncoder(int level) {
        compressor = new Compressor(Level.of(level));
        int effort = level < 2 ? 0 : level < 6 ? 1 : level == 6 ? 2 : 3;
        int start = METHOD | effort << 6;
        // a multiple of 31
        header = start + 31 - start % 31;
    }

    @Override
    public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
        System.arraycopy(in, inOffset, compressor.buffer(inLength), 0, inLength);
        compressor.begin(outLimit);
        var output = compressor.output();
        output.reserve(Short.SIZE);
        output.write(header >>> Byte.SIZE | (header & 0xff) << Byte.SIZE, Short.SIZE);
        if (!compressor.run(inLength, true)) {
            return -1;
        }
        output.align();
        int size = output.size();
        if (size + CHECK > outLimit) {
            return -1;
        }
        output.copyTo(out, outOffset);
        var check = new Adler32();
        check.update(in, inOffset, inLength);
        ByteBuffer.wrap(out).putInt(outOffset + size, (int) check.getValue());
        return size + CHECK;
    }
}
