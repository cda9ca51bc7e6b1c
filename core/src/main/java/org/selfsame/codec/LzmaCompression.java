package org.selfsame.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.tukaani.xz.LZMAInputStream;

/// LZMA-alone files: 13 bytes of header, then raw LZMA. They have no magic number, so only headers are recognized that
/// encoders write. Source: The .lzma File Format, in XZ Utils.
final class LzmaCompression implements Compression {
    static final String NAME = "lzma";
    private static final int HEADER = 13;
    private static final int MOST_PROPERTIES = 9 * 5 * 5;
    /// As liblzma: no file of 256 GiB was ever made in this format.
    private static final long MOST_SIZE = 1L << 38;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        // the range coder's first byte is 0, and it is at least 5 bytes long
        if (stored.size() - offset < HEADER + 5) {
            return false;
        }
        var bytes = stored.bytes(offset, HEADER + 1);
        int properties = LittleEndian.u8(bytes, 0);
        // lc + lp of more than 4 is for the first LZMA SDK alone; pb has no such bound
        if (properties >= MOST_PROPERTIES || properties % 9 + properties / 9 % 5 > 4 || bytes[HEADER] != 0) {
            return false;
        }
        long dictionary = LittleEndian.u32(bytes, 1);
        long size = LittleEndian.i64(bytes, 5);
        return isUsual(dictionary) && (size == -1 || size >= 0 && size < MOST_SIZE);
    }

    /// Whether it is 2^n or 2^n + 2^(n-1), and at least 4 KiB, or the largest number.
    private static boolean isUsual(long dictionary) {
        long rest = dictionary ^ Long.highestOneBit(dictionary);
        return dictionary == 0xffffffffL
                || dictionary >= 4096 && (rest == 0 || rest == Long.highestOneBit(dictionary) >> 1);
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        var header = header(stored, offset, Structures.NONE);
        long dictionary = LittleEndian.u32(stored.bytes(offset, (int) (header - offset)), 1);
        return new LibraryDecoder(NAME, offset, new StoredInput(stored, offset, stored.size()), dictionary,
                input -> new LZMAInputStream(input, XzCompression.MEMORY_KIB));
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        if (!begins(stored, offset)) {
            throw new FormatException(NAME, offset, "no LZMA-alone header");
        }
        out.structure(offset, HEADER, "header");
        var fields = new Fields(NAME, stored, offset, false, out);
        int properties = (int) fields.number(1, "properties");
        out.fact("lzma.lc", Integer.toString(properties % 9));
        out.fact("lzma.lp", Integer.toString(properties / 9 % 5));
        out.fact("lzma.pb", Integer.toString(properties / 45));
        out.fact("lzma.dictionary_size", Long.toString(fields.number(4, "dictionary_size")));
        long size = fields.number(8, "size");
        out.fact("lzma.size", size == -1 ? "unknown" : Long.toString(size));
        return fields.at();
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        long data = header(stored, member.offset(), out);
        out.data(data, member.end() - data);
    }
}
