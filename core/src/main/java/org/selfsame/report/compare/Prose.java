package org.selfsame.report.compare;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.selfsame.compare.Account;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.tree.Text;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// A report as prose, for text and Markdown: the answer, the bytes, what to look at first, causes, everything.
final class Prose {
    /// Lines of details in all; more of them would hide the rest.
    private static final long DETAIL_LINES = 2_000;
    /// Addresses that are given of one cause.
    private static final int EXAMPLES = 3;

    private final CompareReport report;
    private final Sink sink;
    private final DetailBudget details;

    Prose(CompareReport report, Sink sink) {
        this.report = report;
        this.sink = sink;
        details = new DetailBudget(report.details(), DETAIL_LINES);
    }

    void write() throws IOException {
        sink.title(Words.text("comparison.answer." + report.outcome().answer()));
        sink.paragraph(report.paragraph());
        sink.heading(Words.text("comparison.names", "left", report.left().name(), "right", report.right().name()));
        party(Words.text("comparison.left"), report.left());
        party(Words.text("comparison.right"), report.right());
        if (!report.outcome().comparison().identical()) {
            bytes();
            list("comparison.security.heading", report.security());
            causes();
            paths();
            list("comparison.ignored.heading", report.ignored());
        }
        troubles();
        sink.paragraph(Words.text("comparison.madeBy", "version", report.version()));
    }

    private void party(String label, Party party) throws IOException {
        sink.item(0, label, Text.harmless(party.name()));
        if (party.size() >= 0) {
            sink.item(1, "", Words.text("comparison.size", "size", party.size()));
        }
        var digest = party.sha256();
        if (digest != null) {
            sink.item(1, digest.hex(), digest.algorithm().commonName());
        }
    }

    private void bytes() throws IOException {
        if (report.loaded()) {
            return;
        }
        sink.heading(Words.text("comparison.bytes.heading"));
        for (var line : Accounts.lines(report)) {
            sink.item(0, "", line);
        }
        for (var account : report.outcome().comparison().accounts()) {
            sink.item(0, "", Accounts.line(account));
            unexplained(account);
        }
    }

    private void unexplained(Account account) throws IOException {
        for (var line : Accounts.unexplained(account)) {
            sink.item(1, "", line);
        }
    }

    private void causes() throws IOException {
        if (report.loaded()) {
            return;
        }
        var groups = CauseGroups.of(report.differences());
        causes("comparison.causes.heading", groups.roots());
        causes("comparison.derived.heading", groups.derived());
    }

    private void causes(String key, Map<CauseCode, List<Difference>> groups) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        sink.heading(Words.text(key));
        for (var group : groups.entrySet()) {
            var differences = group.getValue();
            sink.item(0, "", Accounts.group(group.getKey(), differences));
            var hint = CompareWords.hint(group.getKey());
            if (hint.isPresent()) {
                sink.item(1, "", hint.get());
            }
            for (var difference : differences.subList(0, Math.min(EXAMPLES, differences.size()))) {
                sink.item(1, CompareWords.where(difference.path()), CompareWords.what(difference));
            }
            if (differences.size() > EXAMPLES) {
                sink.item(1, "", Words.text("comparison.more", "count", differences.size() - EXAMPLES));
            }
        }
    }

    private void list(String key, List<Difference> differences) throws IOException {
        if (differences.isEmpty()) {
            return;
        }
        sink.heading(Words.text(key));
        for (var difference : differences) {
            sink.item(0, CompareWords.where(difference.path()), number(difference) + CompareWords.what(difference));
            for (var cause : difference.causes()) {
                sink.item(1, "", CompareWords.cause(cause));
            }
        }
    }

    private static String number(Difference difference) {
        return "[" + difference.number() + "] ";
    }

    private void paths() throws IOException {
        var differences = report.differences();
        if (differences.isEmpty()) {
            return;
        }
        sink.heading(Words.text("comparison.paths.heading"));
        String last = null;
        for (var difference : differences) {
            if (!difference.path().equals(last)) {
                last = difference.path();
                sink.item(0, CompareWords.where(last), "");
            }
            sink.item(1, "", number(difference) + CompareWords.what(difference)
                    + (report.outcome().isIgnored(difference) ? " (" + Words.text("comparison.isIgnored") + ")" : ""));
            for (var entry : CompareWords.entries(difference)) {
                sink.item(2, "", entry);
            }
            for (var cause : difference.causes()) {
                sink.item(2, "", CompareWords.cause(cause));
                for (var evidence : CompareWords.evidence(cause, difference)) {
                    sink.item(3, "", evidence);
                }
            }
            if (needsDetail(difference)) {
                sink.lines(1, DetailLines.of(details.of(difference)));
            }
        }
        if (details.leftOut() > 0) {
            sink.paragraph(Words.text("comparison.detail.budget", "count", details.leftOut()));
        }
    }

    /// Prose is short: it leaves out what follows from something else, and bytes whose meaning has been said.
    private static boolean needsDetail(Difference it) {
        boolean derived = !it.causes().isEmpty() && it.causes().getFirst().derivedFrom() != 0;
        return !derived && it.left() == null && it.right() == null;
    }

    private void troubles() throws IOException {
        var troubles = report.outcome().comparison().troubles();
        if (!troubles.isEmpty()) {
            sink.heading(Words.text("comparison.troubles.heading"));
            for (var trouble : troubles) {
                sink.item(0, "", CompareWords.trouble(trouble));
            }
        }
    }

    /// A range of bytes, as people count them: the last one included.
    static String range(ByteRange it) {
        return Words.text("comparison.bytes.range", "side", CompareWords.side(it.side()), "first", it.offset(), "last",
                it.offset() + it.length() - 1, "length", it.length());
    }
}
