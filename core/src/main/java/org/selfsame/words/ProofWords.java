package org.selfsame.words;

import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import org.selfsame.apt.ProofReport;
import org.selfsame.apt.ProofReport.Outcome;

/// What is said about an input of a lock and a rule.
///
/// @param rule the rule, as a question
/// @param line how it came out, in one sentence; empty if it is kept
/// @param advice what to do, if it is broken
public record ProofWords(String rule, String line, Optional<String> advice) {

    /// The words for `line`.
    public static ProofWords of(ProofReport.Line line) {
        var rule = Words.text("proof.rule." + line.rule());
        return switch (line.outcome()) {
            case Outcome.Proven _ -> new ProofWords(rule, "", Optional.empty());
            case Outcome.NotChecked it ->
                new ProofWords(rule, Words.text("proof.unchecked." + it.gap()), Optional.empty());
            case Outcome.Refused it -> {
                var values = new HashMap<String, Object>(it.values());
                values.computeIfPresent("found", (_, found) -> found(it.reason(), found.toString()));
                values.put("input", input(line.input()));
                yield new ProofWords(rule, Words.text("proof.refused." + it.reason(), values),
                        Optional.of(Words.text("proof.advice." + it.reason())));
            }
        };
    }

    private static String found(ProofReport.Reason reason, String found) {
        return switch (reason) {
            case SIGNATURE_REFUSED -> Words.text("signature." + found.toLowerCase(Locale.ROOT));
            case LIST_BROKEN, KEYRING_BROKEN -> Words.text("unreadable." + found);
            default -> found;
        };
    }

    /// `the package apt 2.6.1 amd64`.
    public static String input(ProofReport.Input input) {
        return Words.text("proof.input." + input.kind(), "name", input.name());
    }

    /// All of it in one sentence.
    public static String summary(ProofReport report) {
        long refused = report.count(Outcome.Refused.class);
        return refused == 0
                ? Words.text("proof.good", "proven", report.count(Outcome.Proven.class), "unchecked",
                        report.count(Outcome.NotChecked.class))
                : Words.plural("proof.bad", "refused", refused);
    }
}
