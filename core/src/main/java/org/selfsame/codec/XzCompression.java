package org.selfsame.codec;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.tukaani.xz.SeekableXZInputStream;

/// xz files, decoded by XZ for Java. A member is a stream; within it every block can be decoded alone.
///
/// Source: The .xz File Format 1.2.1.
final class XzCompression implements Compression {
    static final String NAME = "xz";
    /// In KiB, for dictionary and index: twice what `xz -9` needs.
    static final int MEMORY_KIB = 132 << 10;
    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int HEADER = 12;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        return stored.size() - offset >= 2 * HEADER
                && Arrays.equals(stored.bytes(offset, MAGIC.length), MAGIC);
    }

    @Override
    public Member walk(Content stored, long offset) throws IOException {
        return XzWalk.of(stored, offset, Structures.NONE);
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        long end = member == null ? walk(stored, offset).end() : member.end();
        return new XzDecoding(offset, end, new LibraryDecoder(NAME, offset, new StoredInput(stored, offset, end),
                MEMORY_KIB * 512L, input -> new SeekableXZInputStream(input, MEMORY_KIB)));
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        if (!begins(stored, offset)) {
            throw new FormatException(NAME, offset, "no xz stream begins here");
        }
        out.structure(offset, HEADER, "stream header");
        var fields = new Fields(NAME, stored, offset, false, out);
        fields.bytes(MAGIC.length, "magic");
        int flags = (int) fields.number(2, "flags");
        out.fact("xz.check", XzWalk.checkName(flags >> 8));
        fields.number(4, "flags_crc32");
        return fields.at();
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        XzWalk.of(stored, member.offset(), out);
    }

    @Override
    public int padding() {
        return 4;
    }

    /// A decoder whose end is known from the start, as it reads the index first.
    private record XzDecoding(long start, long end, LibraryDecoder decoder) implements Decoder {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return decoder.read(target, offset, length);
        }

        @Override
        public long skip(long count) throws IOException {
            return decoder.skip(count);
        }

        @Override
        public long memory() {
            return decoder.memory();
        }

        @Override
        public void close() {
            decoder.close();
        }
    }
}
