package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.trust.openpgp.Check.POLICY;
import static org.selfsame.trust.openpgp.Check.fails;
import static org.selfsame.trust.openpgp.Check.keyring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.trust.TrustException.Reason;

/// Messages signed in cleartext: what is handed back, to the byte, and what is refused.
class CleartextMessageTest {
    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");
    private final Forge alice = Forge.ed25519(TIME);
    private final String signature = new String(DetachedSignatureTest.armor("SIGNATURE",
            alice.sign(Signature.TEXT, TIME, "one\r\n-two".getBytes(StandardCharsets.UTF_8))),
            StandardCharsets.US_ASCII);
    private final String message = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\none\n- -two\n" + signature;

    private SignedContent check(String text) throws IOException {
        return CleartextMessage.read(new BytesContent(text.getBytes(StandardCharsets.UTF_8)))
                .check(keyring(alice.certificate()), POLICY);
    }

    private void accepted(String text) throws IOException {
        assertThat(check(text).verified()).get().extracting(CleartextMessageTest::string).isEqualTo("one\n-two\n");
    }

    private static void rejected(String text, Reason reason) {
        fails(() -> CleartextMessage.read(new BytesContent(text.getBytes(StandardCharsets.UTF_8))), reason);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aHeaderWithAMillionNamesIsNoTrouble() throws IOException {
        accepted(message.replace("Hash: SHA512", "Hash: SHA512" + ", SHA512".repeat(200_000)));
        rejected(message.replace("Hash: SHA512", "Hash: SHA512" + ",a".repeat(1_000_000) + "!"),
                Reason.HEADER_INJECTED);
    }

    @Test
    void verifiedTextIsHandedBackWithoutEscapes() throws IOException {
        accepted(message);
    }

    @Test
    void harmlessVariantsGiveTheSameText() throws IOException {
        accepted(message.replace("Hash: SHA512\n", ""));
        accepted(message.replace("SHA512", "SHA1"));
        accepted(message.replace("Hash: SHA512\n", "Hash: SHA512\nHash: SHA256, SHA1\n"));
        accepted(message.replace("\n", "\r\n"));
        accepted(message.replace("one\n", "one \t \n"));
        accepted(message.replace("one\n", "- one\n"));
        accepted(message + "\n\n");
    }

    @Test
    void changedTextIsBadAndNotHandedBack() throws IOException {
        var checked = check(message.replace("one", "won"));
        assertThat(checked.verified()).isEmpty();
        assertThat(checked.report().refused()).singleElement()
                .satisfies(r -> assertThat(r.reason()).isEqualTo(Refusal.BAD));
    }

    @Test
    void unverifiedTextIsThereForNamingAClaim() throws IOException {
        var read = CleartextMessage.read(new BytesContent(message.getBytes(StandardCharsets.UTF_8)));
        assertThat(string(read.unverifiedText())).isEqualTo("one\n-two\n");
        assertThat(read.check(keyring(Forge.ed25519(TIME).certificate()), POLICY).verified()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Comment: x", "Version: 1", "X", " ", "\t", "\0", "Hash: SHA512\u001b[2J", "hash: SHA512",
            "Hash: SHA512\0", "NotDashEscaped: GnuPG"})
    void injectedHeaderIsRefused(String header) {
        rejected(message.replace("Hash: SHA512\n", "Hash: SHA512\n" + header + "\n"), Reason.HEADER_INJECTED);
        rejected(message.replace("Hash: SHA512\n", header + "\n"), Reason.HEADER_INJECTED);
    }

    @Test
    void textBeforeOrAfterIsRefused() {
        rejected("x\n" + message, Reason.TEXT_OUTSIDE);
        rejected("\n" + message, Reason.TEXT_OUTSIDE);
        rejected(message + "x\n", Reason.TEXT_OUTSIDE);
        rejected(message + message, Reason.SECOND_BLOCK);
        rejected("one\ntwo\n", Reason.NOT_CLEARTEXT);
        rejected(signature, Reason.NOT_CLEARTEXT);
    }

    @Test
    void foreignAndGoodMessageJoinedIsRefused() {
        rejected(message.replace("one", "evil").replace(signature, "") + message, Reason.DASH_NOT_ESCAPED);
        rejected(message + signature, Reason.SECOND_BLOCK);
    }

    @Test
    void longLineIsRefused() {
        rejected(message.replace("one\n", "one" + " ".repeat(20_000) + "hidden\n"), Reason.LINE_TOO_LONG);
        rejected(message.replace("one\n", "x".repeat(16_385) + "\n"), Reason.LINE_TOO_LONG);
    }

    @Test
    void unescapedDashAndStrayCarriageReturnAreRefused() {
        rejected(message.replace("- -two", "-two"), Reason.DASH_NOT_ESCAPED);
        rejected(message.replace("- -two", "-"), Reason.DASH_NOT_ESCAPED);
        rejected(message.replace("one", "o\rne"), Reason.STRAY_CARRIAGE_RETURN);
        rejected(message.replace("one\n", "one\r\r\n"), Reason.STRAY_CARRIAGE_RETURN);
    }

    @Test
    void messageCutShortIsRefused() {
        rejected(message.replace(signature, ""), Reason.CUT_SHORT);
        rejected("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n", Reason.CUT_SHORT);
        rejected(message.replace("-----END PGP SIGNATURE-----\n", ""), Reason.CUT_SHORT);
    }

    @Test
    void binarySignatureIsRefused() throws IOException {
        var binary = new String(DetachedSignatureTest.armor("SIGNATURE",
                alice.sign(Signature.BINARY, TIME, "one\r\n-two".getBytes(StandardCharsets.UTF_8))),
                StandardCharsets.US_ASCII);
        assertThat(check(message.replace(signature, binary)).report().refused()).singleElement()
                .satisfies(r -> assertThat(r.reason()).isEqualTo(Refusal.WRONG_TYPE));
    }

    @ParameterizedTest
    @CsvSource({"'',''", "'\n',''", "'a','a\n'", "'a\n','a\n'", "'a\n\n','a\n\n'", "'\na','\na\n'",
            "'- a\n-----BEGIN PGP SIGNATURE-----\nFrom x\n','- a\n-----BEGIN PGP SIGNATURE-----\nFrom x\n'",
            "'a \nb\t\n','a\nb\n'", "'\u00e4\n','\u00e4\n'"})
    void lastNewlineAndBlanksAreDefined(String signed, String verified, @TempDir Path directory)
            throws IOException {
        try (var gpg = new Gpg(directory).at("20240101T000000")) {
            var key = gpg.key("bob");
            var made = gpg.clearsign(key, signed.getBytes(StandardCharsets.UTF_8));
            var checked = CleartextMessage.read(new BytesContent(made)).check(keyring(gpg.export()), POLICY);
            assertThat(checked.verified()).get().extracting(CleartextMessageTest::string).isEqualTo(verified);
        }
    }

    @Test
    void messagesOfSequoiaAreAccepted(@TempDir Path directory) throws IOException {
        Tool.require("sq");
        Tool.run(directory, "sq", "key", "generate", "-u", "carol", "-e", "carol.key");
        Tool.run(directory, "sq", "key", "extract-cert", "-o", "carol.pgp", "carol.key");
        Files.writeString(directory.resolve("list"), "one\n-two\n");
        Tool.tryRun(directory, Map.of(), "sq", "sign", "--cleartext-signature", "--signer-key", "carol.key", "-o",
                "list.asc", "list");
        var read = CleartextMessage
                .read(new BytesContent(Files.readAllBytes(directory.resolve("list.asc"))));
        var keys = Keyring.read(new BytesContent(Files.readAllBytes(directory.resolve("carol.pgp"))));
        assertThat(read.check(keys, Policy.standard(Instant.now())).verified()).get()
                .extracting(CleartextMessageTest::string).isEqualTo("one\n-two\n");
    }
}
