package org.selfsame.normalize.tree;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.selfsame.normalize.Epoch;

/// Dates in texts of the system. Texts have a character a byte.
final class Dates {
    private static final int SECONDS_A_DAY = 86_400;
    private static final Pattern GCONF = Pattern.compile("\\bmtime=\"\\d+\"");
    private static final Pattern MDADM = Pattern
            .compile("(?m)^(# This (?:file|configuration) was auto-generated on ).* (by mkconf.*)$");
    private static final DateTimeFormatter MAIL = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx",
            Locale.ROOT);

    private Dates() {}

    /// The day of the last change of each password that is later than the epoch. Source: shadow(5), the third field.
    static String shadow(String text, Epoch epoch) {
        long day = epoch.seconds() / SECONDS_A_DAY;
        return mapLines(text, fields -> {
            if (fields.length > 2 && fields[2].matches("\\d{1,9}") && Long.parseLong(fields[2]) > day) {
                fields[2] = Long.toString(day);
            }
        });
    }

    /// Everything but those days.
    static Object shadowWithoutDays(String text) {
        return mapLines(text, fields -> {
            if (fields.length > 2 && fields[2].matches("\\d{1,9}")) {
                fields[2] = "";
            }
        });
    }

    private static String mapLines(String text, Consumer<String[]> change) {
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var fields = lines[i].split(":", -1);
            change.accept(fields);
            lines[i] = String.join(":", fields);
        }
        return String.join("\n", lines);
    }

    /// The times in a tree of GConf.
    static String gconf(String text, Epoch epoch) {
        return GCONF.matcher(text).replaceAll("mtime=\"" + epoch.seconds() + "\"");
    }

    /// Everything but those times.
    static Object gconfWithoutTimes(String text) {
        return GCONF.matcher(text).replaceAll("");
    }

    /// The line that tells when mkconf wrote mdadm.conf.
    static String mdadm(String text, Epoch epoch) {
        return MDADM.matcher(text).replaceAll("$1" + MAIL.format(epoch.instant().atOffset(ZoneOffset.UTC)) + " $2");
    }

    /// Everything but that line's date.
    static Object mdadmWithoutDate(String text) {
        return MDADM.matcher(text).replaceAll("$1$2");
    }
}
