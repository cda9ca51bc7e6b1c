package org.selfsame.codec;

import java.io.IOException;
import org.apache.commons.codec.digest.XXHash32;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Decodes the blocks of one LZ4 frame. A block may refer to the 64 KiB before it, if the frame says so.
final class Lz4Blocks extends BlockByBlock {
    private static final int WINDOW = 1 << 16;
    private static final int STORED = 1 << 31;

    private final Content content;
    private final long start;
    private final Lz4Compression.Header header;
    private final byte[] in;
    private final XXHash32 hash = new XXHash32();
    private long at;
    private int history = WINDOW;
    private long produced;

    Lz4Blocks(Content content, long start, Lz4Compression.Header header) {
        this.content = content;
        this.start = start;
        this.header = header;
        this.at = header.data();
        // a small frame needs no large buffers
        this.in = new byte[(int) Math.min(header.largestStored(), content.size() - at)];
        long most = header.size() < 0 ? header.blockSize() : Math.min(header.size(), header.blockSize());
        // the window, then the block
        out = new byte[WINDOW + (int) Math.min(most, Math.max(0, content.size() - at) * 255)];
        next = WINDOW;
        filled = WINDOW;
    }

    /// One block as its header tells it.
    ///
    /// @param length stored bytes, 0 at the end of the frame
    private record Block(long data, int length, boolean compressed) {}

    private static Block block(Content content, Lz4Compression.Header header, long at) throws IOException {
        if (header.legacy() && content.size() - at < 4) {
            // whatever is there, it is no block: a legacy frame has no end mark
            return new Block(at, 0, false);
        }
        if (content.size() - at < 4) {
            throw new FormatException(Lz4Compression.NAME, at, "the content ends within a frame");
        }
        int word = LittleEndian.i32(content.bytes(at, 4), 0);
        int length = word & ~STORED;
        if (header.legacy()) {
            boolean none = word <= 0 || word > header.largestStored();
            return none ? new Block(at, 0, false) : checked(content, new Block(at + 4, word, true));
        }
        if (length > header.largestStored()) {
            throw new FormatException(Lz4Compression.NAME, at,
                    "a block of " + length + " bytes in a frame of blocks of "
                            + header.blockSize());
        }
        return checked(content, new Block(at + 4, length, word >= 0));
    }

    private static Block checked(Content content, Block block) throws FormatException {
        if (block.length > content.size() - block.data) {
            throw new FormatException(Lz4Compression.NAME, block.data - 4, "the content ends within a block");
        }
        return block;
    }

    /// Passes all blocks, and reports them.
    ///
    /// @return the first byte after the frame
    static long end(Content content, Lz4Compression.Header header, Structures out) throws IOException {
        long at = header.data();
        while (true) {
            var block = block(content, header, at);
            if (block.data > at) {
                out.structure(at, 4, block.length == 0 ? "end mark" : "block header");
            }
            if (block.length == 0) {
                at = block.data;
                break;
            }
            out.data(block.data, block.length);
            at = block.data + block.length;
            if (header.blockChecksums()) {
                at = checksum(content, at, "block_checksum", out);
            }
        }
        return header.contentChecksum() ? checksum(content, at, "content_checksum", out) : at;
    }

    private static long checksum(Content content, long at, String name, Structures out) throws IOException {
        out.structure(at, Math.min(4, content.size() - at), name.replace('_', ' '));
        new Fields(Lz4Compression.NAME, content, at, false, out).number(4, name);
        return at + 4;
    }

    @Override
    void fill() throws IOException {
        slide();
        var block = block(content, header, at);
        if (block.length == 0) {
            at = block.data;
            finish();
            return;
        }
        content.read(block.data, in, 0, block.length);
        if (header.blockChecksums()) {
            check("block", block.data + block.length, hash(in, 0, block.length));
        }
        int decoded = decode(block);
        if (header.contentChecksum()) {
            hash.update(out, next, decoded);
        }
        filled = next + decoded;
        produced += decoded;
        at = block.data + block.length + (header.blockChecksums() ? 4 : 0);
    }

    private int decode(Block block) throws IOException {
        int room = out.length - next;
        if (!block.compressed) {
            if (block.length > room) {
                throw broken(block.data, "a block that is larger than its frame allows");
            }
            System.arraycopy(in, 0, out, next, block.length);
            return block.length;
        }
        try {
            return Lz4Decoder.decode(in, 0, block.length, out, header.linked() ? history : next, next, room);
        } catch (CodecException e) {
            throw new FormatException(Lz4Compression.NAME, block.data, "a block of the frame at " + start
                    + " is damaged (" + e.getMessage() + ")", e);
        }
    }

    /// Keeps the window before the place of the next block.
    private void slide() {
        int keep = Math.min(WINDOW, filled - history);
        System.arraycopy(out, filled - keep, out, WINDOW - keep, keep);
        history = WINDOW - keep;
        next = WINDOW;
        filled = WINDOW;
    }

    private void finish() throws IOException {
        if (header.contentChecksum()) {
            check("frame", at, hash.getValue());
            at += 4;
        }
        if (header.size() >= 0 && produced != header.size()) {
            throw broken(start, "the frame decodes to " + produced + " bytes, its header states " + header.size());
        }
        ended = true;
    }

    private static long hash(byte[] bytes, int offset, int length) {
        var hash = new XXHash32();
        hash.update(bytes, offset, length);
        return hash.getValue();
    }

    private void check(String what, long place, long computed) throws IOException {
        long stated = new Fields(Lz4Compression.NAME, content, place, false, Structures.NONE).number(4, "");
        if (stated != computed) {
            throw broken(place, "the checksum of a " + what + " is " + Long.toHexString(computed) + ", stated is "
                    + Long.toHexString(stated));
        }
    }

    private FormatException broken(long place, String rule) {
        return new FormatException(Lz4Compression.NAME, place, rule + " (frame at " + start + ")");
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
