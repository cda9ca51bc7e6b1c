package org.selfsame.app.window.build;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.selfsame.tree.Text;

/// The log of a build: as many lines as come, in files of our own, of which the oldest are dropped beyond half a gigabyte.
/// So neither memory nor disk grows with what a build prints.
///
/// Thread-safe: one thread builds, another one shows, a third one searches.
final class BuildLog implements Closeable {
    /// So many characters of a line are kept.
    static final int LONGEST = 2_000;
    private static final int TAB = 8;
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[@-Z\\\\-_]");

    private final int segmentBytes;
    private final int segmentLines;
    private final int mostSegments;
    private final Deque<LogSegment> segments = new ArrayDeque<>();
    private long first;
    private long end;
    private boolean closed;
    private String trouble = "";

    BuildLog() {
        this(64 << 20, 1 << 20, 8);
    }

    /// @param segmentBytes how large a file may be before there is another one
    /// @param segmentLines how many lines may be in it
    /// @param mostSegments how many files are kept
    BuildLog(int segmentBytes, int segmentLines, int mostSegments) {
        this.segmentBytes = segmentBytes;
        this.segmentLines = segmentLines;
        this.mostSegments = mostSegments;
    }

    /// Adds a line as a program wrote it. What drives a terminal is left out. A line that cannot be kept is dropped, for a
    /// build does not end because its log cannot be shown.
    synchronized void add(String raw) {
        if (closed) {
            return;
        }
        try {
            if (segments.isEmpty() || isFull(segments.getLast())) {
                segments.add(new LogSegment());
                if (segments.size() > mostSegments) {
                    try (var oldest = segments.removeFirst()) {
                        first += oldest.lines();
                    }
                }
            }
            segments.getLast().add(shown(raw));
            end++;
        } catch (IOException e) {
            trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    private boolean isFull(LogSegment segment) {
        return segment.bytes() >= segmentBytes || segment.lines() >= segmentLines;
    }

    /// The number of the oldest line that is kept.
    synchronized long first() {
        return first;
    }

    /// The number behind that of the last line.
    synchronized long end() {
        return end;
    }

    /// Why lines could not be kept; empty if all were.
    synchronized String trouble() {
        return trouble;
    }

    /// The line with this number; empty if it was dropped.
    synchronized String line(long number) {
        long at = number - first;
        if (at < 0 || number >= end) {
            return "";
        }
        for (var segment : segments) {
            if (at < segment.lines()) {
                try {
                    return segment.line((int) at);
                } catch (IOException e) {
                    trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                    return "";
                }
            }
            at -= segment.lines();
        }
        return "";
    }

    /// The next line that has `text` in it, in capital letters or not, after (or before) the line `from`; then from the
    /// other end on, `from` last.
    ///
    /// @param cancelled whether nobody waits for the answer any more
    OptionalLong find(String text, long from, boolean forward, BooleanSupplier cancelled) {
        long low = first();
        long high = end();
        long count = high - low;
        var wanted = text.toLowerCase(Locale.ROOT);
        for (long i = 1; i <= count && !cancelled.getAsBoolean(); i++) {
            long number = low + Math.floorMod(from - low + (forward ? i : -i), count);
            if (line(number).toLowerCase(Locale.ROOT).contains(wanted)) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    /// Writes all lines that are kept to a file.
    ///
    /// @throws IOException if it cannot be written
    void save(Path target) throws IOException {
        long high = end();
        try (BufferedWriter out = Files.newBufferedWriter(target)) {
            for (long number = first(); number < high; number++) {
                out.write(line(number));
                out.write('\n');
            }
        }
    }

    /// A line as it is shown: of what a terminal would have overwritten, only the last; tabs as blanks; nothing that is
    /// invisible.
    static String shown(String raw) {
        var text = TERMINAL.matcher(raw).replaceAll("").stripTrailing();
        text = text.substring(text.lastIndexOf('\r') + 1);
        if (text.indexOf('\t') >= 0) {
            var spread = new StringBuilder();
            text.chars().forEach(c -> {
                if (c == '\t') {
                    spread.repeat(' ', TAB - spread.length() % TAB);
                } else {
                    spread.append((char) c);
                }
            });
            text = spread.toString();
        }
        text = Text.harmless(text);
        if (text.length() <= LONGEST) {
            return text;
        }
        int cut = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, cut) + "…";
    }

    /// Drops everything; lines that still come are not kept.
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        first = end;
        IOException problem = null;
        for (var segment : segments) {
            try {
                segment.close();
            } catch (IOException e) {
                problem = e;
            }
        }
        segments.clear();
        if (problem != null) {
            throw problem;
        }
    }
}
