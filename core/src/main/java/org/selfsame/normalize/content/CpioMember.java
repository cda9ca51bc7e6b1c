package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.normalize.Work;

/// A member of a cpio archive in the format newc: its header and name as they lie there, and its data. Source: the Linux
/// kernel's Documentation/driver-api/early-userspace/buffer-format.rst.
///
/// @param index in the archive
/// @param head header and name, with the zero bytes that fill them up
/// @param data what follows
@SuppressWarnings("ArrayRecordComponent")
record CpioMember(int index, byte[] head, Content data) {
    static final int HEADER = 110;
    static final String TRAILER = "TRAILER!!!";
    private static final int LONGEST_NAME = 1 << 16;
    private static final int MODE_TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;

    /// The fields behind the magic number, eight hexadecimal digits each.
    enum Field {
        INO(6), MODE(14), UID(22), GID(30), NLINK(38), MTIME(46), FILESIZE(54), DEVMAJOR(62), DEVMINOR(70), RDEVMAJOR(
                78),
        RDEVMINOR(86), NAMESIZE(94), CHECK(102);

        private final int at;

        Field(int at) {
            this.at = at;
        }
    }

    /// The members up to the trailer, which is the last of them.
    ///
    /// @throws FormatException if there is no trailer, or a header is broken
    /// @throws IOException if the content cannot be read
    static List<CpioMember> read(Content content, Work work) throws IOException {
        var members = new ArrayList<CpioMember>();
        long memory = 0;
        for (long at = 0;;) {
            work.task().checkCancelled();
            var header = content.bytes(at, HEADER);
            var text = Bytes.latin(header);
            if (!text.matches("07070[12][0-9A-Fa-f]{104}")) {
                throw new FormatException("cpio", at, "no header in the format newc");
            }
            long name = Long.parseLong(text.substring(94, 102), 16);
            long size = Long.parseLong(text.substring(54, 62), 16);
            if (name < 1 || name > LONGEST_NAME) {
                throw new FormatException("cpio", at, "a name of " + name + " bytes");
            }
            int head = (int) align(HEADER + name);
            memory += head + 128;
            if (memory > work.limits().tableBytes()) {
                throw new FormatException("cpio", at, "more than " + members.size() + " members are not read");
            }
            var member = new CpioMember(members.size(), content.bytes(at, head), content.slice(at + head, size));
            members.add(member);
            if (member.name().equals(TRAILER)) {
                return List.copyOf(members);
            }
            at += head + align(size);
        }
    }

    static long align(long length) {
        return (length + 3) / 4 * 4;
    }

    /// The name, a character a byte.
    String name() {
        int end = HEADER;
        while (end < head.length && head[end] != 0) {
            end++;
        }
        return Bytes.latin(Arrays.copyOfRange(head, HEADER, end));
    }

    /// The name without what leads nowhere, for the order: `.` is the first of all.
    String path() {
        var name = name();
        return name.equals(".") ? "" : name.startsWith("./") ? name.substring(2) : name;
    }

    long get(Field field) {
        return HexFormat.fromHexDigitsToLong(Bytes.latin(head), field.at, field.at + 8);
    }

    /// Sets a field, in the case of the digits that GNU cpio writes.
    void set(Field field, long value) {
        var digits = HexFormat.of().withUpperCase().toHexDigits(value, 8);
        System.arraycopy(Bytes.latin(digits), 0, head, field.at, 8);
    }

    boolean isDirectory() {
        return (get(Field.MODE) & MODE_TYPE) == DIRECTORY;
    }

    boolean isFile() {
        return (get(Field.MODE) & MODE_TYPE) == FILE;
    }

    /// Whether there are other names of the same file, and which file that is.
    boolean isLinked() {
        return isFile() && get(Field.NLINK) > 1;
    }

    /// What two names of one file have in common.
    List<Long> identity() {
        return List.of(get(Field.INO), get(Field.DEVMAJOR), get(Field.DEVMINOR));
    }

    CpioMember withData(Content other) {
        return new CpioMember(index, head, other);
    }
}
