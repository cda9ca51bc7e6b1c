package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.trust.openpgp.Check.IMAGE;
import static org.selfsame.trust.openpgp.Check.detached;
import static org.selfsame.trust.openpgp.Check.good;
import static org.selfsame.trust.openpgp.Check.keyring;
import static org.selfsame.trust.openpgp.Check.only;
import static org.selfsame.trust.openpgp.Check.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;

/// The required verdicts on detached signatures, as GnuPG makes them.
class GnupgSignatureTest {
    @TempDir
    Path directory;
    Gpg gpg;

    @BeforeEach
    void home() {
        gpg = new Gpg(directory).at("20240101T000000");
    }

    @AfterEach
    void stop() {
        gpg.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa2048", "nistp256", "nistp521", "brainpoolP256r1", "dsa2048"})
    void goodSignatureByAKeyOfTheKeyringIsAccepted(String algorithm) throws IOException {
        var key = gpg.key("alice", algorithm, "sign", "never");
        var good = good(only(gpg.sign(key, IMAGE), keyring(gpg.export())));
        assertThat(good.certificate().hex()).isEqualTo(key);
        assertThat(good.key().hex()).isEqualTo(key);
        assertThat(good.created()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(good.notes()).isEmpty();
    }

    @Test
    void sequoiaAgreesOnGoodAndBad() throws IOException {
        Tool.require("sqv");
        var key = gpg.key("alice");
        Files.write(directory.resolve("keys"), gpg.export());
        Files.write(directory.resolve("sig"), gpg.sign(key, IMAGE));
        var changed = IMAGE.clone();
        changed[0] ^= 1;
        for (var content : List.of(IMAGE, changed)) {
            Files.write(directory.resolve("image"), content);
            var judge = Tool.tryRun(directory, Map.of(), "sqv", "--keyring", "keys", "sig", "image");
            var report = detached(Files.readAllBytes(directory.resolve("sig")), content, keyring(gpg.export()));
            assertThat(judge.exit() == 0).isEqualTo(!report.good().isEmpty())
                    .isEqualTo(Arrays.areEqual(content, IMAGE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "SHA384", "SHA512"})
    void strongDigestIsAccepted(String digest) throws IOException {
        var key = gpg.key("alice");
        good(only(gpg.sign(key, IMAGE, "--digest-algo", digest), keyring(gpg.export())));
    }

    @Test
    void armouredSignatureAndKeyAreAccepted() throws IOException {
        var key = gpg.key("alice");
        var armoured = gpg.run("--armor", "--export").out().getBytes(StandardCharsets.US_ASCII);
        good(only(gpg.sign(key, IMAGE, "--armor", "--comment", "made by hand"), keyring(armoured)));
    }

    @Test
    void changedContentIsBad() throws IOException {
        var key = gpg.key("alice");
        var changed = IMAGE.clone();
        changed[3] ^= 1;
        refused(detached(gpg.sign(key, IMAGE), changed, keyring(gpg.export())).results().getFirst(), Refusal.BAD);
    }

    @Test
    void signingSubkeyIsReportedWithItsCertificate() throws IOException {
        var key = gpg.key("alice", "ed25519", "cert", "never");
        gpg.run("--quick-add-key", key, "ed25519", "sign", "never");
        var good = good(only(gpg.sign(key, IMAGE), keyring(gpg.export())));
        assertThat(good.certificate().hex()).isEqualTo(key);
        assertThat(good.key().hex()).isNotEqualTo(key);
    }

    @Test
    void keyThatHadExpiredWhenItSignedIsRefused() throws IOException {
        var key = gpg.key("alice", "ed25519", "sign", "20240601T000000");
        var old = gpg.export();
        gpg.at("20240501T000000").run("--quick-set-expire", key, "never");
        var signature = gpg.at("20240701T000000").sign(key, IMAGE);
        refused(only(signature, keyring(old)), Refusal.KEY_EXPIRED);
        good(only(signature, keyring(gpg.export())));
    }

    @Test
    void keyThatExpiredAfterItSignedIsAcceptedWithANote() throws IOException {
        var key = gpg.key("alice", "ed25519", "sign", "20240601T000000");
        var good = good(only(gpg.sign(key, IMAGE), keyring(gpg.export())));
        assertThat(good.notes())
                .containsExactly(new Note(Note.Kind.KEY_EXPIRED_SINCE, Instant.parse("2024-06-01T00:00:00Z")));
    }

    @Test
    void signatureOlderThanTheOnlyStatementOfAReducedCopyIsAccepted() throws IOException {
        var key = gpg.key("alice", "ed25519", "sign", "20240601T000000");
        var signature = gpg.sign(key, IMAGE);
        gpg.at("20240501T000000").run("--quick-set-expire", key, "never");
        good(only(signature, keyring(gpg.export("--export-options", "export-minimal", key))));
    }

    @Test
    void expiredSignatureIsRefused() throws IOException {
        var key = gpg.key("alice");
        var signature = gpg.sign(key, IMAGE, "--default-sig-expire", "1d");
        refused(only(signature, keyring(gpg.export())), Refusal.SIGNATURE_EXPIRED);
    }

    @Test
    void textModeIsRefusedWhateverTheLineEndings() throws IOException {
        var key = gpg.key("alice");
        var signature = gpg.sign(key, IMAGE, "--textmode");
        refused(only(signature, keyring(gpg.export())), Refusal.TEXT_MODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1", "RIPEMD160", "SHA224"})
    void weakDigestIsRefused(String digest) throws IOException {
        var key = gpg.key("alice", "rsa2048", "sign", "never");
        refused(only(gpg.sign(key, IMAGE, "--digest-algo", digest), keyring(gpg.export())), Refusal.WEAK_DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa1024", "dsa1024"})
    void shortKeyIsRefused(String algorithm) throws IOException {
        var key = gpg.key("alice", algorithm, "sign", "never");
        refused(only(gpg.sign(key, IMAGE, "--digest-algo", "SHA256"), keyring(gpg.export())), Refusal.WEAK_KEY);
    }

    @Test
    void strongSubkeyOfAShortPrimaryKeyIsRefused() throws IOException {
        var key = gpg.key("alice", "rsa1024", "cert", "never");
        gpg.run("--quick-add-key", key, "ed25519", "sign", "never");
        refused(only(gpg.sign(key, IMAGE), keyring(gpg.export())), Refusal.WEAK_KEY);
    }

    @Test
    void futureSignatureIsRefusedBeyondFifteenMinutes() throws IOException {
        var key = gpg.key("alice");
        var keyring = keyring(gpg.export());
        good(only(gpg.at("20260601T001459").sign(key, IMAGE), keyring));
        refused(only(gpg.at("20260601T001501").sign(key, IMAGE), keyring), Refusal.IN_THE_FUTURE);
    }

    @Test
    void keyRevokedWithoutAReasonIsRefusedAtAnyDate() throws IOException {
        var key = gpg.key("alice");
        var signature = gpg.sign(key, IMAGE);
        var revocation = Files.readString(gpg.home().resolve("openpgp-revocs.d").resolve(key + ".rev"))
                .replace(":-----BEGIN", "-----BEGIN");
        var file = Files.writeString(directory.resolve("revocation"), revocation);
        gpg.run("--import", file.toString());
        refused(only(signature, keyring(gpg.export())), Refusal.KEY_REVOKED);
    }

    @Test
    void unknownCriticalNotationIsRefusedAndAnUncriticalOneAccepted() throws IOException {
        var key = gpg.key("alice");
        var keyring = keyring(gpg.export());
        refused(only(gpg.sign(key, IMAGE, "--sig-notation", "!demand@example.org=1"), keyring),
                Refusal.UNKNOWN_CRITICAL);
        good(only(gpg.sign(key, IMAGE, "--sig-notation", "remark@example.org=1"), keyring));
    }

    @Test
    void unknownSignerIsListedBesideAGoodOne() throws IOException {
        var alice = gpg.key("alice");
        var bob = gpg.key("bob");
        var both = Arrays.concatenate(gpg.sign(bob, IMAGE), gpg.sign(alice, IMAGE));
        var report = detached(both, IMAGE, keyring(gpg.export(alice)));
        assertThat(report.good()).hasSize(1);
        assertThat(report.unknown()).singleElement()
                .satisfies(u -> assertThat(u.issuerFingerprint()).contains(Fingerprint.parse(bob)));
        assertThat(report.signatures().getFirst().result()).isInstanceOf(SignatureResult.Unknown.class);
        assertThat(report.signatures()).extracting(CheckedSignature::offset).first().isEqualTo(0L);
    }

    @Test
    void contentNeedNotBeReadForAnUnknownSigner() throws IOException {
        var alice = gpg.key("alice");
        var bob = gpg.key("bob");
        var check = DetachedSignature.read(new BytesContent(gpg.sign(bob, IMAGE)))
                .check(keyring(gpg.export(alice)), Check.POLICY);
        assertThat(check.needsContent()).isFalse();
        assertThat(check.finish().unknown()).hasSize(1);
    }

    @Test
    void digestOfTheContentComesForFree() throws IOException {
        var key = gpg.key("alice");
        var check = DetachedSignature
                .read(new BytesContent(gpg.sign(key, IMAGE, "--digest-algo", "SHA256")))
                .check(keyring(gpg.export()), Check.POLICY);
        check.update(IMAGE, 0, 5);
        check.update(IMAGE, 5, IMAGE.length - 5);
        assertThat(check.finish().good()).hasSize(1);
        assertThat(check.digest(DigestAlgorithm.SHA256)).contains(Digest
                .of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.start().digest(IMAGE)));
        assertThat(check.digest(DigestAlgorithm.SHA512)).isEmpty();
    }
}
