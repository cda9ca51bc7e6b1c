package org.selfsame.words;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Sizes, times and checksums as people read them.
public final class Quantities {
    private static final List<String> UNITS = List.of("size.kilo", "size.mega", "size.giga", "size.tera");

    private Quantities() {}

    /// A size in decimal units, as download pages give it: `1.4 GB`.
    public static String size(long bytes) {
        if (bytes < 1000) {
            return Words.text("size.bytes", "number", bytes);
        }
        double number = bytes;
        int unit = -1;
        while (number >= 999.95 && unit + 1 < UNITS.size()) {
            number /= 1000;
            unit++;
        }
        return Words.text(UNITS.get(unit), "number", String.format(Locale.ROOT, "%.1f", number));
    }

    /// A duration to the second, or to the minute from an hour on.
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return Words.text("duration.seconds", "seconds", seconds);
        }
        return seconds < 3600
                ? Words.text("duration.minutes", "minutes", seconds / 60, "seconds", seconds % 60)
                : Words.text("duration.hours", "hours", seconds / 3600, "minutes", seconds / 60 % 60);
    }

    /// Hexadecimal digits in groups of four.
    public static String grouped(String hex) {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
