package org.selfsame.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Times of FAT and zip: local time of nobody knows where, in steps of two seconds. They are taken as UTC, which is what tools
/// that are run with `TZ=UTC` write, so that they mean the same wherever Selfsame runs.
public final class DosTime {
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
}
