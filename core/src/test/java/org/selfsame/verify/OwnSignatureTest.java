package org.selfsame.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Gpg;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.PinnedKey;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Verdict.MismatchCause;

/// Files that hold their own signature: a text signed in cleartext is the file to check.
class OwnSignatureTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    static Path shared;
    private static Gpg gpg;
    private static String alice;
    private static String stranger;
    private static Publishers known;

    @TempDir
    Path directory;
    private Path file;

    @BeforeAll
    static void makeKeys() throws IOException {
        gpg = new Gpg(shared.resolve("g")).at("20250101T000000");
        alice = gpg.key("Alice <a@alice.example>");
        stranger = gpg.key("Alice <fake@alice.example>");
        gpg.at("20260501T000000");
        var certificate = Keyring.read(new BytesContent(gpg.export(alice))).certificates().getFirst();
        known = new Publishers(List.of(new Publisher("alice", "Alice", "https://alice.example/", Origin.BUNDLED,
                List.of(new PinnedKey(certificate.fingerprint(), "", certificate)), List.of(), List.of())));
    }

    @AfterAll
    static void stopAgent() {
        if (gpg != null) {
            gpg.close();
        }
    }

    @BeforeEach
    void nameIt() {
        file = directory.resolve("InRelease");
    }

    private void signedBy(String key) throws IOException {
        var text = Files.writeString(directory.resolve("text"), "Origin: Alice\nSuite: stable\n- a dash\n");
        gpg.clearsign(key, text, file);
        Files.delete(text);
    }

    private Verification verify(Request request) {
        return new Verifier(known, InstantSource.fixed(NOW)).verify(request, Task.silent());
    }

    private Verdict verdict() {
        return verify(Request.of(file)).verdict();
    }

    private static NotCheckedReason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.NotChecked.class);
        return ((Verdict.NotChecked) verdict).reason();
    }

    @Test
    void aKnownPublisherSignedIt() throws IOException {
        signedBy(alice);
        var it = verify(Request.of(file));
        assertThat(it.verdict()).isInstanceOfSatisfying(Verdict.Genuine.class,
                verdict -> assertThat(verdict.publisher().id()).isEqualTo("alice"));
        assertThat(it.evidence()).filteredOn(Evidence.Signed.class::isInstance)
                .map(Evidence.Signed.class::cast).singleElement().satisfies(signed -> {
                    assertThat(signed.file()).isEqualTo("InRelease");
                    assertThat(signed.over()).isEqualTo("InRelease");
                    assertThat(signed.made()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
                });
        assertThat(verify(Request.of(file).withPublisher(Optional.of("alice"))).verdict())
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(reason(verify(Request.of(file).withPublisher(Optional.of("bob"))).verdict()))
                .isEqualTo(NotCheckedReason.WRONG_PUBLISHER);
    }

    @Test
    void aChangedTextIsAMismatch() throws IOException {
        signedBy(alice);
        Files.writeString(file, Files.readString(file).replace("stable", "stabie"));
        assertThat(verdict()).isInstanceOfSatisfying(Verdict.Mismatch.class,
                verdict -> assertThat(verdict.cause()).isEqualTo(MismatchCause.FILE_NOT_AS_SIGNED));
    }

    @Test
    void anUnknownKeyStaysUnknownUnlessTheUserBringsIt() throws IOException {
        signedBy(stranger);
        assertThat(verdict()).isInstanceOfSatisfying(Verdict.UnknownSigner.class,
                verdict -> assertThat(verdict.keyCameAlong()).isFalse());
        var key = Files.write(Files.createDirectory(directory.resolve("keys")).resolve("k"), gpg.export(stranger));
        var brought = verify(Request.of(file).withKeys(List.of(new Request.BroughtKey(key, "My friend"))));
        assertThat(brought.verdict()).isInstanceOf(Verdict.Genuine.class);
        assertThat(brought.badges()).contains(Badge.ADDED_BY_HAND);
        Files.copy(key, directory.resolve("archive.key"));
        assertThat(verdict()).isInstanceOfSatisfying(Verdict.UnknownSigner.class,
                verdict -> assertThat(verdict.keyCameAlong()).isTrue());
    }

    /// What is not signed may stand nowhere in the file.
    @Test
    void itMustBeOneMessageAndNothingElse() throws IOException {
        signedBy(alice);
        var message = Files.readString(file);
        for (var more : List.of(message + "and more\n", message + message, message.substring(0, message.length() / 2),
                message + "\0".repeat(2048))) {
            Files.writeString(file, more);
            assertThat(reason(verdict())).isEqualTo(NotCheckedReason.EVIDENCE_UNREADABLE);
        }
        Files.writeString(file, "\n" + message);
        assertThat(reason(verdict())).as("another file, which a message lies in")
                .isEqualTo(NotCheckedReason.NO_EVIDENCE);
        var large = Arrays.copyOf(message.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Policy.MAX_MESSAGE_BYTES + 1);
        Files.write(file, large);
        assertThat(reason(verdict())).isEqualTo(NotCheckedReason.EVIDENCE_UNREADABLE);
        gpg.sign(alice, file, directory.resolve("InRelease.sig"));
        assertThat(verdict()).as("a detached signature covers all bytes").isInstanceOf(Verdict.Genuine.class);
    }

    /// A signed list that is the file to check is not a list beside itself.
    @Test
    void aListIsNotBesideItself() throws IOException {
        file = directory.resolve("SHA256SUMS");
        signedBy(alice);
        var it = verify(Request.of(file));
        assertThat(it.verdict()).isInstanceOf(Verdict.Genuine.class);
        assertThat(it.evidence()).filteredOn(Evidence.Signed.class::isInstance).hasSize(1);
        assertThat(it.evidence()).noneMatch(Evidence.Unreadable.class::isInstance);
    }

    /// Debian's own files, by the keys that ship with the program. Their time is now.
    @Test
    void debiansInReleaseIsGenuine() throws IOException {
        var lists = Path.of("/var/lib/apt/lists");
        assumeTrue(Files.isDirectory(lists), "no lists of apt");
        List<Path> found;
        try (var files = Files.list(lists)) {
            found = files.filter(it -> it.toString().endsWith("InRelease") && it.toString().contains("debian.org"))
                    .toList();
        }
        assumeTrue(!found.isEmpty(), "no InRelease of Debian: run apt-get update");
        for (var release : found) {
            Files.copy(release, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            var verifier = new Verifier(Publishers.bundled(), InstantSource.system());
            assertThat(verifier.verify(Request.of(file), Task.silent()).verdict()).as(release.toString())
                    .isInstanceOfSatisfying(Verdict.Genuine.class,
                            verdict -> assertThat(verdict.publisher().id()).isEqualTo("debian-archive"));
            Files.writeString(file, Files.readString(file).replaceFirst("Origin: Debian", "Origin: debian"));
            assertThat(verifier.verify(Request.of(file), Task.silent()).verdict())
                    .isInstanceOf(Verdict.Mismatch.class);
        }
    }
}
