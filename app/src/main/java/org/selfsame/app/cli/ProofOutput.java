package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.selfsame.apt.ProofReport;
import org.selfsame.report.ProofJson;
import org.selfsame.words.ProofWords;

/// Shows what checking a lock gave: every broken rule with what to do, and all of it in a sentence.
final class ProofOutput {
    /// Broken rules that are told one by one; one broken list breaks all of its packages.
    private static final int TOLD = 20;

    private ProofOutput() {}

    /// Shows `report`, as JSON or for people.
    ///
    /// @return the exit code
    static int show(ProofReport report, boolean asJson, Console console) throws IOException {
        if (asJson) {
            console.out().write(ProofJson.of(report).getBytes(StandardCharsets.UTF_8));
        }
        report.refused().limit(TOLD).map(ProofWords::of).forEach(words -> {
            console.problem(words.line());
            words.advice().ifPresent(advice -> console.message("  " + advice));
        });
        console.message(ProofWords.summary(report));
        return report.isGood() ? ExitCode.GOOD : ExitCode.BAD;
    }
}
