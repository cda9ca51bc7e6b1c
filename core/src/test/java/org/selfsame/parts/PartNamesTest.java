package org.selfsame.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that any tree can hold, from any bytes.
class PartNamesTest {

    @ParameterizedTest
    @CsvSource({"plain, plain", "usr/bin/x, usr%2Fbin%2Fx", "100%, 100%25", "., %2E", ".., %2E%2E", ".a, .a", "'', %",
            "ärger, ärger"})
    void escapesWhatNoNameMayHave(String text, String name) {
        assertThat(PartNames.of(text)).hasToString(name);
        assertThat(PartNames.of(text).isPlain()).isTrue();
    }

    @Test
    void escapesControlCharacters() {
        assertThat(PartNames.of(new byte[]{'a', 0, 4, '\n', 0x7f})).hasToString("a%00%04%0A%7F");
    }

    @Test
    void cutsLongNamesSoThatTheyStayDifferent() {
        var start = "x".repeat(200);
        assertThat(PartNames.of(start + "a").toString()).hasSize(97).startsWith("x".repeat(80) + "~");
        assertThat(PartNames.of(start + "a")).isNotEqualTo(PartNames.of(start + "b"));
        var longest = "y".repeat(120).getBytes(StandardCharsets.UTF_8);
        assertThat(PartNames.of(longest).bytes()).isEqualTo(longest);
    }
}
