package org.selfsame.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Files of lzop. Source: the header and blocks as lzop 1.04 writes and reads them.
final class LzopCompression implements Compression {
    static final String NAME = "lzop";
    private static final byte[] MAGIC = {(byte) 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1a, '\n'};
    private static final int FIRST_WITH_LEVEL = 0x0940;
    private static final int EXTRA = 0x40;
    private static final int FILTER = 0x800;
    private static final int HEADER_CRC = 0x1000;
    /// An extra field; lzop itself writes none.
    private static final int LONGEST_EXTRA = 1 << 16;

    /// What the header states that the blocks depend on.
    record Header(long data, long flags) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) throws IOException {
        return stored.size() - offset >= 38 && Arrays.equals(stored.bytes(offset, MAGIC.length), MAGIC);
    }

    @Override
    public Member walk(Content stored, long offset) throws IOException {
        return LzopBlocks.walk(stored, offset, readHeader(stored, offset, Structures.NONE), Structures.NONE);
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        return new LzopBlocks(stored, offset, readHeader(stored, offset, Structures.NONE));
    }

    @Override
    public long header(Content stored, long offset, Structures out) throws IOException {
        return report(stored, offset, out).data;
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        LzopBlocks.walk(stored, member.offset(), report(stored, member.offset(), out), out);
    }

    /// Reads the header twice: the structure is reported before its fields.
    private Header report(Content stored, long offset, Structures out) throws IOException {
        out.structure(offset, readHeader(stored, offset, Structures.NONE).data - offset, "header");
        return readHeader(stored, offset, out);
    }

    private Header readHeader(Content stored, long offset, Structures out) throws IOException {
        if (!begins(stored, offset)) {
            throw new FormatException(NAME, offset, "no lzop file begins here");
        }
        var fields = new Fields(NAME, stored, offset, true, out);
        fields.bytes(MAGIC.length, "magic");
        long summed = fields.at();
        long version = fields.number(2, "version");
        out.fact("lzop.version", String.format(Locale.ROOT, "0x%04x", version));
        out.fact("lzop.library_version",
                String.format(Locale.ROOT, "0x%04x", fields.number(2, "library_version")));
        boolean level = version >= FIRST_WITH_LEVEL;
        if (level) {
            fields.number(2, "version_needed");
        }
        int method = (int) fields.number(1, "method");
        if (method < 1 || method > 3) {
            throw new FormatException(NAME, fields.at() - 1, "unknown method " + method + "; LZO1X is 1 to 3");
        }
        out.fact("lzop.method", Integer.toString(method));
        if (level) {
            out.fact("lzop.level", Long.toString(fields.number(1, "level")));
        }
        long flags = fields.number(4, "flags");
        out.fact("lzop.flags", String.format(Locale.ROOT, "0x%08x", flags));
        if ((flags & FILTER) != 0) {
            throw new FormatException(NAME, fields.at() - 4, "filters are not read");
        }
        fields.number(4, "mode");
        long time = fields.number(4, "mtime") | (level ? fields.number(4, "mtime_high") << 32 : 0);
        modified(time, out);
        int nameLength = (int) fields.number(1, "name_length");
        var name = new String(fields.bytes(nameLength, "name"), StandardCharsets.UTF_8);
        if (nameLength > 0) {
            out.fact("lzop.name", name);
        }
        checksum(stored, summed, fields, flags);
        if ((flags & EXTRA) != 0) {
            long extra = fields.number(4, "extra_length");
            if (extra > LONGEST_EXTRA) {
                throw new FormatException(NAME, fields.at() - 4, "an extra field of " + extra + " bytes");
            }
            fields.bytes((int) extra, "extra");
            fields.number(4, "extra_checksum");
        }
        return new Header(fields.at(), flags);
    }

    private static void modified(long time, Structures out) {
        // an honest clock shows fewer than 12 digits; more is no time, but no reason to give up either
        if (time != 0 && time > 0 && time < 1L << 40) {
            var instant = Instant.ofEpochSecond(time);
            out.fact("lzop.mtime", instant.toString());
            out.modified(instant);
        } else {
            out.fact("lzop.mtime", Long.toString(time));
        }
    }

    private static void checksum(Content stored, long from, Fields fields, long flags) throws IOException {
        var bytes = stored.bytes(from, (int) (fields.at() - from));
        var sum = (flags & HEADER_CRC) != 0 ? new CRC32() : new Adler32();
        sum.update(bytes);
        if (fields.number(4, "header_checksum") != sum.getValue()) {
            throw new FormatException(NAME, fields.at() - 4, "the checksum of the header is wrong");
        }
    }
}
