package org.selfsame.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// gzip files. Source: RFC 1952.
final class GzipCompression implements Compression {
    static final String NAME = "gzip";
    static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int FILE_NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    /// File names and comments end with a zero byte; the longest that is looked for.
    private static final int LONGEST_TEXT = 1 << 16;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        if (stored.size() - offset < 10) {
            return false;
        }
        var magic = stored.bytes(offset, 4);
        return LittleEndian.u16(magic, 0) == 0x8b1f && magic[2] == DEFLATE && (magic[3] & RESERVED) == 0;
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        return new GzipDecoder(stored, offset, header(stored, offset, Structures.NONE));
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        if (!begins(stored, offset)) {
            throw new FormatException(NAME, offset, "no gzip member begins here");
        }
        long length = length(stored, offset);
        out.structure(offset, length, "member header");
        var fields = new Fields(NAME, stored, offset, false, out);
        fields.number(2, "magic");
        fields.number(1, "method");
        int flags = (int) fields.number(1, "flags");
        long time = fields.number(4, "mtime");
        long extraFlags = fields.number(1, "extra_flags");
        long system = fields.number(1, "os");
        out.fact("gzip.flags", Integer.toString(flags));
        out.fact("gzip.mtime", time == 0 ? "none" : Instant.ofEpochSecond(time).toString());
        if (time != 0) {
            out.modified(Instant.ofEpochSecond(time));
        }
        out.fact("gzip.extra_flags", Long.toString(extraFlags));
        out.fact("gzip.os", Long.toString(system));
        if ((flags & EXTRA) != 0) {
            int extra = (int) fields.number(2, "extra_length");
            fields.bytes(extra, "extra");
            out.fact("gzip.extra_length", Integer.toString(extra));
        }
        if ((flags & FILE_NAME) != 0) {
            out.fact("gzip.name", text(stored, fields, "name"));
        }
        if ((flags & COMMENT) != 0) {
            out.fact("gzip.comment", text(stored, fields, "comment"));
        }
        if ((flags & HEADER_CRC) != 0) {
            headerCrc(stored, offset, fields, out);
        }
        return fields.at();
    }

    private static void headerCrc(Content stored, long offset, Fields fields, Structures out) throws IOException {
        var crc = new CRC32();
        crc.update(stored.bytes(offset, (int) (fields.at() - offset)));
        long at = fields.at();
        long stated = fields.number(2, "header_crc");
        if (stated != (crc.getValue() & 0xffff)) {
            out.anomaly("header_crc", at, "the CRC of the header is " + (crc.getValue() & 0xffff) + ", stated is "
                    + stated);
        }
    }

    /// The length of the header, found before its fields are reported.
    private static long length(Content stored, long offset) throws IOException {
        int flags = stored.bytes(offset + 3, 1)[0];
        var fields = new Fields(NAME, stored, offset + 10, false, Structures.NONE);
        if ((flags & EXTRA) != 0) {
            fields.bytes((int) fields.number(2, ""), "");
        }
        for (int flag : new int[]{FILE_NAME, COMMENT}) {
            if ((flags & flag) != 0) {
                fields.bytes(textLength(stored, fields.at()), "");
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            fields.number(2, "");
        }
        return fields.at() - offset;
    }

    private static String text(Content stored, Fields fields, String name) throws IOException {
        var bytes = fields.bytes(textLength(stored, fields.at()), name);
        // RFC 1952 says Latin-1
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
    }

    /// The length of the text at `at` with its zero byte.
    private static int textLength(Content stored, long at) throws IOException {
        var bytes = stored.bytes(at, (int) Math.min(LONGEST_TEXT, Math.max(0, stored.size() - at)));
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i + 1;
            }
        }
        throw new FormatException(NAME, at, "no zero byte ends the text within " + bytes.length + " bytes");
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        long data = header(stored, member.offset(), out);
        long trailer = member.end() - TRAILER;
        out.data(data, trailer - data);
        out.structure(trailer, TRAILER, "member trailer");
        var fields = new Fields(NAME, stored, trailer, false, out);
        fields.number(4, "crc32");
        fields.number(4, "size");
    }
}
