package org.selfsame.format.tar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The numbers of tar. Sources: POSIX.1-2017, pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar Format".
final class TarNumber {
    /// What a field that is no number, or too large for 64 bits, is read as.
    static final long INVALID = Long.MIN_VALUE;

    /// Digits of a time that are looked at; the largest that means something has 17 before the point.
    private static final int LONGEST_TIME = 64;
    private static final Pattern TIME = Pattern.compile("-?\\d+(\\.\\d*)?");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}");

    private TarNumber() {}

    /// The number in a field of a header: octal, ended by a space, a NUL or the end of the field, 0 if it is empty; or,
    /// as GNU has it, binary in two's complement where the first bit is set, the second being the sign.
    static long field(byte[] block, int at, int length) {
        if ((block[at] & 0x80) != 0) {
            var bytes = Arrays.copyOfRange(block, at, at + length);
            if ((bytes[0] & 0x40) == 0) {
                bytes[0] &= 0x7f;
            }
            var value = new BigInteger(bytes);
            return value.bitLength() > 63 ? INVALID : value.longValue();
        }
        int from = at;
        int end = at + length;
        while (from < end && (block[from] == ' ' || block[from] == 0)) {
            from++;
        }
        long value = 0;
        for (; from < end && block[from] != ' ' && block[from] != 0; from++) {
            if (block[from] < '0' || block[from] > '7' || value >>> 60 != 0) {
                return INVALID;
            }
            value = value << 3 | block[from] - '0';
        }
        return value;
    }

    /// A decimal number of a pax record or a sparse map.
    static long decimal(byte[] value) {
        var text = new String(value, StandardCharsets.ISO_8859_1);
        return DECIMAL.matcher(text).matches() ? Long.parseLong(text) : INVALID;
    }

    /// The time of a pax record, cut to nanoseconds, or null if it is none.
    static @Nullable Instant time(byte[] value) {
        var text = new String(value, 0, Math.min(value.length, LONGEST_TIME), StandardCharsets.ISO_8859_1);
        if (!TIME.matcher(text).matches()) {
            return null;
        }
        var nanos = new BigDecimal(text).movePointRight(9).setScale(0, RoundingMode.FLOOR).toBigInteger();
        var parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000));
        if (parts[0].bitLength() > 63) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
        } catch (DateTimeException | ArithmeticException _) {
            return null;
        }
    }

    /// The time that a number of seconds stands for, or null if there is none.
    static @Nullable Instant seconds(long seconds) {
        return seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }
}
