package org.selfsame.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Zstandard frames, skippable ones among them. Source: RFC 8878.
final class ZstdCompression implements Compression {
    static final String NAME = "zstd";
    /// The largest window that is decoded: what libzstd's own tool takes without being told to.
    private static final int MOST_WINDOW_LOG = 27;
    private static final long MAGIC = 0xfd2fb528L;
    private static final long SKIPPABLE = 0x184d2a50L;
    private static final int[] DICTIONARY_SIZES = {0, 1, 2, 4};
    private static final int LARGEST_BLOCK = 1 << 17;

    /// What the header of a frame states.
    ///
    /// @param size bytes that it decodes to, or -1 where the header does not tell
    private record Header(long end, boolean checksum, long window, long size) {}

    @Override
    public String name() {
        return NAME;
    }

    /// A skippable frame alone says nothing about the format, so a frame has to follow it.
    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        long at = offset;
        // one tool writes one skippable frame, or one for each file that it packs
        for (int skipped = 0; skipped < 16 && stored.size() - at >= 8; skipped++) {
            var fields = new Fields(NAME, stored, at, false, Structures.NONE);
            long magic = fields.number(4, "");
            if (!isSkippable(magic)) {
                return magic == MAGIC;
            }
            long length = fields.number(4, "");
            if (length > stored.size() - fields.at()) {
                return false;
            }
            at = fields.at() + length;
            if (offset > 0 && at == stored.size()) {
                // the last frame, such as the seek table of the seekable format
                return true;
            }
        }
        return false;
    }

    private static boolean isSkippable(long magic) {
        return (magic & 0xfffffff0L) == SKIPPABLE;
    }

    @Override
    public @Nullable Member walk(Content stored, long offset) throws IOException {
        var fields = new Fields(NAME, stored, offset, false, Structures.NONE);
        if (isSkippable(fields.peek(4))) {
            return skippable(stored, offset, Structures.NONE);
        }
        var header = frameHeader(stored, offset, Structures.NONE);
        return header.size < 0 ? null : new Member(offset, end(stored, header), header.size);
    }

    private static Member skippable(Content stored, long offset, Structures out) throws IOException {
        out.structure(offset, 8, "skippable frame header");
        var fields = new Fields(NAME, stored, offset, false, out);
        fields.number(4, "magic");
        long length = fields.number(4, "skippable_size");
        if (length > stored.size() - fields.at()) {
            throw new FormatException(NAME, offset, "a skippable frame of " + length + " bytes, of which "
                    + (stored.size() - fields.at()) + " are there");
        }
        if (length > 0) {
            out.structure(fields.at(), length, "skippable frame");
        }
        return new Member(offset, fields.at() + length, 0);
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        var fields = new Fields(NAME, stored, offset, false, Structures.NONE);
        return isSkippable(fields.peek(4))
                ? skippable(stored, offset, out).end()
                : frameHeader(stored, offset, out).end;
    }

    private static Header frameHeader(Content stored, long offset, Structures out) throws IOException {
        var length = headerLength(stored, offset);
        out.structure(offset, length, "frame header");
        var fields = new Fields(NAME, stored, offset, false, out);
        fields.number(4, "magic");
        int descriptor = (int) fields.number(1, "descriptor");
        boolean single = (descriptor & 0x20) != 0;
        if ((descriptor & 8) != 0) {
            throw new FormatException(NAME, offset + 4, "the reserved bit of the frame header is set");
        }
        long window = -1;
        if (!single) {
            int code = (int) fields.number(1, "window");
            long base = 1L << 10 + (code >> 3);
            window = base + (base >> 3) * (code & 7);
        }
        int dictionary = DICTIONARY_SIZES[descriptor & 3];
        if (dictionary > 0) {
            out.fact("zstd.dictionary", Long.toString(fields.number(dictionary, "dictionary")));
        }
        int sizeLength = sizeLength(descriptor);
        long size = sizeLength == 0 ? -1 : fields.number(sizeLength, "size") + (sizeLength == 2 ? 256 : 0);
        if (sizeLength > 0 && size < 0) {
            throw new FormatException(NAME, offset, "a frame of more than 2^63 bytes");
        }
        window = single ? size : window;
        boolean checksum = (descriptor & 4) != 0;
        out.fact("zstd.window", Long.toString(window));
        out.fact("zstd.size", size < 0 ? "unknown" : Long.toString(size));
        out.fact("zstd.checksum", checksum ? "yes" : "no");
        return new Header(fields.at(), checksum, window, size);
    }

    private static int headerLength(Content stored, long offset) throws IOException {
        var fields = new Fields(NAME, stored, offset, false, Structures.NONE);
        if (fields.number(4, "") != MAGIC) {
            throw new FormatException(NAME, offset, "no Zstandard frame begins here");
        }
        int descriptor = (int) fields.number(1, "");
        return 5 + ((descriptor & 0x20) != 0 ? 0 : 1) + DICTIONARY_SIZES[descriptor & 3] + sizeLength(descriptor);
    }

    private static int sizeLength(int descriptor) {
        int flag = descriptor >> 6;
        return flag == 0 ? descriptor >> 5 & 1 : 1 << flag;
    }

    /// Passes the blocks of a frame.
    private static long end(Content stored, Header header) throws IOException {
        long at = header.end;
        boolean last = false;
        while (!last) {
            int block = (int) new Fields(NAME, stored, at, false, Structures.NONE).number(3, "");
            last = (block & 1) != 0;
            int type = block >> 1 & 3;
            int size = block >> 3;
            if (type == 3 || size > LARGEST_BLOCK) {
                throw new FormatException(NAME, at, "a block of type " + type + " and " + size + " bytes");
            }
            at += 3 + (type == 1 ? 1 : size);
            if (at > stored.size()) {
                throw new FormatException(NAME, stored.size(), "the content ends within a block");
            }
        }
        at += header.checksum ? 4 : 0;
        if (at > stored.size()) {
            throw new FormatException(NAME, stored.size(), "the content ends within the checksum of a frame");
        }
        return at;
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        var header = frameHeader(stored, offset, Structures.NONE);
        long end = end(stored, header);
        if (header.window > 1L << MOST_WINDOW_LOG) {
            throw new FormatException(NAME, offset, "a window of " + header.window + " bytes; at most "
                    + (1L << MOST_WINDOW_LOG) + " are decoded");
        }
        return new LibraryDecoder(NAME, offset, new StoredInput(stored, offset, end), header.window + LARGEST_BLOCK,
                input -> ZstdDecoders.stream(input, MOST_WINDOW_LOG));
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        long at = header(stored, member.offset(), out);
        if (at == member.end()) {
            return;
        }
        long trailer = member.end() - (frameHeader(stored, member.offset(), Structures.NONE).checksum ? 4 : 0);
        out.data(at, trailer - at);
        if (trailer < member.end()) {
            out.structure(trailer, 4, "frame checksum");
            out.field(trailer, 4, "zstd.checksum");
        }
    }
}
