package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Tool;

/// Debian's own `InRelease` files, with Debian's own keyrings, judged by gpgv as well.
class InReleaseTest {
    private static final Path LISTS = Path.of("/var/lib/apt/lists");

    private static List<Path> inReleases() throws IOException {
        assumeTrue(Files.isDirectory(LISTS), "no lists of apt");
        try (var files = Files.list(LISTS)) {
            var found = files.filter(f -> f.toString().endsWith("InRelease") && f.toString().contains("debian.org"))
                    .toList();
            assumeTrue(!found.isEmpty(), "no InRelease of Debian: run apt-get update");
            return found;
        }
    }

    private static Keyring keyring(String name) throws IOException {
        try (var content = FileContent.open(Tool.requireFile("/usr/share/keyrings/" + name,
                "debian-archive-keyring"))) {
            return Keyring.read(content);
        }
    }

    private static SignedContent check(Path file, Keyring keyring) throws IOException {
        try (var content = FileContent.open(file)) {
            return CleartextMessage.read(content).check(keyring, Policy.standard(Instant.now()));
        }
    }

    @Test
    void everyOneIsSignedByTwoOrMoreKeysOfDebian() throws IOException {
        var keyring = keyring("debian-archive-keyring.gpg");
        for (var file : inReleases()) {
            var checked = check(file, keyring);
            assertThat(checked.report().refused()).as(file.toString()).isEmpty();
            assertThat(checked.report().good()).as(file.toString()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(checked.verified()).get().extracting(b -> new String(b, StandardCharsets.UTF_8)).asString()
                    .startsWith("Origin: Debian\n");
        }
    }

    @Test
    void removedKeysAloneDoNotDo() throws IOException {
        var keyring = keyring("debian-archive-removed-keys.gpg");
        for (var file : inReleases()) {
            var checked = check(file, keyring);
            assertThat(checked.verified()).as(file.toString()).isEmpty();
            assertThat(checked.report().unknown()).as(file.toString()).hasSameSizeAs(checked.report().signatures());
        }
    }

    @Test
    void verifiedTextIsWhatGpgvPrints(@TempDir Path directory) throws IOException {
        Tool.require("gpgv");
        var keyring = keyring("debian-archive-keyring.gpg");
        for (var file : inReleases()) {
            var out = directory.resolve(file.getFileName());
            Tool.tryRun(directory, Map.of(), "gpgv", "--keyring", "/usr/share/keyrings/debian-archive-keyring.gpg",
                    "--output", out.toString(), file.toString());
            assertThat(check(file, keyring).verified()).contains(Files.readAllBytes(out));
        }
    }
}
