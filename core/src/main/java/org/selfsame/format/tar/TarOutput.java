package org.selfsame.format.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.format.tar.TarOptions.Owners;
import org.selfsame.format.tar.TarOptions.Variant;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.FileBytes;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Text;

/// A tar archive that is written member after member, in the order of the calls. [TarWriter] writes whole trees.
/// Sources: the GNU tar manual, "Basic Tar Format"; POSIX.1-2017, pax; what GNU tar 1.34 leaves to choice is as it does it.
public final class TarOutput {
    private static final int BLOCK = TarHeader.SIZE;
    private static final int NAME = 100;
    private static final byte[] LONG_LINK = "././@LongLink".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROOT = "root".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final TarOptions options;
    private final Task.Meter meter;
    private long written;

    /// An archive that is written to `out`, which is not closed; its files' bytes are counted in `meter`.
    public TarOutput(OutputStream out, TarOptions options, Task.Meter meter) {
        this.out = out;
        this.options = options;
        this.meter = meter;
    }

    /// Adds a member; one whose file was added before under another name becomes a link to that.
    ///
    /// @throws NotStorableException if it is a socket
    /// @throws IOException if a file cannot be read or is not as long as it says, or the archive cannot be written
    public void add(Member member) throws IOException {
        addHeader(member);
        if (first(member) == null && member.entry() instanceof Entry.File file) {
            FileBytes.write(file, file.size(), out, meter);
            written += file.size();
            pad(BLOCK);
        }
    }

    /// Adds what comes before the bytes of a member: its header, behind what that has no room for.
    ///
    /// @throws NotStorableException if it is a socket
    /// @throws IOException if the archive cannot be written
    public void addHeader(Member member) throws IOException {
        checkStorable(member);
        var entry = member.entry();
        var first = first(member);
        var header = new Header(path(member.path(), entry instanceof Entry.Directory));
        header.mode = member.permissions();
        if (options.owners() == Owners.KEEP) {
            header.user = member.owner().user();
            header.group = member.owner().group();
        }
        header.time = options.times().of(entry.metadata());
        if (first != null) {
            header.type = '1';
            header.link = path(first, false);
        } else {
            header.describe(entry);
        }
        write(header, first == null ? entry : null);
    }

    /// The member that this one is a link to, or null. GNU tar stores links to files and to symbolic links; devices and
    /// pipes are stored again.
    private static @Nullable Name first(Member member) {
        return member.entry() instanceof Entry.File || member.entry() instanceof Entry.Symlink ? member.first() : null;
    }

    /// Ends the archive with two blocks of zeros, and fills up the last record.
    ///
    /// @throws IOException if the archive cannot be written
    public void finish() throws IOException {
        out.write(new byte[2 * BLOCK]);
        written += 2 * BLOCK;
        pad(options.recordBytes());
    }

    /// @throws NotStorableException if there is no type for it
    static void checkStorable(Member member) throws NotStorableException {
        if (member.entry() instanceof Entry.Socket) {
            throw new NotStorableException("tar", Text.printable(member.path()), "it is a socket");
        }
    }

    private byte[] path(Name path, boolean directory) {
        var bytes = new ByteArrayOutputStream(path.length() + 3);
        if (options.dotted()) {
            bytes.writeBytes(new byte[]{'.', '/'});
        }
        bytes.writeBytes(path.bytes());
        if (directory && path.length() > 0) {
            bytes.write('/');
        }
        return bytes.toByteArray();
    }

    private void write(Header header, @Nullable Entry entry) throws IOException {
        if (options.variant() == Variant.GNU) {
            if (header.link.length > NAME) {
                extension('K', header.link);
            }
            if (header.path.length > NAME) {
                extension('L', header.path);
            }
        } else {
            var records = records(header, entry);
            if (records.length > 0) {
                var extended = new Header(extendedName(header.path));
                extended.type = 'x';
                extended.extension = true;
                extended.size = records.length;
                extended.time = options.times().rule() == EntryTimes.Rule.KEEP ? header.time : options.times().time();
                block(extended);
                data(records);
            }
        }
        block(header);
    }

    /// A name or link target of more than 100 bytes, ended by a zero, in a member of its own.
    private void extension(char type, byte[] name) throws IOException {
        var header = new Header(LONG_LINK);
        header.type = type;
        header.extension = true;
        header.size = name.length + 1L;
        header.time = Instant.EPOCH;
        block(header);
        data(Arrays.copyOf(name, name.length + 1));
    }

    /// `DIR/PaxHeaders/NAME`
    private static byte[] extendedName(byte[] path) {
        int end = path.length;
        while (end > 1 && path[end - 1] == '/') {
            end--;
        }
        int slash = end - 1;
        while (slash >= 0 && path[slash] != '/') {
            slash--;
        }
        var name = new ByteArrayOutputStream();
        if (slash < 0) {
            name.write('.');
        } else {
            name.write(path, 0, slash);
        }
        name.writeBytes("/PaxHeaders/".getBytes(StandardCharsets.US_ASCII));
        name.write(path, slash + 1, end - slash - 1);
        return name.toByteArray();
    }

    /// The records of an extended header for what the header itself has no place for, in GNU tar's order.
    private byte[] records(Header header, @Nullable Entry entry) {
        var out = new ByteArrayOutputStream();
        if (header.link.length > NAME) {
            record(out, "linkpath", header.link);
        }
        if (header.path.length > NAME || !isAscii(header.path)) {
            record(out, "path", header.path);
        }
        number(out, "uid", header.user, 7);
        number(out, "gid", header.group, 7);
        number(out, "size", header.size, 11);
        long seconds = header.time.getEpochSecond();
        if (header.time.getNano() != 0 || !TarField.isOctal(seconds, 11)) {
            record(out, "mtime", decimal(header.time));
        }
        number(out, "SCHILY.devmajor", header.major, 7);
        number(out, "SCHILY.devminor", header.minor, 7);
        if (entry != null && options.xattrs()) {
            entry.metadata().xattrs().forEach((name, value) -> record(out, "SCHILY.xattr." + name, value));
        }
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, String keyword, long value, int digits) {
        if (!TarField.isOctal(value, digits)) {
            record(out, keyword, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// The length in a record counts its own digits.
    private static void record(ByteArrayOutputStream out, String keyword, byte[] value) {
        var key = (" " + keyword + "=").getBytes(StandardCharsets.UTF_8);
        int rest = key.length + value.length + 1;
        int length = rest + Integer.toString(rest).length();
        if (Integer.toString(length).length() != Integer.toString(rest).length()) {
            length++;
        }
        out.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(key);
        out.writeBytes(value);
        out.write('\n');
    }

    private static byte[] decimal(Instant time) {
        var value = BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
        var text = time.getNano() == 0 ? value.toBigInteger().toString() : value.stripTrailingZeros().toPlainString();
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private void block(Header header) throws IOException {
        var block = new byte[BLOCK];
        boolean gnu = options.variant() == Variant.GNU;
        text(block, 0, NAME, header.path);
        TarField.octal(block, 100, 8, header.mode, gnu);
        TarField.octal(block, 108, 8, header.user, gnu);
        TarField.octal(block, 116, 8, header.group, gnu);
        TarField.octal(block, 124, 12, header.size, gnu);
        TarField.octal(block, 136, 12, header.time.getEpochSecond(), gnu);
        block[156] = (byte) header.type;
        text(block, 157, NAME, header.link);
        text(block, 257, 8, (gnu ? "ustar  " : "ustar\000000").getBytes(StandardCharsets.US_ASCII));
        if (options.owners() == Owners.NAMED_ROOT) {
            text(block, 265, 32, ROOT);
            text(block, 297, 32, ROOT);
        }
        boolean device = header.type == '3' || header.type == '4';
        if (device || !gnu && !header.extension) {
            TarField.octal(block, 329, 8, header.major, gnu);
            TarField.octal(block, 337, 8, header.minor, gnu);
        }
        checksum(block);
        out.write(block);
        written += BLOCK;
    }

    private static void text(byte[] block, int at, int length, byte[] text) {
        System.arraycopy(text, 0, block, at, Math.min(length, text.length));
    }

    /// Six digits, a zero and a space; the field counts as spaces.
    private static void checksum(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        TarField.octal(block, 148, 7, sum, false);
    }

    private void data(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
        pad(BLOCK);
    }

    private void pad(int unit) throws IOException {
        int padding = (int) ((unit - written % unit) % unit);
        out.write(new byte[padding]);
        written += padding;
    }

    /// What a header block states.
    private static final class Header {
        final byte[] path;
        byte[] link = {};
        long mode = 0644;
        long user;
        long group;
        long size;
        Instant time = Instant.EPOCH;
        char type = '0';
        long major;
        long minor;
        /// Whether it belongs to the next header, and is no member.
        boolean extension;

        Header(byte[] path) {
            this.path = path;
        }

        void describe(Entry entry) {
            switch (entry) {
                case Entry.Directory _ -> type = '5';
                case Entry.File file -> size = file.size();
                case Entry.Symlink symlink -> {
                    type = '2';
                    link = symlink.target().bytes();
                }
                case Entry.Device device -> {
                    type = device.block() ? '4' : '3';
                    major = device.major();
                    minor = device.minor();
                }
                case Entry.Fifo _ -> type = '6';
                case Entry.Socket _ -> throw new IllegalArgumentException("a socket");
            }
        }
    }
}
