package org.selfsame.format.jks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Key stores of keytool's.
class JksReaderTest {
    private static final String[] ACCESS = {"-keystore", "x", "-storepass", "changeit", "-storetype"};

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "JCEKS"})
    void findsKeysAndCertificatesByAlias(String type) throws IOException {
        keytool("-genkeypair", type, "-alias", "me", "-keyalg", "EC", "-keypass", "changeit", "-dname", "CN=x");
        keytool("-exportcert", type, "-alias", "me", "-file", "x.crt");
        keytool("-importcert", type, "-alias", "ca/root", "-file", "x.crt", "-noprompt");
        var opened = Opened.of(new JksFormat(), directory.resolve("x")).sound();
        assertThat(opened.fact("jks.type")).isEqualTo(type);
        assertThat(opened.fact("jks.entries")).isEqualTo("2");
        assertThat(opened.paths()).containsExactly("ca%2Froot/certificate", "me/certificate 1",
                "me/encrypted private key");
        assertThat(opened.bytes("ca%2Froot/certificate"))
                .isEqualTo(Files.readAllBytes(directory.resolve("x.crt")));
        assertThat(Objects.requireNonNull(opened.file("me/certificate 1").metadata().created()))
                .isAfter("2020-01-01T00:00:00Z");
        assertThat(opened.regions("entry.creation_date")).hasSize(2);
    }

    @Test
    void showsASecretKeyAsAWhole() throws IOException {
        keytool("-genseckey", "JCEKS", "-alias", "secret", "-keyalg", "AES", "-keysize", "128", "-keypass",
                "changeit");
        assertThat(Opened.of(new JksFormat(), directory.resolve("x")).sound().paths())
                .containsExactly("secret/sealed secret key and what follows");
    }

    private void keytool(String command, String type, String... options) {
        Tool.require("keytool");
        var all = new ArrayList<>(List.of("keytool", command));
        all.addAll(List.of(ACCESS));
        all.add(type);
        all.addAll(List.of(options));
        Tool.run(directory, all.toArray(String[]::new));
    }
}
