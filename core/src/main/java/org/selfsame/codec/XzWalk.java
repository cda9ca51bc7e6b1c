package org.selfsame.codec;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Walks one xz stream from its header to its footer without decoding: a block's filters end with LZMA2, whose chunks
/// say how long they are, stored and decoded. Not thread-safe.
///
/// Source: The .xz File Format 1.2.1; the LZMA2 chunk header as in the Linux kernel, lib/xz/xz_dec_lzma2.c.
final class XzWalk {
    private static final int FOOTER = 12;
    /// Sizes of the checks by their ids.
    private static final int[] CHECK_SIZES = {0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64};

    private final Content stored;
    private final Structures out;
    private final StoredInput input;
    private long decoded;

    private XzWalk(Content stored, long at, Structures out) {
        this.stored = stored;
        this.out = out;
        this.input = new StoredInput(stored, at, stored.size());
    }

    /// @throws FormatException if a structure is broken
    static Member of(Content stored, long offset, Structures out) throws IOException {
        long at = new XzCompression().header(stored, offset, out);
        return new XzWalk(stored, at, out).stream(offset);
    }

    static String checkName(int check) {
        return switch (check) {
            case 0 -> "none";
            case 1 -> "CRC32";
            case 4 -> "CRC64";
            case 10 -> "SHA-256";
            default -> Integer.toString(check);
        };
    }

    private Member stream(long offset) throws IOException {
        int check = stored.bytes(offset + 7, 1)[0];
        if (check < 0 || check >= CHECK_SIZES.length) {
            throw new FormatException(XzCompression.NAME, offset + 6, "unknown stream flags");
        }
        long blocks = 0;
        int first = next();
        while (first != 0) {
            block(first, CHECK_SIZES[check]);
            blocks++;
            first = next();
        }
        long index = input.offset() - 1;
        index(blocks);
        out.structure(index, input.offset() - index, "index");
        long footer = input.offset();
        if (stored.size() - footer < FOOTER) {
            throw broken("the content ends within the footer of the stream at " + offset);
        }
        out.structure(footer, FOOTER, "stream footer");
        var fields = new Fields(XzCompression.NAME, stored, footer, false, out);
        fields.number(4, "footer_crc32");
        fields.number(4, "backward_size");
        fields.number(2, "footer_flags");
        if (fields.number(2, "footer_magic") != 0x5a59) {
            throw new FormatException(XzCompression.NAME, footer, "no footer ends the stream at " + offset);
        }
        return new Member(offset, footer + FOOTER, decoded);
    }

    private void block(int sizeByte, int checkSize) throws IOException {
        long start = input.offset() - 1;
        int headerSize = (sizeByte + 1) * 4;
        out.structure(start, headerSize, "block header");
        skip(headerSize - 1L);
        long data = input.offset();
        long before = decoded;
        chunks();
        long end = input.offset();
        if (decoded - before < 0) {
            throw broken("a block of more than 2^63 bytes");
        }
        out.data(data, end - data);
        long padding = -(end - data) & 3;
        out.padding(end, padding, "block padding");
        skip(padding);
        if (checkSize > 0) {
            out.structure(end + padding, checkSize, "block check");
            out.field(end + padding, checkSize, "xz.check");
        }
        skip(checkSize);
    }

    /// Passes LZMA2 chunks to the end marker.
    private void chunks() throws IOException {
        int control = next();
        while (control != 0) {
            if (control >= 0x80) {
                decoded += ((control & 0x1f) << 16) + (next() << 8) + next() + 1;
                int length = (next() << 8) + next() + 1;
                skip(length + (control >= 0xc0 ? 1L : 0));
            } else if (control <= 2) {
                int length = (next() << 8) + next() + 1;
                decoded += length;
                skip(length);
            } else {
                throw broken("no LZMA2 chunk begins here");
            }
            control = next();
        }
    }

    private void index(long blocks) throws IOException {
        long start = input.offset() - 1;
        long count = number();
        if (count != blocks) {
            throw broken("the index lists " + count + " blocks, there are " + blocks);
        }
        for (long i = 0; i < 2 * count; i++) {
            number();
        }
        skip(-(input.offset() - start) & 3);
        skip(4);
    }

    /// A number in groups of 7 bits, the lowest first.
    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int group = next();
            value |= (long) (group & 0x7f) << shift;
            if (group < 0x80) {
                return value;
            }
        }
        throw broken("a number of more than 63 bits");
    }

    private int next() throws IOException {
        int value = input.read();
        if (value < 0) {
            throw broken("the content ends within a stream");
        }
        return value;
    }

    private void skip(long count) throws FormatException {
        if (count > stored.size() - input.offset()) {
            throw broken("the content ends within a stream");
        }
        input.goTo(input.offset() + count);
    }

    private FormatException broken(String rule) {
        return new FormatException(XzCompression.NAME, input.offset(), rule);
    }
}
