package org.selfsame.format.iso9660;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// The two forms of a date and time. Both end in the offset from UTC in quarters of an hour, signed.
final class IsoDate {
    static final int SHORT = 7;
    static final int LONG = 17;

    private IsoDate() {}

    /// The binary form of directory records (ECMA-119 §9.1.5): years since 1900, month, day, hour, minute, second.
    /// Null if it is not a date; all zero means that none is given.
    static @Nullable Instant shortForm(Bytes bytes, int at) throws FormatException {
        return instant(1900 + bytes.u8(at), bytes.u8(at + 1), bytes.u8(at + 2), bytes.u8(at + 3), bytes.u8(at + 4),
                bytes.u8(at + 5), 0, (byte) bytes.u8(at + 6));
    }

    /// The form of volume descriptors (ECMA-119 §8.4.26.1): 16 digits down to hundredths of a second. Null if it is
    /// not a date; all digits zero means that none is given.
    static @Nullable Instant longForm(Bytes bytes, int at) throws FormatException {
        var digits = bytes.latin1(at, 16);
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return instant(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8), number(digits, 8, 10),
                number(digits, 10, 12), number(digits, 12, 14), number(digits, 14, 16), (byte) bytes.u8(at + 16));
    }

    /// Whether the long form at `at` says that no date is given (digits or bytes of zero, or blanks).
    static boolean isUnset(Bytes bytes, int at) throws FormatException {
        return bytes.latin1(at, 16).chars().allMatch(c -> c == '0' || c == 0 || c == ' ');
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    private static @Nullable Instant instant(int year, int month, int day, int hour, int minute, int second,
            int hundredths, byte quarters) {
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second, hundredths * 10_000_000)
                    .toInstant(ZoneOffset.ofTotalSeconds(quarters * 900));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
