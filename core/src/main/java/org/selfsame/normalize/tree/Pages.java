package org.selfsame.normalize.tree;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Pages of ikiwiki that tell a time later than the epoch: the page was rendered from a source without a date of its own.
/// The cure is in the source, so nothing is changed. Pages of HTML 5 have the time in `<time datetime>`, others have it as
/// strftime's `%c` gives it in the locale C, in a `<span class="date">`.
///
/// @param globs paths, as in [Draft#files]
record Pages(String id, List<String> globs) implements TreeRule {
    private static final Pattern TIME = Pattern
            .compile("<time[^>]*\\bdatetime=\"([^\"]{1,40})\"|<span class=\"date\">([^<]{1,40})</span>");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu",
            Locale.ROOT);
    private static final int LARGEST = 1 << 24;

    @Override
    public boolean apply(Draft draft, TreeWork work) throws IOException {
        boolean found = false;
        for (var file : draft.files(globs)) {
            if (file.content().size() < LARGEST) {
                found = true;
                check(file, work);
            }
        }
        return found;
    }

    private static void check(Draft.Node node, TreeWork work) throws IOException {
        var times = TIME.matcher(work.text(node));
        while (times.find()) {
            try {
                boolean structured = times.group(1) != null;
                var text = structured ? times.group(1) : times.group(2);
                long time = structured
                        ? OffsetDateTime.parse(text).toEpochSecond()
                        : LocalDateTime.parse(text, PRINTED).toEpochSecond(ZoneOffset.UTC);
                if (time > work.epoch().seconds()) {
                    work.skipped(node, Reason.LEFT_OVER, "tells of " + text);
                    return;
                }
            } catch (DateTimeException _) {
                // a time in another form
            }
        }
    }
}
