package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.trust.openpgp.Check.IMAGE;
import static org.selfsame.trust.openpgp.Check.POLICY;
import static org.selfsame.trust.openpgp.Check.fails;
import static org.selfsame.trust.openpgp.Check.keyring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Gpg;
import org.selfsame.trust.TrustException.Reason;

/// Signed messages with their content inside.
class InlineMessageTest {
    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");
    private static final int ZLIB = 2;
    private final Forge alice = Forge.ed25519(TIME);
    private final byte[] literal = Forge.packet(Packet.LITERAL,
            Arrays.concatenate(new byte[]{'b', 1, 'n', 0, 0, 0, 0}, IMAGE));
    private final byte[] announcement = Forge.packet(Packet.ONE_PASS_SIGNATURE,
            new byte[]{3, 0, 10, 22, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    private final byte[] signature = alice.sign(Signature.BINARY, TIME, IMAGE);

    private static InlineMessage read(byte[]... packets) throws IOException {
        return InlineMessage.read(new BytesContent(Arrays.concatenate(packets)));
    }

    private void accepted(byte[]... packets) throws IOException {
        assertThat(read(packets).check(keyring(alice.certificate()), POLICY).verified()).contains(IMAGE);
    }

    private static void rejected(Reason reason, byte[]... packets) {
        fails(() -> read(packets), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zip", "zlib", "bzip2"})
    void messagesOfGnupgAreAccepted(String compression, @TempDir Path directory) throws IOException {
        try (var gpg = new Gpg(directory).at("20240101T000000")) {
            var key = gpg.key("bob");
            var message = gpg.signInline(key, IMAGE, "--compress-algo", compression);
            var checked = read(message).check(keyring(gpg.export()), POLICY);
            assertThat(checked.verified()).contains(IMAGE);
            assertThat(checked.report().good()).hasSize(1);
            var armoured = gpg.signInline(key, IMAGE, "--armor");
            assertThat(read(armoured).check(keyring(gpg.export()), POLICY).verified()).contains(IMAGE);
            var large = new byte[100_000];
            assertThat(read(gpg.signInline(key, large, "--compress-algo", compression)).check(keyring(gpg.export()),
                    POLICY).verified()).contains(large);
        }
    }

    @Test
    void signatureMayStandBeforeOrAfterTheContent() throws IOException {
        accepted(announcement, literal, signature);
        accepted(signature, literal);
        accepted(Forge.packet(Packet.MARKER, new byte[3]), signature, literal);
    }

    @Test
    void changedContentIsNotHandedBack() throws IOException {
        var changed = literal.clone();
        changed[changed.length - 1] ^= 1;
        var checked = read(signature, changed).check(keyring(alice.certificate()), POLICY);
        assertThat(checked.verified()).isEmpty();
        assertThat(checked.report().refused()).hasSize(1);
    }

    @Test
    void anythingElseIsRefused() {
        rejected(Reason.NOT_A_SIGNED_MESSAGE, signature, literal, literal);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, announcement, literal);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, literal, signature);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, announcement, literal, signature, signature);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, announcement, literal, signature, literal);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, signature);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, announcement, signature, literal);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, signature, announcement, literal, signature);
        rejected(Reason.NO_SIGNATURE, literal);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, alice.certificate());
        rejected(Reason.NOT_A_SIGNED_MESSAGE, DetachedSignatureTest.armor("SIGNATURE", signature));
        rejected(Reason.BROKEN_PACKET, signature, Forge.packet(Packet.LITERAL, new byte[]{'b', 9, 0}));
    }

    @Test
    void compressionIsBoundedAndNotNested() throws IOException {
        var once = Forge.packet(Packet.COMPRESSED, zlib(Arrays.concatenate(signature, literal)));
        accepted(once);
        rejected(Reason.NOT_A_SIGNED_MESSAGE, Forge.packet(Packet.COMPRESSED, zlib(once)));
        rejected(Reason.NOT_A_SIGNED_MESSAGE, once, signature);
        rejected(Reason.TOO_LARGE, Forge.packet(Packet.COMPRESSED, zlib(new byte[Policy.MAX_MESSAGE_BYTES + 1])));
        rejected(Reason.BROKEN_COMPRESSION, Forge.packet(Packet.COMPRESSED, new byte[]{77, 1, 2}));
        rejected(Reason.BROKEN_COMPRESSION, Forge.packet(Packet.COMPRESSED, new byte[]{ZLIB, 1, 2}));
        rejected(Reason.BROKEN_COMPRESSION, Forge.packet(Packet.COMPRESSED, new byte[]{3, 1, 2}));
        rejected(Reason.BROKEN_COMPRESSION, Forge.packet(Packet.COMPRESSED, new byte[0]));
    }

    private static byte[] zlib(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(ZLIB);
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }
}
