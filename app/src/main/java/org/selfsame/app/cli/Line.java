package org.selfsame.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/// One line of output, put together as bytes: an image has half a million lines.
final class Line {
    private static final int SECONDS_A_DAY = 86_400;

    private byte[] bytes = new byte[512];
    private int length;

    Line text(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return this;
    }

    Line character(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    Line number(long number) {
        return text(Long.toString(number));
    }

    /// A number of at least `digits` digits, in decimal.
    private Line padded(int number, int digits) {
        var text = Integer.toString(number);
        for (int i = text.length(); i < digits; i++) {
            character('0');
        }
        return text(text);
    }

    /// Fills with spaces up to `width` bytes from `start` on.
    Line padTo(int start, int width) {
        while (length - start < width) {
            character(' ');
        }
        return this;
    }

    /// Moves what is behind `start` to the right end of a column of `width` bytes.
    Line alignRight(int start, int width) {
        int used = length - start;
        if (used < width) {
            reserve(width - used);
            System.arraycopy(bytes, start, bytes, start + width - used, used);
            Arrays.fill(bytes, start, start + width - used, (byte) ' ');
            length = start + width;
        }
        return this;
    }

    /// The time in UTC, in ISO 8601, with as many digits after the second as it needs.
    Line time(Instant time) {
        long second = time.getEpochSecond();
        var date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY));
        int ofDay = Math.floorMod(second, SECONDS_A_DAY);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return text(time.toString());
        }
        padded(date.getYear(), 4).character('-').padded(date.getMonthValue(), 2).character('-')
                .padded(date.getDayOfMonth(), 2).character('T').padded(ofDay / 3600, 2).character(':')
                .padded(ofDay / 60 % 60, 2).character(':').padded(ofDay % 60, 2);
        fraction(time.getNano());
        return character('Z');
    }

    private void fraction(int nanos) {
        if (nanos != 0) {
            text("." + Integer.toString(1_000_000_000 + nanos).substring(1).replaceFirst("0+$", ""));
        }
    }

    /// Where the next byte goes.
    int position() {
        return length;
    }

    /// Writes the line with its end, and starts anew.
    void endTo(OutputStream out) throws IOException {
        character('\n');
        out.write(bytes, 0, length);
        length = 0;
    }

    /// The line so far.
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
