package org.selfsame.words;

import java.time.Duration;
import org.selfsame.task.Activity;

/// What is said while something goes on.
public final class ProgressWords {
    /// Before this, a speed is a guess.
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private ProgressWords() {}

    /// One line, such as `Reading the whole file: 0.4 GB of 1.4 GB, 610.0 MB per second, 2 s left`.
    ///
    /// @param total how much there is to do, or -1 if that is not known
    /// @param elapsed since the activity began
    public static String of(Activity activity, long done, long total, Duration elapsed) {
        var name = Words.activity(activity);
        if (total < 0) {
            return Words.text("progress.unknown", "activity", name);
        }
        if (!countsBytes(activity)) {
            return Words.text("progress.items", "activity", name, "done", done, "total", total);
        }
        var doneSize = Quantities.size(done);
        var totalSize = Quantities.size(total);
        double perSecond = done / Math.max(0.001, elapsed.toMillis() / 1000.0);
        if (elapsed.compareTo(WARM_UP) < 0 || perSecond < 1) {
            return Words.text("progress.bytes", "activity", name, "done", doneSize, "total", totalSize);
        }
        var left = Duration.ofSeconds((long) Math.ceil((total - done) / perSecond));
        return Words.text("progress.bytes.left", "activity", name, "done", doneSize, "total", totalSize, "speed",
                Quantities.size((long) perSecond), "left", Quantities.duration(left));
    }

    private static boolean countsBytes(Activity activity) {
        return switch (activity) {
            case READ_FILE, CHECK_INNER_LISTS, EXTRACT, PACK -> true;
            case IDENTIFY, CHECK_SIGNATURES, LOCATE, LIST -> false;
        };
    }
}
