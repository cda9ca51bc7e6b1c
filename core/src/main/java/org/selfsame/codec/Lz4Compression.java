package org.selfsame.codec;

import java.io.IOException;
import org.apache.commons.codec.digest.XXHash32;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// LZ4 frames, legacy ones among them. Skippable frames end a stream: no tool writes them.
///
/// Source: LZ4 Frame Format 1.6.4, in the LZ4 project.
final class Lz4Compression implements Compression {
    static final String NAME = "lz4";
    static final int LEGACY_BLOCK = 8 << 20;
    private static final long MAGIC = 0x184d2204L;
    private static final long LEGACY = 0x184c2102L;

    /// What the header of a frame states.
    ///
    /// @param data where its blocks begin
    /// @param size bytes that it decodes to, or -1 where the header does not tell
    record Header(long data, boolean legacy, boolean linked, boolean blockChecksums, boolean contentChecksum,
            int blockSize, long size) {

        /// The most that a block takes stored. A legacy block has no flag for being stored as it is, so it may grow.
        int largestStored() {
            return legacy ? LEGACY_BLOCK + LEGACY_BLOCK / 255 + 16 : blockSize;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        if (stored.size() - offset < 8) {
            return false;
        }
        long magic = new Fields(NAME, stored, offset, false, Structures.NONE).peek(4);
        return magic == MAGIC || magic == LEGACY;
    }

    @Override
    public @Nullable Member walk(Content stored, long offset) throws IOException {
        var header = frameHeader(stored, offset, Structures.NONE);
        return header.size < 0
                ? null
                : new Member(offset, Lz4Blocks.end(stored, header, Structures.NONE), header.size);
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        return new Lz4Blocks(stored, offset, frameHeader(stored, offset, Structures.NONE));
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        return frameHeader(stored, offset, out).data;
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        Lz4Blocks.end(stored, frameHeader(stored, member.offset(), out), out);
    }

    private static Header frameHeader(Content stored, long offset, Structures out) throws IOException {
        var quiet = new Fields(NAME, stored, offset, false, Structures.NONE);
        long magic = quiet.number(4, "");
        if (magic == LEGACY) {
            out.structure(offset, 4, "legacy frame header");
            out.fact("lz4.legacy", "yes");
            out.field(offset, 4, "lz4.magic");
            return new Header(offset + 4, true, false, false, false, LEGACY_BLOCK, -1);
        }
        if (magic != MAGIC) {
            throw new FormatException(NAME, offset, "no LZ4 frame begins here");
        }
        int flags = (int) quiet.peek(1);
        boolean hasSize = (flags & 8) != 0;
        boolean dictionary = (flags & 1) != 0;
        int length = 7 + (hasSize ? 8 : 0) + (dictionary ? 4 : 0);
        out.structure(offset, length, "frame header");
        var fields = new Fields(NAME, stored, offset, false, out);
        fields.number(4, "magic");
        fields.number(1, "flags");
        int descriptor = (int) fields.number(1, "block_descriptor");
        int blockCode = descriptor >> 4;
        if (flags >> 6 != 1 || (flags & 2) != 0 || (descriptor & 0x8f) != 0 || blockCode < 4) {
            throw new FormatException(NAME, offset + 4, "unknown frame flags " + Integer.toHexString(flags) + " "
                    + Integer.toHexString(descriptor));
        }
        long size = hasSize ? fields.number(8, "size") : -1;
        if (hasSize && size < 0) {
            throw new FormatException(NAME, offset, "a frame of more than 2^63 bytes");
        }
        if (dictionary) {
            out.fact("lz4.dictionary", Long.toString(fields.number(4, "dictionary")));
        }
        headerChecksum(stored, offset + 4, fields);
        var header = new Header(fields.at(), false, (flags & 0x20) == 0, (flags & 0x10) != 0, (flags & 4) != 0,
                1 << 8 + 2 * blockCode, size);
        out.fact("lz4.block_size", Integer.toString(header.blockSize));
        out.fact("lz4.linked_blocks", header.linked ? "yes" : "no");
        out.fact("lz4.block_checksums", header.blockChecksums ? "yes" : "no");
        out.fact("lz4.content_checksum", header.contentChecksum ? "yes" : "no");
        out.fact("lz4.size", size < 0 ? "unknown" : Long.toString(size));
        return header;
    }

    private static void headerChecksum(Content stored, long from, Fields fields) throws IOException {
        var hash = new XXHash32();
        var bytes = stored.bytes(from, (int) (fields.at() - from));
        hash.update(bytes, 0, bytes.length);
        if (fields.number(1, "header_checksum") != (hash.getValue() >> 8 & 0xff)) {
            throw new FormatException(NAME, fields.at() - 1, "the checksum of the frame header is wrong");
        }
    }
}
