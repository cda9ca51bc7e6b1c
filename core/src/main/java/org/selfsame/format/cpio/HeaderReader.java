package org.selfsame.format.cpio;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// Reads the header and the name of a member.
final class HeaderReader {
    /// Linux takes names up to 4,096 bytes; a few archives of other systems have longer ones.
    private static final int LONGEST_NAME = 1 << 16;

    private HeaderReader() {}

    /// The member at `offset`, without link target and digest.
    ///
    /// @throws FormatException if none begins there, or it is not whole
    /// @throws IOException if the content cannot be read
    static Member read(Content content, Variant variant, long offset) throws IOException {
        int length = variant.headerLength();
        need(content, offset, length);
        var bytes = content.bytes(offset, length);
        if (Variant.of(bytes) != variant) {
            throw broken(offset, "no " + variant.term() + " header begins here");
        }
        var header = header(variant, bytes, offset);
        need(content, offset + length, header.nameSize());
        var name = content.bytes(offset + length, header.nameSize());
        if (name.length == 0 || name[name.length - 1] != 0) {
            throw broken(offset + length, "no zero byte ends the name");
        }
        long data = variant.align(offset + length + header.nameSize());
        if (header.size() > content.size() - data) {
            throw broken(offset, "the member has " + header.size() + " bytes, of which "
                    + Math.max(0, content.size() - data) + " are there");
        }
        return new Member(header, offset, Name.of(Arrays.copyOf(name, end(name))), data, null, null, -1);
    }

    /// The index of the first zero byte: the kernel pads names with several.
    private static int end(byte[] name) {
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return end;
    }

    private static Member.Header header(Variant variant, byte[] bytes, long offset) throws FormatException {
        var values = new HashMap<String, Long>();
        int at = variant.magicLength();
        for (var field : variant.fields()) {
            long value = variant.value(bytes, at, field.length());
            if (value < 0) {
                throw broken(offset + at, "the field " + field.name() + " is no number");
            }
            values.put(field.name(), value);
            at += field.length();
        }
        long nameSize = value(values, "namesize");
        if (nameSize > LONGEST_NAME) {
            throw broken(offset, "a name of " + nameSize + " bytes");
        }
        long dev = value(values, "dev");
        long rdev = value(values, "rdev");
        boolean split = variant == Variant.NEWC || variant == Variant.CRC;
        return new Member.Header(variant, value(values, "ino"), (int) (value(values, "mode") & 0xffff),
                value(values, "uid"), value(values, "gid"), value(values, "nlink"), value(values, "mtime"),
                value(values, "filesize"), split ? value(values, "devmajor") : dev >> 8,
                split ? value(values, "devminor") : dev & 0xff, split ? value(values, "rdevmajor") : rdev >> 8,
                split ? value(values, "rdevminor") : rdev & 0xff, (int) nameSize, value(values, "check"));
    }

    private static long value(Map<String, Long> values, String name) {
        return values.getOrDefault(name, 0L);
    }

    private static void need(Content content, long offset, long length) throws FormatException {
        if (length > content.size() - offset) {
            throw broken(offset, "the content ends within a header");
        }
    }

    static FormatException broken(long offset, String rule) {
        return new FormatException(CpioFormat.NAME, offset, rule);
    }
}
