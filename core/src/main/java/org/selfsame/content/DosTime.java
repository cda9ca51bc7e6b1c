package org.selfsame.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Times of FAT and zip: local time of nobody knows where, in steps of two seconds. They are taken as UTC, which is what tools
/// that are run with `TZ=UTC` write, so that they mean the same wherever Selfsame runs.
public final class DosTime {
    private static final Instant FIRST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2107-12-31T23:59:58Z");

    private DosTime() {}

    /// The time that `date` and `time` stand for, plus `hundredths` of a second (0 to 199); null if the date is zero
    /// (not recorded) or if there is no such time.
    public static @Nullable Instant instant(int date, int time, int hundredths) {
        if (date == 0 || hundredths > 199) {
            return null;
        }
        try {
            return LocalDateTime.of(1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63,
                    (time & 31) * 2).plusNanos(hundredths * 10_000_000L).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// The date field for `time`; the first or last day that there is a field for if it lies outside of 1980 to 2107.
    public static int date(Instant time) {
        var local = local(time);
        return local.getYear() - 1980 << 9 | local.getMonthValue() << 5 | local.getDayOfMonth();
    }

    /// The time field for `time`, rounded down to steps of two seconds, to go with [#date].
    public static int time(Instant time) {
        var local = local(time);
        return local.getHour() << 11 | local.getMinute() << 5 | local.getSecond() / 2;
    }

    private static LocalDateTime local(Instant time) {
        var within = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
        return LocalDateTime.ofInstant(within, ZoneOffset.UTC);
    }
}
