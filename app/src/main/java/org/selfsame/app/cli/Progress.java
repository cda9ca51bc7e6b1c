package org.selfsame.app.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.selfsame.task.TaskEvent;
import org.selfsame.words.Words;

/// One line on the terminal that says how far an activity is: bytes, speed, time left, or a number of things. Written at most a few times a
/// second, and gone when the activity ends.
final class Progress implements Consumer<TaskEvent> {
    private static final long BETWEEN_NANOS = 200_000_000;
    private static final String BACK_AND_CLEAR = "\r\u001b[K";
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private final Console console;
    private long started;
    private long written;
    private boolean visible;

    Progress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void accept(TaskEvent event) {
        long now = System.nanoTime();
        switch (event) {
            case TaskEvent.Started _ -> {
                started = now;
                written = now;
            }
            case TaskEvent.Advanced advanced -> {
                if (now - written >= BETWEEN_NANOS) {
                    written = now;
                    visible = true;
                    console.write(BACK_AND_CLEAR + (event.activity().countsBytes()
                            ? line(advanced.done(), advanced.total(), now - started)
                            : items(advanced)));
                }
            }
            case TaskEvent.Finished _ -> {
                if (visible) {
                    visible = false;
                    console.write(BACK_AND_CLEAR);
                }
            }
        }
    }

    private static String items(TaskEvent.Advanced it) {
        var words = Words.activity(it.activity());
        return it.total() < 0
                ? Messages.text("progress.items", words, it.done())
                : Messages.text("progress.items-of", words, it.done(), it.total());
    }

    /// The line for `done` of `total` bytes (-1: unknown) after a time.
    static String line(long done, long total, long nanos) {
        double perSecond = done / Math.max(nanos / 1e9, 1e-3);
        if (total < 0) {
            return Messages.text("progress.unknown", bytes(done), bytes((long) perSecond));
        }
        long percent = total == 0 ? 100 : (long) (100.0 * done / total);
        long left = perSecond < 1 ? 0 : (long) Math.ceil((total - done) / perSecond);
        return Messages.text("progress.known", percent, bytes(done), bytes(total), bytes((long) perSecond),
                String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60));
    }

    /// A number of bytes in decimal units, as disks are sold.
    static String bytes(long count) {
        if (count < 1000) {
            return count + " B";
        }
        double value = count;
        int unit = 0;
        while (value >= 999.95) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
