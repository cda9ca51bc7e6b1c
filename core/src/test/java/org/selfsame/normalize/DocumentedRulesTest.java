package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/normalization.md` names every rule.
class DocumentedRulesTest {

    @Test
    void allRulesAreDocumented() throws IOException {
        var page = Files.readString(Path.of("../docs/normalization.md"));
        assertThat(Rules.all()).extracting(Rule::id).allSatisfy(id -> assertThat(page).contains("`" + id + "`"));
    }
}
