package org.selfsame.report;

import org.selfsame.verify.NextAction;
import org.selfsame.verify.Verification;
import org.selfsame.words.EvidenceWords;
import org.selfsame.words.VerdictWords;
import org.selfsame.words.Words;

/// A result as text for a terminal: the answer first, then how we know. Says what the window says, in the same words.
public final class TextReport {
    private static final String INDENT = "  ";

    private TextReport() {}

    /// The text, ended with a line feed.
    public static String of(Verification it) {
        var text = new StringBuilder();
        var words = VerdictWords.of(it);
        line(text, 0, words.title());
        line(text, 0, "");
        line(text, 0, words.sentence());
        line(text, 0, words.reason());
        words.badges().forEach(badge -> line(text, 0, badge));
        line(text, 0, Words.text("report.next", "action", words.actionHow()));
        line(text, 0, "");
        line(text, 0, EvidenceWords.title(it.evidence().size()));
        for (var evidence : it.evidence()) {
            var evidenceWords = EvidenceWords.of(evidence);
            line(text, 1, "[" + evidenceWords.state() + "] " + evidenceWords.line());
            evidenceWords.details().forEach(detail -> line(text, 3, detail));
        }
        identity(text, it);
        damage(text, it);
        if (NextAction.of(it.verdict()) == NextAction.USE_IT) {
            line(text, 0, "");
            line(text, 0, Words.text("report.limits"));
        }
        return text.toString();
    }

    private static void identity(StringBuilder text, Verification it) {
        var lines = Sections.identity(it.identity());
        if (!lines.isEmpty()) {
            line(text, 0, "");
            line(text, 0, Words.text("identity.title"));
            lines.forEach((label, value) -> line(text, 1, label + ": " + value));
            line(text, 1, Words.text("identity.note"));
        }
    }

    private static void damage(StringBuilder text, Verification it) {
        if (!it.damage().isEmpty()) {
            line(text, 0, "");
            line(text, 0, Words.text("damage.title"));
            for (var damage : it.damage()) {
                var lines = Sections.damage(damage);
                line(text, 1, lines.getFirst());
                lines.stream().skip(1).forEach(more -> line(text, 3, more));
            }
        }
    }

    private static void line(StringBuilder text, int indent, String line) {
        text.append(line.isEmpty() ? "" : INDENT.repeat(indent)).append(line).append('\n');
    }
}
