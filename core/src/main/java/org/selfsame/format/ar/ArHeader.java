package org.selfsame.format.ar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.selfsame.tree.Metadata;

/// The header of a member: text in fields that are filled up with spaces. Source: System V's and GNU's ar.h, ar(5) of
/// FreeBSD.
///
/// @param offset in the content
/// @param block its 60 bytes
@SuppressWarnings("ArrayRecordComponent")
record ArHeader(long offset, byte[] block) {
    static final int SIZE = 60;

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}");
    private static final Pattern OCTAL = Pattern.compile("[0-7]{1,8}");

    /// The fields, which cover the whole header.
    enum Field {
        NAME(0, 16), MTIME(16, 12), UID(28, 6), GID(34, 6), MODE(40, 8), SIZE(48, 10), END(58, 2);

        private final int at;
        private final int length;

        Field(int at, int length) {
            this.at = at;
            this.length = length;
        }

        int at() {
            return at;
        }

        int length() {
            return length;
        }
    }

    /// Whether it ends as every header does, and states a size.
    boolean isSound() {
        return block[58] == '`' && block[59] == '\n' && size() >= 0;
    }

    String text(Field field) {
        return new String(block, field.at(), field.length(), StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /// The size of the data, or -1 if it is no number.
    long size() {
        return number(Field.SIZE);
    }

    /// A decimal number, or -1 if there is none.
    long number(Field field) {
        var text = text(field);
        return DECIMAL.matcher(text).matches() ? Long.parseLong(text) : -1;
    }

    /// What the header records. Fields without a number are not recorded: tables of names have none.
    Metadata metadata() {
        var builder = Metadata.builder();
        var mode = text(Field.MODE);
        if (OCTAL.matcher(mode).matches()) {
            builder.permissions(Integer.parseInt(mode, 8) & 07777);
        }
        if (number(Field.UID) >= 0 && number(Field.GID) >= 0) {
            builder.owner(number(Field.UID), number(Field.GID));
        }
        if (number(Field.MTIME) >= 0) {
            builder.modified(Instant.ofEpochSecond(number(Field.MTIME)));
        }
        return builder.build();
    }
}
