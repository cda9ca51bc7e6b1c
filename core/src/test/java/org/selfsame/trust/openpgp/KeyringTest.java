package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.trust.openpgp.Check.fails;
import static org.selfsame.trust.openpgp.Check.keyring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.trust.TrustException.Reason;

/// Key files: those of Debian, those of GnuPG, and what is none.
class KeyringTest {
    private final Forge alice = Forge.ed25519(Instant.EPOCH);
    private final Forge bob = Forge.version6(Instant.EPOCH);

    private static void rejected(Reason reason, byte[]... bytes) {
        fails(() -> keyring(bytes), reason);
    }

    @Test
    void certificatesAreListedInTheOrderOfTheFile() throws IOException {
        assertThat(keyring(bob.certificate(), alice.certificate()).fingerprints())
                .containsExactly(bob.fingerprint(), alice.fingerprint());
    }

    @Test
    void blocksWithTextAroundThemAreRead() throws IOException {
        var text = "Our keys:\n".getBytes(StandardCharsets.UTF_8);
        var keyring = keyring(text, DetachedSignatureTest.armor("PUBLIC KEY BLOCK", alice.certificate()), text,
                DetachedSignatureTest.armor("PUBLIC KEY BLOCK", bob.certificate()));
        assertThat(keyring.fingerprints()).containsExactly(alice.fingerprint(), bob.fingerprint());
    }

    @Test
    void certificateComesOutAsItWentIn() throws IOException {
        assertThat(keyring(alice.certificate()).certificate(alice.fingerprint())).get()
                .extracting(Certificate::encoded).isEqualTo(alice.certificate());
    }

    @Test
    void copiesOfOneCertificateAreTakenTogether() throws IOException {
        var union = Keyring.union(List.of(keyring(alice.certificate()), keyring(alice.certificate(),
                bob.certificate())));
        assertThat(union.fingerprints()).containsExactly(alice.fingerprint(), bob.fingerprint());
        assertThat(union.certificates().getFirst().encoded()).isEqualTo(alice.certificate());
    }

    @Test
    void whatIsNoKeyFileIsRefused() {
        rejected(Reason.EMPTY, new byte[0]);
        rejected(Reason.NO_KEY, "hello\n".getBytes(StandardCharsets.UTF_8));
        rejected(Reason.NO_KEY, alice.sign(Signature.BINARY, Instant.EPOCH, new byte[0]));
        rejected(Reason.NO_KEY, Forge.packet(Packet.LITERAL, new byte[9]));
        rejected(Reason.NO_KEY, Forge.packet(Packet.PUBLIC_KEY, new byte[]{3, 0, 0, 0, 0, 0, 1}));
        rejected(Reason.SECRET_KEY, Forge.packet(Packet.SECRET_KEY, new byte[9]));
        rejected(Reason.SECRET_KEY, DetachedSignatureTest.armor("PRIVATE KEY BLOCK", new byte[9]));
        rejected(Reason.TOO_LARGE, new byte[Policy.MAX_KEYRING_BYTES + 1]);
        rejected(Reason.JUNK_AFTER, alice.certificate(), new byte[3]);
        rejected(Reason.NOT_ARMOURED_RIGHT,
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n!\n-----END PGP PUBLIC KEY BLOCK-----\n"
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void tooManyKeysAreRefused() {
        var key = alice.keyPacket(false);
        var many = new byte[(Policy.MAX_CERTIFICATES + 1) * key.length];
        for (int i = 0; i < many.length; i += key.length) {
            System.arraycopy(key, 0, many, i, key.length);
        }
        rejected(Reason.TOO_MANY_KEYS, many);
    }

    @Test
    void keyFileOfCountlessPacketsOrLinesIsRefused() {
        var empty = new byte[2 * Policy.MAX_KEYRING_PACKETS];
        for (int i = 0; i < empty.length; i += 2) {
            empty[i] = (byte) (0xc0 | Packet.SIGNATURE);
        }
        rejected(Reason.TOO_LARGE, alice.certificate(), empty);
        rejected(Reason.TOO_LARGE, "x".repeat(Policy.MAX_ARMOURED_KEYRING_BYTES + 1)
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void keyboxIsRefusedByName(@TempDir Path directory) throws IOException {
        try (var gpg = new Gpg(directory)) {
            gpg.key("alice");
            try (var keybox = FileContent.open(gpg.home().resolve("pubring.kbx"))) {
                fails(() -> Keyring.read(keybox), Reason.KEYBOX);
            }
        }
    }

    @Test
    void brokenKeyDoesNotHideTheNextOne() throws IOException {
        var broken = Forge.packet(Packet.PUBLIC_KEY, new byte[]{4, 0, 0, 0, 0, 1, 77});
        var signature = alice.sign(Signature.BINARY, Instant.EPOCH, Check.IMAGE);
        Check.good(Check.only(signature, keyring(broken, alice.certificate())));
    }

    @Test
    void userIdsAreDecodedAsTheyAre() throws IOException {
        assertThat(keyring(alice.certificate()).certificates().getFirst().userIds()).containsExactly(Forge.USER);
        assertThat(keyring(alice.keyPacket(false), Forge.userIdPacket()).certificates().getFirst().userIds())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian-role-keys.gpg", "debian-archive-keyring.gpg", "debian-archive-removed-keys.gpg",
            "debian-keyring.gpg", "archlinux.gpg"})
    void keyringsOfDebianPackagesHaveTheKeysThatGnupgFinds(String name, @TempDir Path directory) throws IOException {
        var file = Tool.requireFile("/usr/share/keyrings/" + name, "debian-keyring, archlinux-keyring");
        try (var gpg = new Gpg(directory); var content = FileContent.open(file)) {
            var listing = gpg.run("--trust-model", "pgp", "--show-keys", "--with-colons", file.toString()).out().lines()
                    .toList();
            var expected = new ArrayList<Fingerprint>();
            var primary = false;
            for (var line : listing) {
                if (primary && line.startsWith("fpr:")) {
                    expected.add(Fingerprint.parse(line.split(":", -1)[9]));
                }
                primary = line.startsWith("pub:") || primary && line.startsWith("rvk:");
            }
            assertThat(Keyring.read(content).fingerprints()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void joinedCopiesKeepBothRevocations() throws IOException {
        var more = Arrays.concatenate(alice.certificate(), alice.revocation(Instant.EPOCH, _ -> {}));
        var signature = alice.sign(Signature.BINARY, Instant.EPOCH.plusSeconds(9), Check.IMAGE);
        Check.refused(Check.only(signature, keyring(alice.certificate(), more)), Refusal.KEY_REVOKED);
    }
}
