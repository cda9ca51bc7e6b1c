package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.Recipe.ArchiveRequest;

/// What was seen of archives survives whatever happens to the file.
class SeenListsTest {
    private static final Digest DIGEST = new Digest(DigestAlgorithm.SHA256, "ab".repeat(32));
    private static final ArchiveRequest REQUEST = new ArchiveRequest("mini", List.of("https://deb.example.org/mini"),
            "stable", List.of("main"), null, null, null, null);

    @TempDir
    Path directory;

    private static PinnedArchive archive(Instant date) {
        return new PinnedArchive(REQUEST, "https://deb.example.org/mini",
                new Lock.InRelease(DIGEST, 1, date, null, "stable", List.of()), List.of(), DIGEST);
    }

    @Test
    void whatIsAddedAfterALossOfPowerIsRemembered() throws IOException {
        var file = directory.resolve("archives");
        var date = Instant.parse("2026-07-11T08:45:13Z");
        Files.writeString(file, "2026-07-10T08:45:13Z ab");
        SeenLists.read(file).add(List.of(archive(date)));
        assertThat(SeenLists.read(file).latest(REQUEST)).extracting(ProofRules.Seen::date).isEqualTo(date);

        SeenLists.read(file).add(List.of(archive(date.plusSeconds(1))));
        assertThat(file).content().doesNotContain("\n\n").endsWith("\n");
        assertThat(SeenLists.read(file).latest(REQUEST)).extracting(ProofRules.Seen::date)
                .isEqualTo(date.plusSeconds(1));
    }
}
