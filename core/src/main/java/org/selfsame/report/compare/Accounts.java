package org.selfsame.report.compare;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.compare.Account;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// The account of bytes and the groups of causes, as lines.
final class Accounts {
    private Accounts() {}

    /// What is to be said of the bytes where the two themselves have no account.
    static List<String> lines(CompareReport report) {
        var comparison = report.outcome().comparison();
        if (comparison.accounts().stream().anyMatch(account -> account.path().isEmpty())) {
            return List.of();
        }
        return comparison.differences().stream().filter(it -> it.path().isEmpty() && it.kind() == Kind.CONTENT)
                .findFirst().map(it -> List.of(Words.text("comparison.bytes.whole", "bytes", it.bytes())))
                .orElseGet(() -> List.of(Words.text("comparison.bytes.none")));
    }

    /// The account of a container in one line.
    static String line(Account it) {
        return Words.text("comparison.bytes.line", "container",
                it.path().isEmpty() ? Words.text("comparison.bytes.itself") : it.path(), "format",
                it.format().isEmpty() ? Words.text("comparison.bytes.unknownFormat") : it.format(), "left", it.left(),
                "right", it.right(), "different", it.different(), "explained", it.explained());
    }

    /// The ranges that are not explained.
    static List<String> unexplained(Account it) {
        var lines = new ArrayList<>(it.unexplained().stream().map(Prose::range).toList());
        if (it.moreUnexplained() > 0) {
            lines.add(Words.text("comparison.bytes.more", "count", it.moreUnexplained()));
        }
        return lines;
    }

    /// A cause, how many differences have it, and of how many that is proven.
    static String group(CauseCode code, List<Difference> differences) {
        long confirmed = differences.stream().filter(it -> !it.causes().isEmpty()
                && it.causes().getFirst().confidence() == Confidence.CONFIRMED).count();
        return Words.text("comparison.causes.line", "cause", CompareWords.cause(code), "code", code, "count",
                differences.size(), "confirmed", confirmed);
    }
}
