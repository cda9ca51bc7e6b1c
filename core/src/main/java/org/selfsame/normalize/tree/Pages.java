package org.selfsame.normalize.tree;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Pages of ikiwiki that tell a time later than the epoch: the page was rendered from a source without a date of its own.
/// The cure is in the source, so nothing is changed.
///
/// @param globs paths, as in [Draft#find]
record Pages(String id, List<String> globs) implements TreeRule {
    private static final Pattern TIME = Pattern.compile("<time[^>]*\\bdatetime=\"([^\"]{1,40})\"");
    private static final int LARGEST = 1 << 24;

    @Override
    public boolean apply(Draft draft, TreeWork work) throws IOException {
        boolean found = false;
        for (var glob : globs) {
            for (var node : draft.find(glob)) {
                if (node.isFile() && node.content().size() < LARGEST) {
                    found = true;
                    check(node, work);
                }
            }
        }
        return found;
    }

    private static void check(Draft.Node node, TreeWork work) throws IOException {
        var times = TIME.matcher(work.text(node));
        while (times.find()) {
            try {
                if (OffsetDateTime.parse(times.group(1)).toEpochSecond() > work.epoch().seconds()) {
                    work.skipped(node, Reason.LEFT_OVER, "tells of " + times.group(1));
                    return;
                }
            } catch (DateTimeException _) {
                // a time in another form
            }
        }
    }
}
