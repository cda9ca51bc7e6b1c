package org.selfsame.codec;

import java.io.IOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// bzip2 files, decoded by Commons Compress, which reads a stream byte by byte and so stops at its end.
///
/// Source: the file format as bzip2 1.0.8 reads it.
final class Bzip2Compression implements Compression {
    static final String NAME = "bzip2";
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int HEADER = 4;
    /// The pointers (4 bytes) and bytes of a block of level 9.
    private static final long MEMORY = 5 * 900_000L;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        if (stored.size() - offset < HEADER + 10) {
            return false;
        }
        var bytes = stored.bytes(offset, HEADER + 6);
        if (bytes[0] != 'B' || bytes[1] != 'Z' || bytes[2] != 'h' || bytes[3] < '1' || bytes[3] > '9') {
            return false;
        }
        long magic = 0;
        for (int i = 0; i < 6; i++) {
            magic = magic << 8 | bytes[HEADER + i] & 0xff;
        }
        return magic == BLOCK || magic == END;
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        return new LibraryDecoder(NAME, offset, new StoredInput(stored, offset, stored.size()), MEMORY,
                input -> new BZip2CompressorInputStream(input, false));
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        if (!begins(stored, offset)) {
            throw new FormatException(NAME, offset, "no bzip2 stream begins here");
        }
        out.structure(offset, HEADER, "stream header");
        var fields = new Fields(NAME, stored, offset, true, out);
        fields.number(3, "magic");
        out.fact("bzip2.level", Character.toString((char) fields.number(1, "level")));
        return fields.at();
    }

    /// The blocks and the end of a stream are not aligned to bytes: they are one range.
    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        long data = header(stored, member.offset(), out);
        out.data(data, member.end() - data);
    }
}
