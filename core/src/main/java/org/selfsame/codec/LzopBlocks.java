package org.selfsame.codec;

import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Decodes the blocks of one lzop file, each of which stands alone and says how long it is, decoded and stored.
final class LzopBlocks extends BlockByBlock {
    private static final int ADLER_DECODED = 1;
    private static final int ADLER_STORED = 2;
    private static final int CRC_DECODED = 0x100;
    private static final int CRC_STORED = 0x200;
    /// As lzop: no block is larger.
    private static final int LARGEST = 64 << 20;

    private final Content content;
    private final long start;
    private final LzopCompression.Header header;
    private byte[] in = new byte[0];
    private long at;

    LzopBlocks(Content content, long start, LzopCompression.Header header) {
        this.content = content;
        this.start = start;
        this.header = header;
        this.at = header.data();
    }

    /// The checksums of a block, each -1 where it has none.
    private record Sums(long decodedAdler, long decodedCrc, long storedAdler, long storedCrc) {
        static final Sums NONE = new Sums(-1, -1, -1, -1);
    }

    /// One block; `decoded` is 0 at the end.
    private record Block(long header, long data, int decoded, int stored, Sums sums) {
        long end() {
            return data + stored;
        }
    }

    /// Passes all blocks, and reports them.
    static Member walk(Content content, long start, LzopCompression.Header header, Structures out) throws IOException {
        long at = header.data();
        long decoded = 0;
        while (true) {
            var block = block(content, header, at, out);
            if (block.decoded == 0) {
                return new Member(start, block.data, decoded);
            }
            out.data(block.data, block.stored);
            at = block.end();
            decoded += block.decoded;
        }
    }

    private static Block block(Content content, LzopCompression.Header header, long at, Structures out)
            throws IOException {
        var quiet = new Fields(LzopCompression.NAME, content, at, true, Structures.NONE);
        long decoded = quiet.number(4, "");
        if (decoded == 0) {
            out.structure(at, 4, "end mark");
            return new Block(at, at + 4, 0, 0, Sums.NONE);
        }
        long stored = quiet.number(4, "");
        if (decoded > LARGEST || stored == 0 || stored > decoded) {
            throw new FormatException(LzopCompression.NAME, at, "a block of " + decoded + " bytes in " + stored);
        }
        // a block that is stored as it is has one set of sums
        long flags = stored < decoded ? header.flags() : header.flags() & ~(ADLER_STORED | CRC_STORED);
        int present = Long.bitCount(flags & (ADLER_DECODED | CRC_DECODED | ADLER_STORED | CRC_STORED));
        out.structure(at, Math.min(8 + 4L * present, content.size() - at), "block header");
        var fields = new Fields(LzopCompression.NAME, content, at, true, out);
        fields.number(4, "decoded_size");
        fields.number(4, "stored_size");
        var sums = new Sums(sum(flags, ADLER_DECODED, fields, "decoded_adler32"),
                sum(flags, CRC_DECODED, fields, "decoded_crc32"), sum(flags, ADLER_STORED, fields, "stored_adler32"),
                sum(flags, CRC_STORED, fields, "stored_crc32"));
        if (stored > content.size() - fields.at()) {
            throw new FormatException(LzopCompression.NAME, at, "the content ends within a block");
        }
        return new Block(at, fields.at(), (int) decoded, (int) stored, sums);
    }

    private static long sum(long flags, int flag, Fields fields, String name) throws IOException {
        return (flags & flag) == 0 ? -1 : fields.number(4, name);
    }

    @Override
    void fill() throws IOException {
        var block = block(content, header, at, Structures.NONE);
        if (block.decoded == 0) {
            at = block.data;
            ended = true;
            return;
        }
        in = room(in, block.stored);
        content.read(block.data, in, 0, block.stored);
        check(block, block.sums.storedAdler, new Adler32(), in, block.stored);
        check(block, block.sums.storedCrc, new CRC32(), in, block.stored);
        if (block.stored == block.decoded) {
            out = room(out, block.decoded);
            System.arraycopy(in, 0, out, 0, block.stored);
        } else {
            decode(block);
        }
        check(block, block.sums.decodedAdler, new Adler32(), out, block.decoded);
        check(block, block.sums.decodedCrc, new CRC32(), out, block.decoded);
        next = 0;
        filled = block.decoded;
        at = block.end();
    }

    private void decode(Block block) throws IOException {
        // a run of 255 needs a byte, so what claims more is refused before its memory is taken
        if (block.decoded > 256L * block.stored + 256) {
            throw broken(block, "a block of " + block.decoded + " bytes in " + block.stored);
        }
        out = room(out, block.decoded);
        try {
            int count = Codec.LZO.decode(in, 0, block.stored, out, 0, block.decoded);
            if (count != block.decoded) {
                throw broken(block, "a block decodes to " + count + " bytes, its header states " + block.decoded);
            }
        } catch (CodecException e) {
            throw new FormatException(LzopCompression.NAME, block.header, "a block of the file at " + start
                    + " is damaged (" + e.getMessage() + ")", e);
        }
    }

    private static byte[] room(byte[] buffer, int length) {
        return buffer.length < length ? new byte[length] : buffer;
    }

    private void check(Block block, long stated, Checksum sum, byte[] bytes, int length) throws FormatException {
        if (stated >= 0) {
            sum.update(bytes, 0, length);
            if (sum.getValue() != stated) {
                throw broken(block, "the checksum of a block is " + Long.toHexString(sum.getValue()) + ", stated is "
                        + Long.toHexString(stated));
            }
        }
    }

    private FormatException broken(Block block, String rule) {
        return new FormatException(LzopCompression.NAME, block.header, rule + " (file at " + start + ")");
    }

    @Override
    public long end() {
        return at;
    }

    @Override
    public long memory() {
        return (long) in.length + out.length;
    }
}
