package org.selfsame.normalize.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.PathTree;

/// A member of a tar archive with the headers in front of it that belong to it. Source: POSIX.1-2017, pax, "ustar
/// Interchange Format" and "pax Header Block"; GNU tar's manual, "Basic Tar Format".
///
/// @param index in the archive
/// @param extensions headers in front of its own: long names, and what pax has
/// @param header its own
/// @param data of a file
@SuppressWarnings("ArrayRecordComponent")
record TarMember(int index, List<Extension> extensions, byte[] header, Content data) {
    private static final int BLOCK = 512;
    private static final int SIZE = 124;
    private static final int TIME = 136;
    private static final int SUM = 148;
    private static final int TYPE = 156;
    private static final int NUMBER = 12;
    /// Times of old GNU headers: access and change.
    private static final int GNU_TIMES = 345;
    private static final int LARGEST_EXTENSION = 1 << 20;
    private static final Pattern PROCESS = Pattern.compile("(PaxHeaders)\\.\\d+(?=/)");
    private static final Pattern TIMES = Pattern.compile("mtime|atime|ctime|LIBARCHIVE\\.creationtime");

    /// A header with a text.
    @SuppressWarnings("ArrayRecordComponent")
    record Extension(byte[] header, byte[] text) {
        char type() {
            return (char) header[TYPE];
        }
    }

    /// The members, and the first byte behind them.
    record Archive(List<TarMember> members, long end) {}

    /// Reads all headers.
    ///
    /// @throws FormatException if one is broken
    /// @throws LeftAloneException if there is a sparse file, or a global header larger than any other
    /// @throws IOException if the content cannot be read
    static Archive read(Content content, Work work) throws IOException {
        var members = new ArrayList<TarMember>();
        var extensions = new ArrayList<Extension>();
        long memory = 0;
        long at = 0;
        while (content.size() - at >= BLOCK) {
            work.task().checkCancelled();
            var header = content.bytes(at, BLOCK);
            if (isZero(header)) {
                break;
            }
            long size = number(header, SIZE, at);
            char type = (char) header[TYPE];
            if (number(header, SUM, at) != sum(header)) {
                throw new FormatException("tar", at + SUM, "the checksum is wrong");
            }
            if (type == 'S' || type == 'V' || type == 'M') {
                throw new LeftAloneException(Reason.UNSUPPORTED, "a member of type " + type);
            }
            boolean sized = type != '1' && type != '2' && type != '3' && type != '4' && type != '5' && type != '6';
            boolean extension = type == 'x' || type == 'L' || type == 'K';
            for (var text : extensions) {
                if (text.type() == 'x' && PaxText.has(text.text(), "size|GNU\\.sparse\\..*")) {
                    throw new LeftAloneException(Reason.UNSUPPORTED, "a sparse file, or one of more than 8 GiB");
                }
            }
            if (type == 'g' && size > LARGEST_EXTENSION) {
                throw new LeftAloneException(Reason.UNSUPPORTED, "a global header of " + size + " bytes");
            }
            memory += 2 * BLOCK + (extension ? size : 0);
            if (extension && size > LARGEST_EXTENSION || memory > 2 * work.limits().tableBytes()) {
                throw new FormatException("tar", at, "headers that take too much memory");
            }
            long length = sized ? size : 0;
            var data = content.slice(at + BLOCK, length);
            if (extension) {
                extensions.add(new Extension(header, data.bytes(0, (int) size)));
            } else {
                members.add(new TarMember(members.size(), List.copyOf(extensions), header, data));
                extensions.clear();
            }
            at += BLOCK + padded(length);
        }
        boolean cut = at < content.size() && content.size() - at < BLOCK;
        if (!extensions.isEmpty() || at > content.size() || cut) {
            throw new FormatException("tar", at, "the archive ends within a member");
        }
        return new Archive(List.copyOf(members), at);
    }

    private static long padded(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isFile() {
        return header[TYPE] == 0 || header[TYPE] == '0' || header[TYPE] == '7';
    }

    boolean isLink() {
        return header[TYPE] == '1';
    }

    boolean isGlobal() {
        return header[TYPE] == 'g';
    }

    /// The name as it counts, a character a byte.
    private String name() {
        var name = text(header, 0, 100);
        var prefix = text(header, 345, 155);
        if (text(header, 257, 6).equals("ustar") && header[263] == '0' && !prefix.isEmpty()) {
            name = prefix + "/" + name;
        }
        for (var extension : extensions) {
            if (extension.type() == 'L') {
                name = text(extension.text(), 0, extension.text().length);
            } else if (extension.type() == 'x') {
                name = PaxText.value(extension.text(), "path", name);
            }
        }
        return name;
    }

    String printableName() {
        return PathTree.printable(Bytes.latin(name()));
    }

    /// What sorts as the names in each directory do, a directory before what is in it.
    String order() {
        var name = name();
        int start = 0;
        int end = name.length();
        while (name.startsWith("./", start)) {
            start += 2;
            while (start < end && name.charAt(start) == '/') {
                start++;
            }
        }
        while (end > start && name.charAt(end - 1) == '/') {
            end--;
        }
        var order = name.substring(start, end).replace('/', '\0');
        return order.equals(".") ? "" : order;
    }

    /// Adds the member with this data.
    void write(Content content, Epoch epoch, SplicedContent.Builder out) throws IOException {
        for (var extension : extensions) {
            extension(extension, out);
        }
        var head = header.clone();
        long time = number(head, TIME, 0);
        put(head, TIME, Math.max(0, epoch.of(time)));
        if (text(head, 257, 8).startsWith("ustar  ")) {
            for (int at : new int[]{GNU_TIMES, GNU_TIMES + NUMBER}) {
                if (head[at] != 0) {
                    put(head, at, Math.max(0, epoch.of(number(head, at, 0))));
                }
            }
        }
        if (content.size() != data.size()) {
            put(head, SIZE, content.size());
        }
        // a global header has a text of its own
        if (isGlobal()) {
            extension(new Extension(head, content.bytes(0, (int) content.size())), out);
            return;
        }
        seal(head);
        out.add(head).add(content, 0, content.size()).add(new byte[(int) (padded(content.size()) - content.size())]);
    }

    private static void extension(Extension extension, SplicedContent.Builder out) {
        var head = extension.header().clone();
        var text = extension.text();
        if (extension.type() == 'x' || extension.type() == 'g') {
            text = PaxText.without(text, TIMES);
            var name = PROCESS.matcher(text(head, 0, 100)).replaceAll("$1");
            Arrays.fill(head, 0, 100, (byte) 0);
            System.arraycopy(Bytes.latin(name), 0, head, 0, name.length());
            if (text.length == 0) {
                return;
            }
            put(head, SIZE, text.length);
            put(head, TIME, 0);
        }
        seal(head);
        out.add(head).add(text).add(new byte[(int) (padded(text.length) - text.length)]);
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return Bytes.latin(Arrays.copyOfRange(bytes, at, end));
    }

    /// A number in octal, or as GNU has those that do not fit.
    private static long number(byte[] header, int at, long offset) throws FormatException {
        int length = at == SUM ? 8 : NUMBER;
        if (header[at] == (byte) 0x80) {
            long value = 0;
            for (int i = at + length - 8; i < at + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
            if (value >= 0) {
                return value;
            }
        }
        var text = text(header, at, length).strip();
        if (!text.matches("[0-7]{0,12}")) {
            throw new FormatException("tar", offset + at, "no number");
        }
        return text.isEmpty() ? 0 : Long.parseLong(text, 8);
    }

    private static void put(byte[] header, int at, long value) {
        if (header[at] == (byte) 0x80 || value >= 1L << 33) {
            Arrays.fill(header, at, at + NUMBER, (byte) 0);
            header[at] = (byte) 0x80;
            for (int i = 0; i < 8; i++) {
                header[at + NUMBER - 1 - i] = (byte) (value >> 8 * i);
            }
            return;
        }
        // keeps what ends the field: a zero byte, or a space as old versions have it
        var digits = String.format(Locale.ROOT, "%011o", value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, at, digits.length);
    }

    private static long sum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < SUM + 8 ? ' ' : header[i] & 0xff;
        }
        return sum;
    }

    private static void seal(byte[] header) {
        var digits = String.format(Locale.ROOT, "%06o\0 ", sum(header)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, SUM, digits.length);
    }
}
