package org.selfsame.report.compare;

import java.util.List;
import org.selfsame.compare.Difference;
import org.selfsame.compare.cause.Summary;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.words.CompareWords;
import org.selfsame.words.SummaryWords;

/// What all reports on a comparison are made of.
///
/// @param details for the parts of a report that show lines and bytes
/// @param loaded whether it was read from a report that diffoscope wrote: then there are no accounts and no causes
/// @param version of the program
public record CompareReport(Party left, Party right, Outcome outcome, DetailSource details, boolean loaded,
        String version) {

    /// The numbers.
    Summary summary() {
        return Summary.of(outcome.comparison());
    }

    /// The paragraph that can be quoted.
    String paragraph() {
        return String.join(" ", SummaryWords.of(outcome, summary(), left.name(), right.name(), left.size(),
                right.size(), loaded));
    }

    /// Everything, in the order of paths.
    List<Difference> differences() {
        return outcome.comparison().differences();
    }

    /// What is to be looked at first.
    List<Difference> security() {
        return differences().stream().filter(CompareWords::isSecurity).toList();
    }

    /// What was left out of the answer.
    List<Difference> ignored() {
        return differences().stream().filter(outcome::isIgnored).toList();
    }
}
