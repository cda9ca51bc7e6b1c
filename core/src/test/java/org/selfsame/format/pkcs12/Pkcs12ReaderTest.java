package org.selfsame.format.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Key stores of OpenSSL's.
class Pkcs12ReaderTest {
    @TempDir
    private Path directory;

    @Test
    void findsAnEncryptedKeyAndTheSafeOfCertificates() throws IOException {
        var opened = store("-passout", "pass:x").sound();
        assertThat(opened.fact("pkcs12.integrity")).isEqualTo("password");
        assertThat(opened.paths()).containsExactly("encrypted safe 1", "mine: encrypted key");
        assertThat(opened.regions("integrity.salt")).hasSize(1);
        assertThat(opened.regions("encryption.salt")).extracting(region -> region.owner())
                .contains("encrypted safe 1", "mine: encrypted key");
    }

    @Test
    void findsWhatIsNotEncrypted() throws IOException {
        var opened = store("-passout", "pass:", "-keypbe", "NONE", "-certpbe", "NONE", "-nomac").sound();
        assertThat(opened.fact("pkcs12.integrity")).isEqualTo("none");
        assertThat(opened.paths()).containsExactly("mine: certificate", "mine: key");
        assertThat(opened.regions("encryption.salt")).isEmpty();
    }

    @Test
    void takesNoOtherSequenceForAStore() throws IOException {
        store("-passout", "pass:x");
        var format = new Pkcs12Format();
        assertThat(format.recognizes(new BytesContent(Tool.run(directory, "openssl", "x509", "-in", "c.pem", "-text")
                .out().getBytes(StandardCharsets.UTF_8)))).isFalse();
        Tool.run(directory, "openssl", "x509", "-in", "c.pem", "-outform", "DER", "-out", "c.der");
        assertThat(format.recognizes(new BytesContent(Files.readAllBytes(directory.resolve("c.der")))))
                .isFalse();
        var bytes = Files.readAllBytes(directory.resolve("x.p12"));
        assertThat(Opened.of(format, Arrays.copyOf(bytes, bytes.length + 1)).anomalies())
                .containsExactly("pkcs12.trailing_bytes");
    }

    private Opened store(String... options) throws IOException {
        Tool.require("openssl");
        Tool.run(directory, "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "k.pem", "-out",
                "c.pem", "-subj", "/CN=x");
        var command = new ArrayList<>(List.of("openssl", "pkcs12", "-export", "-out", "x.p12", "-inkey", "k.pem",
                "-in", "c.pem", "-name", "mine"));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return Opened.of(new Pkcs12Format(), directory.resolve("x.p12"));
    }
}
