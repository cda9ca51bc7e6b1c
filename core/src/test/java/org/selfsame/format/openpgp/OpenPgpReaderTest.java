package org.selfsame.format.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Keys, signatures and messages of GnuPG.
class OpenPgpReaderTest {
    private static final byte[] TEXT = "hello\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    @Test
    void readsAKeyringBySignersAndUsers() throws IOException {
        try (var gpg = new Gpg(directory).at("20240102T030405")) {
            var ann = gpg.key("Ann <ann@example.org>");
            var bob = gpg.key("Bob", "rsa2048", "sign", "never");
            var opened = Opened.of(new OpenPgpFormat(), gpg.export()).sound();
            assertThat(opened.paths()).containsExactlyInAnyOrder(ann + "/public key",
                    ann + "/signature 0x13 by " + ann.substring(24), ann + "/user id: Ann <ann@example.org>",
                    bob + "/public key", bob + "/signature 0x13 by " + bob.substring(24), bob + "/user id: Bob");
            assertThat(opened.file(ann + "/public key").metadata().created())
                    .isEqualTo(Instant.parse("2024-01-02T03:04:05Z"));
            assertThat(opened.text(bob + "/user id: Bob")).isEqualTo("Bob");
            assertThat(opened.regions("key.creation_time")).hasSize(2);
        }
    }

    @Test
    void readsADetachedSignatureInBinaryAndArmor() throws IOException {
        try (var gpg = new Gpg(directory).at("20240102T030405")) {
            var key = gpg.key("Ann");
            var name = "signature 0x00 by " + key.substring(24);
            var binary = gpg.sign(key, TEXT);
            var opened = Opened.of(new OpenPgpFormat(), binary).sound();
            assertThat(opened.paths()).containsExactly(name);
            assertThat(opened.file(name).metadata().created()).isEqualTo(Instant.parse("2024-01-02T03:04:05Z"));
            assertThat(opened.regions("signature.creation_time")).hasSize(1);
            var armored = Opened.of(new OpenPgpFormat(), gpg.sign(key, TEXT, "--armor")).sound();
            assertThat(armored.paths()).containsExactly("signature");
            assertThat(armored.field("armor.crc24")).hasSize(4);
            assertThat(Opened.of(new OpenPgpFormat(), armored.bytes("signature")).paths()).containsExactly(name);
        }
    }

    @Test
    void readsTextSignedInCleartext() throws IOException {
        try (var gpg = new Gpg(directory)) {
            var opened = Opened.of(new OpenPgpFormat(), gpg.clearsign(gpg.key("Ann"), TEXT)).sound();
            assertThat(opened.paths()).containsExactly("signature", "signed message");
            assertThat(opened.text("signed message")).isEqualTo("hello\n");
            assertThat(opened.fact("openpgp.armor")).isEqualTo("signed message");
        }
    }

    @Test
    void readsAMessage() throws IOException {
        try (var gpg = new Gpg(directory).at("20240102T030405")) {
            var opened = Opened.of(new OpenPgpFormat(), gpg.signInline(gpg.key("Ann"), TEXT, "-z", "0")).sound();
            assertThat(opened.paths()).contains("literal data", "one-pass signature");
            assertThat(opened.raw("literal.date")).containsExactly(0x65, 0x93, 0x7d, 0x25);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/share/keyrings/debian-archive-keyring.gpg",
            "/usr/share/keyrings/debian-role-keys.gpg",
            "/usr/share/keyrings/debian-archive-removed-keys.gpg"})
    void countsThePacketsOfDebiansKeyringsAsGnupgDoes(String file) throws IOException {
        Tool.requireFile(file, "debian-archive-keyring debian-keyring");
        Tool.require("gpg");
        var packets = Tool.run(directory, "gpg", "--homedir", directory.toString(), "--batch", "--list-packets", file)
                .out().lines().filter(line -> line.startsWith("# off=")).count();
        assertThat(Opened.of(new OpenPgpFormat(), Path.of(file)).sound().paths()).hasSize((int) packets);
    }

    @Test
    void keepsWhatComesBeforeTheDamage() throws IOException {
        try (var gpg = new Gpg(directory)) {
            gpg.key("Ann");
            var bytes = gpg.export();
            var opened = Opened.of(new OpenPgpFormat(), Arrays.copyOf(bytes, bytes.length - 5));
            assertThat(opened.anomalies()).containsExactly("openpgp.damaged");
            assertThat(opened.paths()).hasSize(2);
        }
    }

    @Test
    void takesNoOtherBytesForPackets() throws IOException {
        var format = new OpenPgpFormat();
        assertThat(format.recognizes(new BytesContent(new byte[]{(byte) 0x99, 1, 13, 9, 0, 0}))).isFalse();
        var text = Files.writeString(directory.resolve("x"), "-----BEGIN RSA PRIVATE KEY-----\n");
        assertThat(format.recognizes(new BytesContent(Files.readAllBytes(text)))).isFalse();
        var random = new Random(1);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[2000];
            random.nextBytes(bytes);
            taken += format.recognizes(new BytesContent(bytes)) ? 1 : 0;
        }
        assertThat(taken).isLessThan(10);
    }
}
