package org.selfsame.normalize.content;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.selfsame.normalize.Epoch;

/// The dates in the header of a PO file, which is in a MO file, too.
final class GettextDates {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxx");

    private GettextDates() {}

    /// Finds the dates that are later than the epoch. Translators chose the others.
    ///
    /// @param before what stands in front of the name of a field, as a regular expression
    /// @param later takes the offset of a date, and the date for it, which is of the same length
    static void find(String text, String before, Epoch epoch, BiConsumer<Integer, String> later) {
        var line = Pattern.compile("^" + before + "(?:POT-Creation-Date|PO-Revision-Date): "
                + "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d[+-]\\d{4})", Pattern.MULTILINE).matcher(text);
        while (line.find()) {
            try {
                long time = OffsetDateTime.parse(line.group(1), FORMAT).toEpochSecond();
                if (time > epoch.seconds()) {
                    later.accept(line.start(1), FORMAT.format(epoch.instant().atOffset(ZoneOffset.UTC)));
                }
            } catch (DateTimeException _) {
                // a month 13, or so
            }
        }
    }
}
