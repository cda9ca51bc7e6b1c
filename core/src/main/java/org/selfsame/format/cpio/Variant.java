package org.selfsame.format.cpio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The four ways in which a member's header is written.
enum Variant {
    /// `070701`, hexadecimal.
    NEWC("070701", 4),
    /// `070702`: as newc, with the sum of all bytes.
    CRC("070702", 4),
    /// `070707`, octal: the portable format of POSIX.
    ODC("070707", 1),
    /// Words of 16 bits, the low byte first.
    BINARY_LE("\u00c7q", 2),
    /// Words of 16 bits, the high byte first.
    BINARY_BE("q\u00c7", 2);

    private static final List<Field> NEW_FIELDS = fields("ino", 8, "mode", 8, "uid", 8, "gid", 8, "nlink", 8, "mtime",
            8, "filesize", 8, "devmajor", 8, "devminor", 8, "rdevmajor", 8, "rdevminor", 8, "namesize", 8, "check", 8);
    private static final List<Field> ODC_FIELDS = fields("dev", 6, "ino", 6, "mode", 6, "uid", 6, "gid", 6, "nlink", 6,
            "rdev", 6, "mtime", 11, "namesize", 6, "filesize", 11);
    private static final List<Field> BINARY_FIELDS = fields("dev", 2, "ino", 2, "mode", 2, "uid", 2, "gid", 2, "nlink",
            2, "rdev", 2, "mtime", 4, "namesize", 2, "filesize", 4);

    /// A character a byte.
    private final String magic;
    private final int alignment;

    Variant(String magic, int alignment) {
        this.magic = magic;
        this.alignment = alignment;
    }

    /// A field of the header after the magic number.
    ///
    /// @param length in bytes
    record Field(String name, int length) {}

    private static List<Field> fields(Object... namesAndLengths) {
        var fields = new ArrayList<Field>();
        for (int i = 0; i < namesAndLengths.length; i += 2) {
            fields.add(new Field((String) namesAndLengths[i], (int) namesAndLengths[i + 1]));
        }
        return List.copyOf(fields);
    }

    /// The variant that begins with these bytes, or null.
    static @Nullable Variant of(byte[] start) {
        var text = new String(start, StandardCharsets.ISO_8859_1);
        for (var variant : values()) {
            if (text.startsWith(variant.magic)) {
                return variant;
            }
        }
        return null;
    }

    /// The name as GNU cpio's option `--format` has it.
    String term() {
        return switch (this) {
            case NEWC -> "newc";
            case CRC -> "crc";
            case ODC -> "odc";
            case BINARY_LE, BINARY_BE -> "bin";
        };
    }

    /// The fields in order.
    List<Field> fields() {
        return switch (this) {
            case NEWC, CRC -> NEW_FIELDS;
            case ODC -> ODC_FIELDS;
            case BINARY_LE, BINARY_BE -> BINARY_FIELDS;
        };
    }

    int magicLength() {
        return magic.length();
    }

    /// Bytes of a header, without the name.
    int headerLength() {
        return magic.length() + fields().stream().mapToInt(Field::length).sum();
    }

    /// `offset` moved on to where names and data may end.
    long align(long offset) {
        return (offset + alignment - 1) / alignment * alignment;
    }

    /// The value of the field at `at`, or -1 if it is no number.
    long value(byte[] header, int at, int length) {
        if (this == BINARY_LE || this == BINARY_BE) {
            long value = 0;
            // numbers of 32 bits have their high word first, whatever the order of bytes
            for (int i = 0; i < length; i += 2) {
                int first = header[at + i] & 0xff;
                int second = header[at + i + 1] & 0xff;
                value = value << 16 | (this == BINARY_LE ? second << 8 | first : first << 8 | second);
            }
            return value;
        }
        try {
            var text = new String(header, at, length, StandardCharsets.US_ASCII);
            // parseLong takes a sign, which no header has
            return text.startsWith("+") || text.startsWith("-") ? -1 : Long.parseLong(text, this == ODC ? 8 : 16);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
