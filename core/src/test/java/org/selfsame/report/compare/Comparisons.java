package org.selfsame.report.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.selfsame.compare.Account;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.Subject;
import org.selfsame.compare.Trouble;
import org.selfsame.compare.detail.Details;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// Comparisons that hold one of everything, with the text of the caller in every place where text can come from outside.
final class Comparisons {
    private static final List<ByteRange> RANGES = List.of(new ByteRange(Side.LEFT, 2, 3),
            new ByteRange(Side.RIGHT, 2, 3));

    private Comparisons() {}

    /// One of everything.
    static CompareReport ofEverything(String text) {
        var differences = new ArrayList<Difference>();
        var path = "!/live/fs.squashfs!/" + text;
        for (var kind : Kind.values()) {
            var content = kind == Kind.CONTENT || kind == Kind.LAYOUT;
            var subject = content
                    ? new Subject(null, null, bytes("a\nb " + text + "\nc\n"), bytes("a\nd " + text + "x\nc\n"), "x")
                    : new Subject(null, null, null, null, "x");
            int number = differences.size() + 1;
            differences.add(new Difference(number, path + kind, kind == Kind.MOVED ? text : null, kind,
                    kind == Kind.CONTENT ? "" : text, kind == Kind.METADATA ? text : null,
                    kind == Kind.METADATA ? "2" : null, content ? 6 : 0, content ? RANGES : List.of(), 0, 1, subject,
                    List.of(cause(number, text))));
        }
        var accounts = List.of(new Account("", "iso9660", 9, 9, 9, 6, RANGES, 2),
                new Account("!/live/fs.squashfs", "squashfs", 9, 9, 9, 9, List.of(), 0));
        var troubles = List.of(new Trouble(path, Side.RIGHT, new FormatException("x", 5, text)));
        return report(new Comparison(false, differences, accounts, troubles, true), text);
    }

    private static Cause cause(int number, String text) {
        var evidence = List.of(new Evidence(text, text + "x", 7, -1));
        return switch (number) {
            case 1 -> new Cause(CauseCode.TIME_TEXT, Confidence.CONFIRMED, 0, evidence);
            case 2 -> new Cause(CauseCode.PERM_OTHER, Confidence.CONFIRMED, 0, evidence);
            default -> new Cause(CauseCode.SIZE_OF_CHANGED, Confidence.LIKELY, 1, evidence);
        };
    }

    private static BytesContent bytes(String text) {
        return new BytesContent(text.getBytes(UTF_8));
    }

    /// A report on `comparison`, with details.
    static CompareReport report(Comparison comparison, String name) {
        var digest = new Digest(DigestAlgorithm.SHA256, "0".repeat(64));
        return new CompareReport(new Party(name + "l", 1000, digest), new Party(name + "r", 1001, digest),
                Outcome.of(comparison, Selection.ALL, Set.of(CauseCode.TIME_TEXT), Set.of()),
                difference -> Details.of(difference, Task.silent()), false, "1.2.3");
    }

    @FunctionalInterface
    interface Form {
        void write(CompareReport report, Writer out) throws IOException;
    }

    static String written(Form form, CompareReport report) {
        var text = new StringWriter();
        try {
            form.write(report, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
