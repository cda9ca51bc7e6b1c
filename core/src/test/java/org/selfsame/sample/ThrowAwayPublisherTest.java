package org.selfsame.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class ThrowAwayPublisherTest {
    @TempDir
    Path directory;

    @Test
    void signsSoThatGnupgAgrees() throws IOException {
        Tool.require("gpg", "gpgv");
        var publisher = new ThrowAwayPublisher("Sample <sample@example.org>", Instant.now());
        Files.writeString(directory.resolve("list"), "text\n");
        Files.write(directory.resolve("key"), publisher.certificate());
        Files.write(directory.resolve("list.sig"), publisher.sign("text\n".getBytes(UTF_8)));
        Tool.run(directory, "gpg", "--homedir", directory.toString(), "--batch", "--dearmor", "-o", "key.pgp", "key");
        var verified = Tool.run(directory, "gpgv", "--homedir", directory.toString(), "--status-fd", "1", "--keyring",
                directory.resolve("key.pgp").toString(), "list.sig", "list");
        assertThat(verified.out()).contains("GOODSIG").contains("Sample <sample@example.org>").contains("VALIDSIG");

        Files.writeString(directory.resolve("list"), "Text\n");
        var refused = Tool.tryRun(directory, Map.of(), "gpgv", "--homedir", directory.toString(), "--status-fd", "1",
                "--keyring", directory.resolve("key.pgp").toString(), "list.sig", "list");
        assertThat(refused.out()).contains("BADSIG");
    }
}
