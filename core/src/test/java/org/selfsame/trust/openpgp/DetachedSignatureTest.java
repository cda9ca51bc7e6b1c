package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.trust.openpgp.Check.IMAGE;
import static org.selfsame.trust.openpgp.Check.detached;
import static org.selfsame.trust.openpgp.Check.detachedFails;
import static org.selfsame.trust.openpgp.Check.good;
import static org.selfsame.trust.openpgp.Check.keyring;
import static org.selfsame.trust.openpgp.Check.only;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import org.assertj.core.api.Assertions;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// What a file of detached signatures may hold, and what not.
class DetachedSignatureTest {
    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");
    private final Forge alice = Forge.ed25519(TIME);
    private final byte[] signature = alice.sign(Signature.BINARY, TIME, IMAGE);

    @Test
    void upTo32SignaturesAreChecked() throws IOException {
        assertThat(detached(times(32), IMAGE, keyring(alice.certificate())).good()).hasSize(32);
        detachedFails(times(33), Reason.TOO_MANY_SIGNATURES);
        detachedFails(times(2000), Reason.TOO_MANY_SIGNATURES);
    }

    private byte[] times(int count) {
        return Arrays.concatenate(Collections.nCopies(count, signature).toArray(byte[][]::new));
    }

    @Test
    void fileOver256KiBIsRefusedUnread() {
        detachedFails(new byte[Policy.MAX_SIGNATURE_BYTES + 1], Reason.TOO_LARGE);
    }

    @Test
    void emptyFileIsRefused() {
        detachedFails(new byte[0], Reason.EMPTY);
    }

    @Test
    void junkAfterTheSignatureIsRefused() {
        detachedFails(Arrays.concatenate(signature, new byte[]{0}), Reason.JUNK_AFTER);
        detachedFails(Arrays.concatenate(signature, "\n".getBytes(StandardCharsets.US_ASCII)), Reason.JUNK_AFTER);
        detachedFails(Arrays.concatenate(signature, new byte[]{(byte) 0x88}), Reason.BROKEN_PACKET);
    }

    @Test
    void absurdPacketLengthIsRefused() {
        detachedFails(new byte[]{(byte) 0xc2, -1, -1, -1, -1, (byte) 0xf0, 4, 0}, Reason.BROKEN_PACKET);
        detachedFails(Arrays.concatenate(signature, new byte[]{(byte) 0xc2, -1, -1, -1, -1, (byte) 0xf0}),
                Reason.BROKEN_PACKET);
    }

    @Test
    void truncatedSignatureIsRefused() {
        for (int length = 1; length < signature.length; length++) {
            detachedFails(Arrays.copyOf(signature, length), Reason.BROKEN_PACKET);
        }
    }

    @Test
    void openLengthIsRefused() {
        // a signature of indeterminate length, and one in parts
        detachedFails(new byte[]{(byte) 0x8b, 4, 0}, Reason.BROKEN_PACKET);
        detachedFails(new byte[]{(byte) 0xc2, (byte) 0xe1, 4, 0, 0}, Reason.BROKEN_PACKET);
    }

    @Test
    void fillersAreSkippedAndUnknownPacketsRefusedWhereTheRfcSaysSo() throws IOException {
        var fillers = Arrays.concatenate(Forge.packet(Packet.MARKER, new byte[]{'P', 'G', 'P'}),
                Forge.packet(Packet.PADDING, new byte[9]), Forge.packet(60, new byte[3]));
        good(only(Arrays.concatenate(fillers, signature), keyring(alice.certificate())));
        detachedFails(Arrays.concatenate(Forge.packet(39, new byte[3]), signature), Reason.UNKNOWN_CRITICAL_PACKET);
        detachedFails(Forge.packet(Packet.MARKER, new byte[3]), Reason.NO_SIGNATURE);
    }

    @Test
    void messageOrKeyGivenAsSignatureIsRefused() {
        var literal = Forge.packet(Packet.LITERAL, new byte[]{'b', 0, 0, 0, 0, 0, 'x'});
        detachedFails(Arrays.concatenate(signature, literal), Reason.NOT_DETACHED);
        detachedFails(literal, Reason.NOT_DETACHED);
        detachedFails(alice.certificate(), Reason.NOT_DETACHED);
        detachedFails(Forge.packet(Packet.COMPRESSED, new byte[]{1, 0}), Reason.NOT_DETACHED);
        detachedFails(armor("MESSAGE", signature), Reason.NOT_DETACHED);
        detachedFails("-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n".getBytes(StandardCharsets.US_ASCII),
                Reason.NOT_DETACHED);
        detachedFails("no signature at all".getBytes(StandardCharsets.US_ASCII), Reason.NOT_ARMOURED_RIGHT);
    }

    @Test
    void oneArmourIsAcceptedInItsHarmlessVariants() throws IOException {
        var armor = text(armor("SIGNATURE", signature));
        accepted(armor);
        accepted(armor + "\n \t\r\n");
        accepted(armor.replace("\n", "\r\n"));
        accepted(armor.replace("\n\n", "\nVersion: x\nComment: \u00fcber\n\n"));
        accepted(armor.replace("\n\n", "\nComment:\n\n"));
        accepted(armor.replace("\n-----END", "\n=AAAA\n-----END"));
    }

    private void accepted(String armor) throws IOException {
        good(only(armor.getBytes(StandardCharsets.UTF_8), keyring(alice.certificate())));
    }

    @Test
    void textAroundTheArmourIsRefused() {
        var armor = text(armor("SIGNATURE", signature));
        rejected("hello\n" + armor, Reason.TEXT_OUTSIDE);
        rejected("\n" + armor, Reason.TEXT_OUTSIDE);
        rejected(armor + "hello\n", Reason.TEXT_OUTSIDE);
        rejected(armor + armor, Reason.SECOND_BLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\f", "\u000b", "\0", "\u001b[2J", "!", "\u00a0", "-"})
    void strangeCharacterInALineIsRefused(String character) {
        var armor = text(armor("SIGNATURE", signature));
        int middle = armor.indexOf("\n\n") + 20;
        rejected(armor.substring(0, middle) + character + armor.substring(middle), Reason.NOT_ARMOURED_RIGHT);
        rejected(armor.replace("SIGNATURE-----\n\n", "SIGNATURE-----\nComment: x" + character + "\0\n\n"),
                Reason.NOT_ARMOURED_RIGHT);
        rejected(armor.replace("\n-----END", character + "\n-----END"), Reason.NOT_ARMOURED_RIGHT);
    }

    @Test
    void brokenFrameOfTheArmourIsRefused() {
        var armor = text(armor("SIGNATURE", signature));
        rejected(armor.replace("-----END PGP SIGNATURE-----\n", ""), Reason.CUT_SHORT);
        rejected(armor.replace("\n-----END PGP", "\n=AAAA\nAAAA\n-----END PGP"), Reason.NOT_ARMOURED_RIGHT);
        rejected(armor.replace("END PGP SIGNATURE", "END PGP MESSAGE"), Reason.CUT_SHORT, Reason.NOT_ARMOURED_RIGHT);
        rejected(armor.replace("SIGNATURE-----\n\n", "SIGNATURE-----\n"), Reason.NOT_ARMOURED_RIGHT);
        rejected("-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n", Reason.NO_SIGNATURE);
    }

    private static void rejected(String armor, Reason... reasons) {
        Assertions.assertThatThrownBy(() -> DetachedSignature
                .read(new BytesContent(armor.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(TrustException.class,
                        e -> assertThat(e.reason()).isIn((Object[]) reasons));
    }

    static byte[] armor(String type, byte[] data) {
        var lines = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(data);
        return ("-----BEGIN PGP " + type + "-----\n\n" + lines + "\n-----END PGP " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
