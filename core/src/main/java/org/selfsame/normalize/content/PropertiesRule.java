package org.selfsame.normalize.content;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.normalize.Epoch;

/// Properties that Java wrote: the time in the comment at the start. Source: `java.util.Properties.store`, which writes
/// the time as `java.util.Date.toString` gives it.
public final class PropertiesRule extends TextRule {
    private static final int HEAD = 4096;
    private static final Pattern DATE = Pattern.compile("\\A((?:[#!][^\n]*\n)*?)#(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
            + "[A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d \\S{1,10} \\d{4}(?=\r?\n)");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("'#'EEE MMM dd HH:mm:ss 'UTC' uuuu",
            Locale.ROOT);

    @Override
    public String id() {
        return "java-properties";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, "#") && DATE.matcher(Bytes.head(content, HEAD)).find();
    }

    @Override
    String rewrite(String text, Epoch epoch) {
        return DATE.matcher(text).replaceFirst("$1" + FORMAT.format(epoch.instant().atOffset(ZoneOffset.UTC)));
    }

    @Override
    String essence(String text) {
        return DATE.matcher(text).replaceFirst("$1");
    }
}
