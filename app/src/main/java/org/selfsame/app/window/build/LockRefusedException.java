package org.selfsame.app.window.build;

import java.io.IOException;
import org.selfsame.apt.ProofReport;

/// A lock was made, and something in it is not what it must be.
final class LockRefusedException extends IOException {
    private final transient ProofReport report;

    LockRefusedException(ProofReport report) {
        super("refused: " + report.refused().findFirst().map(Object::toString).orElse(""));
        this.report = report;
    }

    /// What was refused, and why.
    ProofReport report() {
        return report;
    }
}
