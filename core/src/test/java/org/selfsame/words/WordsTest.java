package org.selfsame.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.selfsame.apt.ProofReport;
import org.selfsame.compare.CauseCode;
import org.selfsame.task.Activity;
import org.selfsame.tree.Text;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.Refusal;
import org.selfsame.verify.Evidence;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Identity;
import org.selfsame.verify.NextAction;
import org.selfsame.verify.NotCheckedReason;
import org.selfsame.verify.Samples;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;

class WordsTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z_]+)+)\"");
    private static final Pattern CALL = Pattern
            .compile("Words\\s*\\.\\s*(?:text|plural)\\(\\s*\"([^\"]+)\"\\s*[,)]");
    /// Families of keys that are put together from the names of states; each is rendered in full below.
    private static final List<String> FAMILIES = List.of("verdict.", "reason.", "action.", "badge.", "evidence.",
            "state.", "signature.", "unreadable.", "activity.", "cause.", "comparison.answer.", "comparison.side.",
            "comparison.cause.", "buildview.step.", "buildview.state.", "buildview.lock.", "buildview.output.",
            "buildview.variation.", "buildview.changes.",
            "buildview.sandbox.", "compareview.column.", "compareview.sentence.only.", "compareview.sort.",
            "compareview.state.", "proof.", "resolve.");

    @Test
    void everyVerdictRendersInFull() {
        for (var verdict : Samples.verdicts()) {
            var words = VerdictWords.of(Samples.verification(verdict));
            var all = new ArrayList<>(List.of(words.title(), words.sentence(), words.reason(), words.action(),
                    words.actionHow()));
            all.addAll(words.badges());
            assertThat(all).allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("{", "}"));
            assertThat(words.sentence()).endsWith(".");
            assertThat(words.reason()).endsWith(".");
        }
    }

    @Test
    void onlyImagesOfDiscsAndDisksAreForSticks() {
        for (var verdict : Samples.verdicts()) {
            var image = Samples.verification(verdict);
            var text = new Verification(image.file(), image.size(), image.digests(), verdict, image.badges(),
                    image.evidence(), Identity.NONE, List.of());
            assertThat(VerdictWords.of(text).actionHow()).doesNotContain("USB");
            if (NextAction.of(verdict) == NextAction.USE_IT) {
                assertThat(VerdictWords.of(image).actionHow()).contains("USB");
            }
        }
    }

    @Test
    void everyPieceOfEvidenceRendersInFull() {
        for (var evidence : Samples.evidence()) {
            var words = EvidenceWords.of(evidence);
            assertThat(words.details()).allSatisfy(text -> assertThat(text).doesNotContain("{", "}"));
            assertThat(words.line()).isNotBlank().doesNotContain("{", "}");
            assertThat(words.state()).isIn("ok", "different", "missing", "not asked");
        }
        assertThat(EvidenceWords.title(1)).isEqualTo("How we know (1 check)");
        assertThat(EvidenceWords.title(5)).isEqualTo("How we know (5 checks)");
    }

    @Test
    void everyRefusalAndEveryBrokenRuleHasWords() {
        for (var refusal : Refusal.values()) {
            var result = refusal.name().toLowerCase(Locale.ROOT);
            assertThat(EvidenceWords.of(new Evidence.Signed(State.MISSING, "a.sig", "a", result, null, "", "", null))
                    .line()).contains("does not count");
        }
        for (var rule : TrustException.Reason.values()) {
            assertThat(EvidenceWords.of(new Evidence.Unreadable("a.sig", rule.name())).line()).startsWith("a.sig");
        }
        assertThat(Words.keys().stream().filter(key -> key.startsWith("unreadable."))
                .map(key -> key.substring("unreadable.".length())))
                .containsAll(Arrays.stream(TrustException.Reason.values()).map(Enum::name).toList())
                .hasSize(TrustException.Reason.values().length + 1);
    }

    @Test
    void everyLineOfAProofRendersInFull() {
        var input = new ProofReport.Input(ProofReport.Input.Kind.PACKAGE, "hello 1.0 amd64");
        var all = new StringBuilder();
        for (var reason : ProofReport.Reason.values()) {
            var found = switch (reason) {
                case SIGNATURE_REFUSED -> "KEY_REVOKED";
                case LIST_BROKEN, KEYRING_BROKEN -> "EMPTY";
                default -> "1";
            };
            var words = ProofWords
                    .of(new ProofReport.Line(input, ProofReport.Rule.STORED, new ProofReport.Outcome.Refused(
                            reason, Map.of("found", found, "expected", "2", "path", "p", "field", "f"))));
            assertThat(words.line()).isNotBlank().doesNotContain("{", "}");
            assertThat(words.advice()).hasValueSatisfying(text -> assertThat(text).endsWith("."));
            all.append(words.advice().orElseThrow()).append(' ');
        }
        assertThat(ReadingGrade.of(all.toString())).isLessThanOrEqualTo(8.5);
        for (var gap : ProofReport.Gap.values()) {
            assertThat(ProofWords.of(new ProofReport.Line(input, ProofReport.Rule.SEEN,
                    new ProofReport.Outcome.NotChecked(gap))).line()).endsWith(".");
        }
        for (var rule : ProofReport.Rule.values()) {
            assertThat(ProofWords.of(new ProofReport.Line(input, rule, new ProofReport.Outcome.Proven())).rule())
                    .endsWith("?");
        }
        for (var kind : ProofReport.Input.Kind.values()) {
            assertThat(ProofWords.input(new ProofReport.Input(kind, "x"))).startsWith("the ").contains("x");
        }
        assertThat(Words.keys().stream().filter(key -> key.startsWith("proof.refused.")))
                .hasSize(ProofReport.Reason.values().length);
        assertThat(ProofWords.summary(new ProofReport(List.of()))).doesNotContain("{", "}");
    }

    @Test
    void everyActivityHasWords() {
        for (var activity : Activity.values()) {
            assertThat(Words.activity(activity)).isNotBlank();
        }
    }

    @Test
    void everyCauseHasATitleAndAHint() {
        var all = new StringBuilder();
        for (var code : CauseCode.values()) {
            var title = Words.text("cause." + code);
            var hint = Words.text("cause." + code + ".hint");
            assertThat(title).as(code.name()).isNotBlank().doesNotEndWith(".").doesNotContain("{", "}");
            assertThat(hint).as(code.name()).endsWith(".").doesNotContain("{", "}");
            all.append(title).append(". ").append(hint).append(' ');
        }
        assertThat(ReadingGrade.of(all.toString())).isLessThanOrEqualTo(8.5);
        assertThat(Words.keys().stream().filter(key -> key.startsWith("cause.")))
                .hasSize(2 * CauseCode.values().length);
    }

    @Test
    void everyKeyThatIsUsedExistsAndEveryKeyIsUsed() throws IOException {
        var called = new TreeSet<String>();
        var literals = new TreeSet<String>();
        for (var source : sources()) {
            var text = Files.readString(source);
            CALL.matcher(text).results().forEach(found -> called.add(found.group(1)));
            LITERAL.matcher(text).results().forEach(found -> literals.add(found.group(1)));
        }
        assertThat(Words.keys()).containsAll(called);
        var unused = new TreeSet<>(Words.keys());
        unused.removeAll(literals);
        unused.removeIf(key -> key.endsWith(".one") && literals.contains(key.substring(0, key.length() - 4)));
        unused.removeIf(key -> FAMILIES.stream().anyMatch(key::startsWith));
        assertThat(unused).as("keys that nobody uses").isEmpty();
    }

    /// Both modules: the window and the commands use this bundle too.
    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        for (var root : List.of(Path.of("src/main/java"), Path.of("../app/src/main/java"))) {
            try (var files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    @Test
    void titlesPromiseNothing() {
        var banned = List.of("secure", "safe", "valid", "trusted", "hash", "gpg");
        for (var key : Words.keys()) {
            if (key.endsWith(".title")) {
                var title = Words.text(key, Map.of("file", "x", "count", 1)).toLowerCase(Locale.ROOT);
                assertThat(banned).as(key).noneMatch(title::contains);
            }
        }
    }

    @Test
    void wordsAreEasyToRead() {
        for (var verdict : Samples.verdicts()) {
            var words = VerdictWords.of(Samples.verification(verdict));
            var text = words.sentence() + " " + words.reason();
            assertThat(ReadingGrade.of(text)).as(text).isLessThanOrEqualTo(8.5);
        }
        for (var key : Words.keys()) {
            if (key.startsWith("badge.") || key.startsWith("action.") && key.endsWith(".how")) {
                var text = Words.text(key, Map.of("different", 2, "homePage", "the page"));
                assertThat(ReadingGrade.of(text)).as(text).isLessThanOrEqualTo(9);
            }
        }
    }

    @Test
    void onlyTrueWhenNothingIsKnownToBeWrong() {
        for (var reason : List.of(NotCheckedReason.UNVOUCHED_LIST_DIFFERS, NotCheckedReason.KEY_NOT_PINNED,
                NotCheckedReason.EMPTY, NotCheckedReason.FILE_CHANGED)) {
            var words = VerdictWords.of(Samples.verification(new Verdict.NotChecked(reason)));
            assertThat(words.reason()).as(reason.name()).doesNotContain("Nothing is known to be wrong");
        }
    }

    @Test
    void valuesAreMadeHarmless() {
        assertThat(Words.text("report.title", "file", "a\u001b[31m\u202eb\n")).isEqualTo(
                "Check of a\\u{1b}[31m\\u{202e}b\\n");
        assertThat(Words.text("report.title", "file", "$1 \\ {file}")).isEqualTo("Check of $1 \\ {file}");
        var once = Text.harmless("a\u001bb\\c");
        assertThat(Text.harmless(once)).isEqualTo(once.replace("\\\\", "\\\\"));
    }

    @Test
    void missingWordsAndValuesAreErrors() {
        assertThatThrownBy(() -> Words.text("no.such.key")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Words.text("report.title")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{file}");
    }

    @Test
    void quantities() {
        assertThat(Quantities.size(999)).isEqualTo("999 bytes");
        assertThat(Quantities.size(1000)).isEqualTo("1.0 kB");
        assertThat(Quantities.size(999_999)).isEqualTo("1.0 MB");
        assertThat(Quantities.size(1_474_560)).isEqualTo("1.5 MB");
        assertThat(Quantities.size(Long.MAX_VALUE)).isEqualTo("9223372.0 TB");
        assertThat(Quantities.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Quantities.duration(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Quantities.duration(Duration.ofMinutes(62))).isEqualTo("1 h 2 min");
        assertThat(Quantities.grouped("0123456789")).isEqualTo("0123 4567 89");
    }
}
