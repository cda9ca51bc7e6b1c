package org.selfsame.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.apt.ResolveException;

class ResolveWordsTest {

    @ParameterizedTest
    @EnumSource(ResolveException.Reason.class)
    void everyReasonHasASentenceAndAdvice(ResolveException.Reason reason) {
        var words = ResolveWords.of(new ResolveException(reason, "sub\u001bject", List.of("det\u202eail")));
        assertThat(words.sentence()).isNotBlank().doesNotContain("\u001b", "\u202e", "{subject}", "{details}");
        assertThat(words.details()).doesNotContain("\u001b", "\u202e");
        assertThat(words.sentence() + words.details()).containsAnyOf("sub", "det");
        assertThat(words.advice()).endsWith(".");
    }
}
