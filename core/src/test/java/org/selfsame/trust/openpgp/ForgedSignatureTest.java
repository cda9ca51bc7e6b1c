package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.trust.openpgp.Check.IMAGE;
import static org.selfsame.trust.openpgp.Check.detached;
import static org.selfsame.trust.openpgp.Check.good;
import static org.selfsame.trust.openpgp.Check.keyring;
import static org.selfsame.trust.openpgp.Check.only;
import static org.selfsame.trust.openpgp.Check.refused;
import static org.selfsame.trust.openpgp.Forge.MAY_AUTHENTICATE;
import static org.selfsame.trust.openpgp.Forge.MAY_CERTIFY;
import static org.selfsame.trust.openpgp.Forge.MAY_SIGN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The required verdicts on signatures and certificates that GnuPG does not make.
class ForgedSignatureTest {
    private static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SIGNED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final byte NO_REASON = 0;
    private static final byte SUPERSEDED = 1;
    private static final byte COMPROMISED = 2;
    private static final byte RETIRED = 3;

    private final Forge alice = Forge.ed25519(CREATED);
    private final byte[] signature = alice.sign(Signature.BINARY, SIGNED, IMAGE);

    @Test
    void forgedCertificateAndSignatureAreGoodWhenNothingIsWrong() throws IOException {
        var good = good(only(signature, keyring(alice.certificate())));
        assertThat(good.certificate()).isEqualTo(alice.fingerprint());
        assertThat(good.created()).isEqualTo(SIGNED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x10, 0x13, 0x18, 0x1f, 0x20, 0x40, 0x50})
    void signatureOfAnotherTypeOverTheFileIsRefused(int type) throws IOException {
        refused(only(alice.sign(type, SIGNED, IMAGE), keyring(alice.certificate())), Refusal.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(bytes = {NO_REASON, COMPROMISED, 32, 100})
    void keyRevokedForAHardReasonIsRefusedAtAnyDate(byte reason) throws IOException {
        var revocation = alice.revocation(SIGNED.plus(DAY), s -> s.setRevocationReason(false, reason, ""));
        refused(only(signature, keyring(withRevocation(revocation))), Refusal.KEY_REVOKED);
    }

    @Test
    void keyRevokedWithoutTheSubpacketIsRefused() throws IOException {
        refused(only(signature, keyring(withRevocation(alice.revocation(SIGNED.plus(DAY), _ -> {})))),
                Refusal.KEY_REVOKED);
    }

    @ParameterizedTest
    @ValueSource(bytes = {SUPERSEDED, RETIRED})
    void keyRetiredAfterItSignedIsAcceptedWithANote(byte reason) throws IOException {
        var since = SIGNED.plus(DAY);
        var revocation = alice.revocation(since, s -> s.setRevocationReason(false, reason, ""));
        var good = good(only(signature, keyring(withRevocation(revocation))));
        assertThat(good.notes()).containsExactly(new Note(Note.Kind.KEY_RETIRED_SINCE, since));
    }

    @ParameterizedTest
    @ValueSource(bytes = {SUPERSEDED, RETIRED})
    void keyRetiredBeforeItSignedIsRefused(byte reason) throws IOException {
        var revocation = alice.revocation(SIGNED, s -> s.setRevocationReason(false, reason, ""));
        refused(only(signature, keyring(withRevocation(revocation))), Refusal.REVOKED_RETIRED_BEFORE_SIGNING);
    }

    @Test
    void revocationCountsWhereverItStandsAndInAnyCopy() throws IOException {
        var revocation = alice.revocation(SIGNED, s -> s.setRevocationReason(false, COMPROMISED, ""));
        refused(only(signature, keyring(alice.certificate(), revocation)), Refusal.KEY_REVOKED);
        refused(only(signature, keyring(alice.certificate(), alice.keyPacket(false), revocation)),
                Refusal.KEY_REVOKED);
        refused(only(signature, Keyring.union(List.of(keyring(alice.certificate()),
                keyring(alice.keyPacket(false), revocation)))), Refusal.KEY_REVOKED);
    }

    @Test
    void revocationBySomebodyElseHasNoEffect() throws IOException {
        var mallory = Forge.ed25519(CREATED);
        good(only(signature, keyring(withRevocation(mallory.revocation(SIGNED, _ -> {})))));
    }

    @Test
    void subkeyWithBackSignatureIsAcceptedAndWithoutRefused() throws IOException {
        var subkey = Forge.ed25519(CREATED);
        var made = subkey.sign(Signature.BINARY, SIGNED, IMAGE);
        good(only(made, keyring(alice.certificate(), alice.subkey(subkey, CREATED, MAY_SIGN, subkey))));
        refused(only(made, keyring(alice.certificate(), alice.subkey(subkey, CREATED, MAY_SIGN, null))),
                Refusal.NO_BACK_SIGNATURE);
        refused(only(made, keyring(alice.certificate(), alice.subkey(subkey, CREATED, MAY_SIGN, alice))),
                Refusal.NO_BACK_SIGNATURE);
    }

    @Test
    void subkeyBoundBySomebodyElseIsRefused() throws IOException {
        var mallory = Forge.ed25519(CREATED);
        var made = mallory.sign(Signature.BINARY, SIGNED, IMAGE);
        refused(only(made, keyring(alice.certificate(), mallory.subkey(mallory, CREATED, MAY_SIGN, mallory))),
                Refusal.KEY_NOT_BOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {MAY_AUTHENTICATE, MAY_CERTIFY, 0x04 | 0x08})
    void keyForSomethingElseIsRefused(int flags) throws IOException {
        refused(only(signature, keyring(alice.certificate(s -> s.setKeyFlags(flags)))), Refusal.KEY_MAY_NOT_SIGN);
        var subkey = Forge.ed25519(CREATED);
        refused(only(subkey.sign(Signature.BINARY, SIGNED, IMAGE), keyring(alice.certificate(),
                alice.subkey(subkey, CREATED, flags, subkey))), Refusal.KEY_MAY_NOT_SIGN);
    }

    @Test
    void revokedSubkeyIsRefused() throws IOException {
        var subkey = Forge.ed25519(CREATED);
        var certificate = Arrays.concatenate(alice.certificate(), alice.subkey(subkey, CREATED, MAY_SIGN, subkey));
        var made = subkey.sign(Signature.BINARY, SIGNED, IMAGE);
        refused(only(made, keyring(certificate, alice.subkeyRevocation(subkey, SIGNED, _ -> {}))),
                Refusal.KEY_REVOKED);
        refused(only(made, keyring(certificate, alice.subkeyRevocation(subkey, SIGNED, s -> s.setRevocationReason(
                false, RETIRED, "")))), Refusal.REVOKED_RETIRED_BEFORE_SIGNING);
    }

    @Test
    void unknownCriticalSubpacketOrNotationIsRefused() throws IOException {
        var keyring = keyring(alice.certificate());
        refused(only(alice.sign(Signature.BINARY, SIGNED, HashAlgorithmTags.SHA256, IMAGE, s -> s.addNotationData(true,
                true, "demand@example.org", "1")), keyring), Refusal.UNKNOWN_CRITICAL);
        refused(only(alice.sign(Signature.BINARY, SIGNED, HashAlgorithmTags.SHA256, IMAGE,
                s -> s.addCustomSubpacket(new Custom(true))), keyring), Refusal.UNKNOWN_CRITICAL);
        good(only(alice.sign(Signature.BINARY, SIGNED, HashAlgorithmTags.SHA256, IMAGE,
                s -> s.addCustomSubpacket(new Custom(false))), keyring));
    }

    @Test
    void selfSignatureWithAnUnknownDemandDoesNotBind() throws IOException {
        refused(only(signature, keyring(alice.certificate(s -> s.addCustomSubpacket(new Custom(true))))),
                Refusal.KEY_NOT_BOUND);
    }

    @Test
    void bareKeyIsRefused() throws IOException {
        refused(only(signature, keyring(alice.keyPacket(false))), Refusal.KEY_NOT_BOUND);
    }

    @Test
    void sha1BindsUntil2023Only() throws IOException {
        refused(only(signature, keyring(bound(Instant.parse("2023-02-01T00:00:00Z")))), Refusal.KEY_NOT_BOUND);
        good(only(signature, keyring(bound(Instant.parse("2023-01-31T23:59:59Z")))));
    }

    private byte[] bound(Instant at) {
        return Arrays.concatenate(alice.keyPacket(false), Forge.userIdPacket(),
                alice.selfSignature(at, HashAlgorithmTags.SHA1, s -> s.setKeyFlags(MAY_SIGN)));
    }

    @Test
    void statementOfTheTimeOfSigningCountsNotTheNewest() throws IOException {
        var notAnyMore = alice.selfSignature(SIGNED.plus(DAY), s -> s.setKeyFlags(MAY_CERTIFY));
        good(only(signature, keyring(alice.certificate(), notAnyMore)));
        var since = alice.selfSignature(SIGNED.minus(DAY), s -> s.setKeyFlags(MAY_CERTIFY));
        refused(only(signature, keyring(alice.certificate(), since)), Refusal.KEY_MAY_NOT_SIGN);
    }

    @Test
    void directStatementAboutTheKeyCounts() throws IOException {
        var expiring = alice.direct(SIGNED.minus(DAY), s -> {
            s.setKeyFlags(MAY_SIGN);
            s.setKeyExpirationTime(Duration.between(CREATED, SIGNED).toSeconds());
        });
        refused(only(signature, keyring(alice.keyPacket(false), expiring)), Refusal.KEY_EXPIRED);
    }

    @Test
    void signatureOlderThanItsKeyIsRefused() throws IOException {
        refused(only(alice.sign(Signature.BINARY, CREATED.minusSeconds(1), IMAGE), keyring(alice.certificate())),
                Refusal.OLDER_THAN_KEY);
    }

    @Test
    void signatureWithoutADateIsRefused() throws IOException {
        refused(only(alice.undated(IMAGE), keyring(alice.certificate())), Refusal.NO_DATE);
    }

    @Test
    void version6KeyIsAccepted() throws IOException {
        var six = Forge.version6(CREATED);
        assertThat(six.fingerprint().version()).isEqualTo(6);
        var good = good(only(six.sign(Signature.BINARY, SIGNED, IMAGE), keyring(six.keyPacket(false),
                six.direct(CREATED, s -> s.setKeyFlags(MAY_SIGN)))));
        assertThat(good.key()).isEqualTo(six.fingerprint());
    }

    @Test
    void version6SignatureBesideAGoodOneIsListed() throws IOException {
        var six = Forge.version6(CREATED).sign(Signature.BINARY, SIGNED, IMAGE);
        var report = detached(Arrays.concatenate(six, signature), IMAGE, keyring(alice.certificate()));
        assertThat(report.unknown()).hasSize(1);
        assertThat(report.good()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(bytes = {2, 3, 5, 7, 99})
    void signatureOfAnUnknownVersionIsSkipped(byte version) throws IOException {
        skipped(0, version, Refusal.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @ValueSource(bytes = {29, 30, 99, 110})
    void signatureOfAnUnknownKeyAlgorithmIsSkipped(byte algorithm) throws IOException {
        skipped(2, algorithm, Refusal.UNSUPPORTED_ALGORITHM);
    }

    @Test
    void signatureOfAnUnknownDigestIsSkipped() throws IOException {
        skipped(3, (byte) 99, Refusal.UNSUPPORTED_ALGORITHM);
        skipped(3, (byte) HashAlgorithmTags.RIPEMD160, Refusal.WEAK_DIGEST);
    }

    private void skipped(int index, byte value, Refusal refusal) throws IOException {
        var strange = signature.clone();
        // behind a header of two bytes
        strange[2 + index] = value;
        var report = detached(Arrays.concatenate(strange, signature), IMAGE, keyring(alice.certificate()));
        refused(report.results().getFirst(), refusal);
        assertThat(report.good()).hasSize(1);
    }

    @Test
    void trustedKeysNameOnAnotherKeysSignatureIsBad() throws IOException {
        var mallory = Forge.ed25519(CREATED);
        var claimed = mallory.sign(Signature.BINARY, SIGNED, HashAlgorithmTags.SHA512, IMAGE, s -> {
            s.removePacketsOfType(33);
            s.setIssuerKeyID(false, alice.fingerprint().keyId().value());
        });
        refused(only(claimed, keyring(alice.certificate())), Refusal.BAD);
    }

    @Test
    void shortRsaKeyIsRefused() throws IOException {
        var weak = Forge.rsa(1024, CREATED);
        refused(only(weak.sign(Signature.BINARY, SIGNED, IMAGE), keyring(weak.certificate())), Refusal.WEAK_KEY);
    }

    @Test
    void floodOfSelfSignaturesIsRefusedNotSearched() throws IOException {
        var one = alice.selfSignature(CREATED, s -> s.setKeyFlags(MAY_SIGN));
        var flood = Arrays.concatenate(Collections.nCopies(600, one).toArray(byte[][]::new));
        refused(only(signature, keyring(alice.certificate(), flood)), Refusal.CERTIFICATE_TOO_COMPLEX);
        refused(only(signature, keyring(withRevocation(alice.revocation(SIGNED, _ -> {})), flood)),
                Refusal.KEY_REVOKED);
    }

    @Test
    void userIdsAreThoseThatTheKeyVouchesFor() throws IOException {
        var injected = Forge.packet(Packet.USER_ID,
                "Tails developers".getBytes(StandardCharsets.UTF_8));
        var keyring = keyring(alice.certificate(), injected);
        assertThat(keyring.certificates().getFirst().userIds()).containsExactly(Forge.USER);
    }

    private byte[] withRevocation(byte[] revocation) {
        return Arrays.concatenate(alice.keyPacket(false), revocation, Forge.userIdPacket(),
                alice.selfSignature(CREATED, s -> s.setKeyFlags(MAY_SIGN)));
    }

    /// A subpacket that nobody knows.
    private static final class Custom extends SignatureSubpacket {
        Custom(boolean critical) {
            super(77, critical, false, new byte[]{1});
        }
    }
}
