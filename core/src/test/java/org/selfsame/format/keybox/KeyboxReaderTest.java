package org.selfsame.format.keybox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Opened;

/// The key box of a GnuPG with two keys.
class KeyboxReaderTest {
    @TempDir
    private Path directory;

    @Test
    void findsKeysByTheirFingerprints() throws IOException {
        try (var gpg = new Gpg(directory).at("20240102T030405")) {
            var ann = gpg.key("Ann");
            var bob = gpg.key("Bob");
            var opened = Opened.of(new KeyboxFormat(), gpg.home().resolve("pubring.kbx")).sound();
            assertThat(opened.paths()).containsExactlyInAnyOrder(ann, bob);
            // the whole key packet; GnuPG keeps packets of its own behind the user id
            assertThat(opened.bytes(ann)).startsWith(Arrays.copyOf(gpg.export(ann), 53));
            assertThat(Instant.parse(opened.fact("keybox.created_at"))).isAfter("2024-01-01T00:00:00Z");
            assertThat(opened.regions("blob.checksum")).hasSize(2);
        }
    }
}
