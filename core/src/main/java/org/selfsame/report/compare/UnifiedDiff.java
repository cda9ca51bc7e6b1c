package org.selfsame.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.compare.detail.Hunk;
import org.selfsame.compare.detail.Line;
import org.selfsame.compare.detail.Line.Kind;

/// Details as the hunks of a unified diff, and back.
final class UnifiedDiff {
    private static final String NO_FEED = "\\ No newline at end of file";
    private static final Pattern HEADER = Pattern
            .compile("@@ -([0-9]{1,18})(?:,([0-9]{1,18}))? \\+([0-9]{1,18})(?:,([0-9]{1,18}))? @@.*");

    private UnifiedDiff() {}

    /// The hunks of a detail, or null if it has none.
    static @Nullable String of(Detail detail) {
        return switch (detail) {
            case Detail.Nothing _ -> null;
            case Detail.Text text -> text.hunks().isEmpty() ? null : text(text.hunks());
            case Detail.Binary binary -> binary(binary.rows());
        };
    }

    /// A hunk that replaces some lines with others.
    static String replace(List<String> left, List<String> right) {
        var diff = new StringBuilder(header(1, left.size(), 1, right.size()));
        left.forEach(line -> diff.append('-').append(line).append('\n'));
        right.forEach(line -> diff.append('+').append(line).append('\n'));
        return diff.toString();
    }

    private static String header(long leftStart, long leftCount, long rightStart, long rightCount) {
        return new Hunk(leftCount == 0 ? leftStart - 1 : leftStart, leftCount,
                rightCount == 0 ? rightStart - 1 : rightStart, rightCount, List.of()).header() + "\n";
    }

    private static String text(List<Hunk> hunks) {
        var diff = new StringBuilder();
        for (var hunk : hunks) {
            diff.append(hunk.header()).append('\n');
            for (var line : hunk.lines()) {
                diff.append(line.kind().sign()).append(DetailLines.text(line)).append('\n');
                if (!line.ended() && line.after() == 0) {
                    diff.append(NO_FEED).append('\n');
                }
            }
        }
        return diff.toString();
    }

    /// Rows that follow each other are a hunk; the number of a row is the number of its line in a dump of everything.
    private static String binary(List<HexRow> rows) {
        var diff = new StringBuilder();
        for (int first = 0; first < rows.size();) {
            int last = first;
            while (last + 1 < rows.size() && rows.get(last + 1).offset() == rows.get(last).offset() + HexRow.LENGTH) {
                last++;
            }
            rows(diff, rows.subList(first, last + 1));
            first = last + 1;
        }
        return diff.toString();
    }

    private static void rows(StringBuilder diff, List<HexRow> rows) {
        long line = rows.getFirst().offset() / HexRow.LENGTH + 1;
        long left = rows.stream().filter(row -> !row.left().isEmpty()).count();
        long right = rows.stream().filter(row -> !row.right().isEmpty()).count();
        diff.append(header(line, left, line, right));
        for (var row : rows) {
            if (row.different() == 0) {
                diff.append(' ').append(Hex.line(row, row.left())).append('\n');
                continue;
            }
            if (!row.left().isEmpty()) {
                diff.append('-').append(Hex.line(row, row.left())).append('\n');
            }
            if (!row.right().isEmpty()) {
                diff.append('+').append(Hex.line(row, row.right())).append('\n');
            }
        }
    }

    /// The hunks of a unified diff. Lines that are no part of a hunk make one of their own, so that nothing is lost.
    static List<Hunk> parse(String diff) {
        var hunks = new ArrayList<Hunk>();
        Hunk open = null;
        for (var line : diff.lines().toList()) {
            var header = HEADER.matcher(line);
            if (header.matches()) {
                open = new Hunk(number(header.group(1)), number(header.group(2)), number(header.group(3)),
                        number(header.group(4)), new ArrayList<>());
                hunks.add(open);
                continue;
            }
            if (open == null) {
                open = new Hunk(0, 0, 0, 0, new ArrayList<>());
                hunks.add(open);
            }
            add(open.lines(), line);
        }
        return hunks;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 1 : Long.parseLong(digits);
    }

    private static void add(List<Line> lines, String line) {
        if (line.startsWith("\\") && !lines.isEmpty()) {
            var last = lines.removeLast();
            lines.add(new Line(last.kind(), last.text(), last.marks(), last.before(), last.after(), false));
            return;
        }
        var kind = line.startsWith("-") ? Kind.LEFT : line.startsWith("+") ? Kind.RIGHT : Kind.BOTH;
        boolean signed = kind != Kind.BOTH || line.startsWith(" ");
        lines.add(new Line(kind, signed ? line.substring(1) : line, List.of(), 0, 0, true));
    }
}
