package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;

/// Holds docs/causes.md to what is found.
class DocumentedCausesTest {
    private static final Path PAGE = Path.of("../docs/causes.md");

    @ParameterizedTest
    @EnumSource(CauseCode.class)
    void everyCauseIsDocumentedWithItsWeight(CauseCode code) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `" + code + "` | " + code.weight().name().toLowerCase(
                Locale.ROOT) + " |");
    }

    @ParameterizedTest
    @MethodSource("org.selfsame.compare.cause.TextCausesTest#cases")
    void theConfusionTableIsWhatIsFound(CauseCode code, String path, TextCausesTest.Pair pair,
            TextCausesTest.Pair nearMiss) throws IOException {
        var line = line(code, path, pair, nearMiss);
        assertThat(Files.readString(PAGE).contains(line)).as(line).isTrue();
    }

    static String line(CauseCode code, String path, TextCausesTest.Pair pair, TextCausesTest.Pair nearMiss)
            throws IOException {
        return "| `" + code + "` | " + shown(pair) + " | " + found(Cases.compare(path, pair.left(), pair.right()))
                + " | "
                + shown(nearMiss) + " | " + found(Cases.compare(path, nearMiss.left(), nearMiss.right())) + " |";
    }

    private static String shown(TextCausesTest.Pair pair) {
        return "`" + text(pair.left()) + "` → `" + text(pair.right()) + "`";
    }

    private static String text(String text) {
        return text.strip().replace("\n", " ⏎ ").replace("|", "¦");
    }

    private static String found(Comparison comparison) {
        return comparison.differences().stream().flatMap(difference -> difference.causes().stream())
                .map(cause -> cause.code() + " " + cause.confidence().name().toLowerCase(Locale.ROOT))
                .distinct().sorted().collect(Collectors.joining(", "));
    }
}
