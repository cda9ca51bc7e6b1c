package org.selfsame.format.iso9660;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/// Writes the fields of ECMA-119 into an array.
final class Fields {
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final int FIRST_YEAR = 1900;
    private static final Instant FIRST_SHORT = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST_SHORT = Instant.parse("2155-12-31T23:59:59Z");
    private static final Instant FIRST_LONG = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_LONG = Instant.parse("9999-12-31T23:59:59Z");

    private Fields() {}

    static void little16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    static void big16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    static void little32(byte[] bytes, int at, long value) {
        little16(bytes, at, (int) (value & 0xffff));
        little16(bytes, at + 2, (int) (value >> 16 & 0xffff));
    }

    static void big32(byte[] bytes, int at, long value) {
        big16(bytes, at, (int) (value >> 16 & 0xffff));
        big16(bytes, at + 2, (int) (value & 0xffff));
    }

    static void both16(byte[] bytes, int at, int value) {
        little16(bytes, at, value);
        big16(bytes, at + 2, value);
    }

    static void both32(byte[] bytes, int at, long value) {
        little32(bytes, at, value);
        big32(bytes, at + 4, value);
    }

    /// The text, filled up with blanks or cut off.
    static void text(byte[] bytes, int at, int length, String text, Charset charset) {
        byte[] blanks = " ".repeat(length).getBytes(charset);
        System.arraycopy(blanks, 0, bytes, at, length);
        byte[] encoded = text.getBytes(charset);
        int unit = blanks.length / length;
        System.arraycopy(encoded, 0, bytes, at, Math.min(encoded.length, length / unit * unit));
    }

    /// The form of directory records and `TF` entries. It knows the years 1900 to 2155; the nearest one is taken.
    static void shortDate(byte[] bytes, int at, Instant time) {
        var utc = utc(time, FIRST_SHORT, LAST_SHORT);
        bytes[at] = (byte) (utc.getYear() - FIRST_YEAR);
        bytes[at + 1] = (byte) utc.getMonthValue();
        bytes[at + 2] = (byte) utc.getDayOfMonth();
        bytes[at + 3] = (byte) utc.getHour();
        bytes[at + 4] = (byte) utc.getMinute();
        bytes[at + 5] = (byte) utc.getSecond();
        bytes[at + 6] = 0;
    }

    /// The form of volume descriptors, for the years 1 to 9999.
    static void longDate(byte[] bytes, int at, Instant time) {
        text(bytes, at, 16, DIGITS.format(utc(time, FIRST_LONG, LAST_LONG)) + "00", StandardCharsets.US_ASCII);
        bytes[at + 16] = 0;
    }

    /// No date, in the same form.
    static void noDate(byte[] bytes, int at) {
        Arrays.fill(bytes, at, at + 16, (byte) '0');
        bytes[at + 16] = 0;
    }

    private static LocalDateTime utc(Instant time, Instant first, Instant last) {
        var nearest = time.isBefore(first) ? first : time.isAfter(last) ? last : time;
        return LocalDateTime.ofEpochSecond(nearest.getEpochSecond(), 0, ZoneOffset.UTC);
    }
}
