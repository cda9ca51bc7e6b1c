package org.selfsame.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.publisher.FileNaming;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.PinnedKey;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.trust.publisher.Withdrawal;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Verdict.MismatchCause;
import org.selfsame.verify.Verdict.WithdrawnCause;

/// A real image, real signatures by gpg, and each verdict with its exit code.
@Timeout(60)
class VerifierTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String SIGNED = "--faked-system-time=20260501T000000!";

    @TempDir
    static Path shared;
    private static Gpg gpg;
    private static Path image;
    private static String alice;
    private static String bob;
    private static String stranger;
    private static String expiring;
    private static String revoked;
    private static String tails;

    @TempDir
    Path directory;
    private Path iso;

    @BeforeAll
    static void makeKeysAndImage() throws IOException {
        Tool.require("xorriso", "gpg", "mksquashfs");
        gpg = new Gpg(shared.resolve("g")).at("20250101T000000");
        alice = gpg.key("Alice Linux <a@alice.example>");
        bob = gpg.key("Bob BSD <b@bob.example>");
        stranger = gpg.key("Alice Linux <fake@alice.example>");
        expiring = gpg.key("Old Alice <o@alice.example>", "ed25519", "sign", "17m");
        revoked = gpg.key("Lost Alice <l@alice.example>");
        tails = gpg.key("Tails-like <t@tails.example>");
        image = makeImage(shared.resolve("tree"), shared.resolve("live.iso"), "Live 12");
    }

    /// A live image in small: a SquashFS with os-release, a kernel, and a list of its own files.
    private static Path makeImage(Path tree, Path target, String volumeId) throws IOException {
        var system = tree.resolve("system/usr/lib");
        Files.createDirectories(system);
        Files.writeString(system.resolve("os-release"), """
                PRETTY_NAME="Live \\"12\\" (test)"
                VERSION="12.1"
                TAILS_GIT_COMMIT=0123456789012345678901234567890123456789
                TAILS_SOURCE_DATE_EPOCH=1767225600
                """);
        var random = new byte[300_000];
        new Random(1).nextBytes(random);
        Files.write(system.resolve("firmware"), random);
        Files.writeString(system.resolve("words"), "words and words\n".repeat(20_000));
        var disc = tree.resolve("disc");
        Files.createDirectories(disc.resolve("live"));
        Files.createDirectories(disc.resolve(".disk"));
        Files.writeString(disc.resolve(".disk/info"), "Live 12 \"Test\" amd64 20260101\n");
        Files.write(disc.resolve("live/vmlinuz"), random);
        Tool.run(tree, "mksquashfs", "system", "disc/live/filesystem.squashfs", "-noappend", "-quiet",
                "-no-progress", "-comp", "gzip");
        Tool.run(disc, "sh", "-c", "md5sum .disk/info live/filesystem.squashfs live/vmlinuz > md5sum.txt");
        Tool.run(tree, "xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-V", volumeId, "-o", target.toString(),
                "disc");
        return target;
    }

    @AfterAll
    static void stopAgent() {
        if (gpg != null) {
            gpg.close();
        }
    }

    @BeforeEach
    void copyImage() throws IOException {
        iso = directory.resolve("live.iso");
        Files.copy(image, iso);
    }

    private static Publisher publisher(String id, String name, Origin origin, FileNaming naming, String... keys)
            throws IOException {
        var pinned = new ArrayList<PinnedKey>();
        for (var key : keys) {
            pinned.add(new PinnedKey(new Fingerprint(key), "https://" + id + ".example/key",
                    Keyring.read(new BytesContent(gpg.export(key))).certificates().getFirst()));
        }
        return new Publisher(id, name, "https://" + id + ".example/", origin, pinned, List.of(naming), List.of());
    }

    private static final FileNaming ANY = new FileNaming(List.of("live*"), List.of(), List.of(), List.of());

    private static Publishers publishers() throws IOException {
        return new Publishers(List.of(publisher("alice", "Alice Linux", Origin.BUNDLED, ANY, alice, expiring, revoked),
                publisher("bob", "Bob BSD", Origin.BUNDLED, new FileNaming(List.of(), List.of(), List.of(), List.of()),
                        bob),
                new Publisher("tails", "Tails-like", "https://tails.example/", Origin.BUNDLED,
                        List.of(new PinnedKey(new Fingerprint(tails), "https://tails.example/key", null)),
                        List.of(new FileNaming(List.of("tails-*"), List.of(), List.of(), List.of())), List.of())));
    }

    private Verification verify(Request request) throws IOException {
        return verify(request, publishers());
    }

    /// Asks twice: a file that is being read already must get the same answer.
    private static Verification verify(Request request, Publishers publishers) {
        var verifier = new Verifier(publishers, InstantSource.fixed(NOW));
        var answer = verifier.verify(request, Task.silent());
        try (var ahead = HeadStart.on(request.file())) {
            assertThat(verifier.verify(request, ahead, Task.silent())).isEqualTo(answer);
        } catch (IOException _) {
            assertThat(answer.verdict()).as("not a file that can be read").isInstanceOf(Verdict.NotChecked.class);
        }
        return answer;
    }

    private Verification verify() throws IOException {
        return verify(Request.of(iso));
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private Path list(String name, String algorithm) throws IOException {
        Files.writeString(file(name), sum(iso, algorithm) + "  live.iso\n");
        return file(name);
    }

    private static String sum(Path file, String algorithm) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void signedList(String key, String... options) throws IOException {
        var list = list("SHA256SUMS", "SHA-256");
        gpg.sign(key, list, file("SHA256SUMS.sign"), options.length == 0 ? new String[]{SIGNED} : options);
    }

    private void changeByte(long offset) throws IOException {
        try (var file = new RandomAccessFile(iso.toFile(), "rw")) {
            file.seek(offset);
            int old = file.read();
            file.seek(offset);
            file.write(old ^ 1);
        }
    }

    private static void assertNotChecked(Verification it, NotCheckedReason reason) {
        assertThat(it.verdict()).isInstanceOfSatisfying(Verdict.NotChecked.class,
                verdict -> assertThat(verdict.reason()).isEqualTo(reason));
        assertExit(it, 2);
    }

    private static void assertMismatch(Verification it, MismatchCause cause) {
        assertThat(it.verdict()).isInstanceOfSatisfying(Verdict.Mismatch.class, verdict -> {
            assertThat(verdict.cause()).isEqualTo(cause);
            assertThat(verdict.publisher().id()).isEqualTo("alice");
        });
        assertExit(it, 1);
    }

    private static void assertGenuine(Verification it, Badge... badges) {
        assertThat(it.verdict()).as(it.toString()).isInstanceOf(Verdict.Genuine.class);
        assertThat(it.badges()).containsExactly(badges);
        assertExit(it, 0);
        assertThat(ExitCode.of(it.verdict(), true).code()).isEqualTo(2);
    }

    private static void assertExit(Verification it, int code) {
        assertThat(ExitCode.of(it.verdict(), false).code()).isEqualTo(code);
    }

    private static <T extends Evidence> List<T> evidence(Verification it, Class<T> kind) {
        return it.evidence().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void signedList() throws IOException {
        signedList(alice);
        var it = verify();
        assertGenuine(it);
        assertThat(((Verdict.Genuine) it.verdict()).publisher().name()).isEqualTo("Alice Linux");
        assertThat(it.size()).isEqualTo(Files.size(iso));
        assertThat(it.digests()).containsExactly(new Digest(DigestAlgorithm.SHA256, sum(iso, "SHA-256")));
        assertThat(it.evidence()).extracting(one -> one.getClass().getSimpleName()).containsExactly("FileRead",
                "Signed", "Listed", "SelfConsistent", "BuilderPolicy");
        assertThat(it.evidence()).extracting(Evidence::state).containsExactly(State.OK, State.OK, State.OK,
                State.NOT_ASKED, State.NOT_ASKED);
        assertThat(evidence(it, Evidence.Signed.class).getFirst().pinnedAt()).isEqualTo("https://alice.example/key");
    }

    @Test
    void whatTheImageSaysItIs() throws IOException {
        var identity = verify().identity();
        assertThat(identity.formats()).first().isEqualTo("iso9660");
        assertThat(identity.volumeId()).isEqualTo("Live 12");
        assertThat(identity.name()).isEqualTo("Live \"12\" (test)");
        assertThat(identity.version()).isEqualTo("12.1");
        assertThat(identity.commit()).isEqualTo("0123456789012345678901234567890123456789");
        assertThat(identity.sourceDate()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(identity.from()).containsExactly(".disk/info",
                "live/filesystem.squashfs!/usr/lib/os-release");
    }

    @Test
    void detachedSignatureOverTheImage() throws IOException {
        gpg.sign(alice, iso, file("live.iso.sig"), SIGNED);
        assertGenuine(verify());
        changeByte(100_000);
        assertMismatch(verify(), MismatchCause.FILE_NOT_AS_SIGNED);
    }

    @Test
    void armouredSignatureGivenByTheUser() throws IOException {
        Files.createDirectory(file("elsewhere"));
        gpg.sign(alice, iso, file("elsewhere/s"), SIGNED, "--armor");
        assertGenuine(verify(Request.of(iso).withSignatures(List.of(file("elsewhere/s")))));
    }

    @Test
    void listAndSignatureGivenByTheUser() throws IOException {
        Files.createDirectory(file("elsewhere"));
        signedList(alice);
        Files.move(file("SHA256SUMS"), file("elsewhere/SHA256SUMS"));
        Files.move(file("SHA256SUMS.sign"), file("elsewhere/SHA256SUMS.sign"));
        assertNotChecked(verify(), NotCheckedReason.NO_EVIDENCE);
        assertGenuine(verify(Request.of(iso).withChecksums(List.of(file("elsewhere/SHA256SUMS")))));
        Files.createDirectory(file("third"));
        Files.move(file("elsewhere/SHA256SUMS.sign"), file("third/SHA256SUMS.sign"));
        assertGenuine(verify(Request.of(iso).withChecksums(List.of(file("elsewhere/SHA256SUMS")))
                .withSignatures(List.of(file("third/SHA256SUMS.sign")))));
    }

    @Test
    void cleartextList() throws IOException {
        var list = list("plain", "SHA-512");
        gpg.clearsign(alice, list, file("SHA512SUMS"), SIGNED);
        assertGenuine(verify());
        var text = Files.readString(file("SHA512SUMS"));
        Files.writeString(file("SHA512SUMS"), text.replace("  live.iso", "  Live.iso"));
        assertNotChecked(verify(), NotCheckedReason.NOT_IN_LIST);
        Files.writeString(file("SHA512SUMS"), text.replace("  live.iso", " *live.iso"));
        assertMismatch(verify(), MismatchCause.LIST_NOT_AS_SIGNED);
    }

    @Test
    void bsdStyleList() throws IOException {
        var list = file("plain");
        Files.writeString(list, "SHA256 (live.iso) = " + sum(iso, "SHA-256") + "\n");
        gpg.clearsign(alice, list, file("Live-12-CHECKSUM"), SIGNED);
        assertGenuine(verify());
    }

    @Test
    void oneFileList() throws IOException {
        var list = file("live.iso.sha256");
        Files.writeString(list, sum(iso, "SHA-256") + "\n");
        assertNotChecked(verify(), NotCheckedReason.LIST_NOT_SIGNED);
        gpg.sign(alice, list, file("live.iso.sha256.asc"), SIGNED, "--armor");
        assertGenuine(verify());
    }

    @Test
    void truncatedDownload() throws IOException {
        signedList(alice);
        try (var file = new RandomAccessFile(iso.toFile(), "rw")) {
            file.setLength(file.length() - 200_000);
        }
        assertMismatch(verify(), MismatchCause.DIGEST_DIFFERS);
    }

    @Test
    void oneByteChanged() throws IOException {
        signedList(alice);
        changeByte(Files.size(iso) / 2);
        var it = verify();
        assertMismatch(it, MismatchCause.DIGEST_DIFFERS);
        assertThat(evidence(it, Evidence.Listed.class)).extracting(Evidence::state).containsExactly(State.DIFFERENT);
    }

    /// Where the bytes of a file in the image lie, by the readers' own layouts.
    private static long offsetOf(Path image, String path, String inner) throws IOException {
        try (var content = FileContent.open(image)) {
            var iso = new IsoFormat().open(content, Limits.DEFAULT);
            long outer = start(iso.layout(Task.silent()), path);
            if (inner.isEmpty()) {
                return outer;
            }
            var file = (Entry.File) iso.tree().find(path).orElseThrow();
            var squashfs = new SquashfsFormat().open(file.content(), Limits.DEFAULT);
            return outer + start(squashfs.layout(Task.silent()), inner);
        }
    }

    private static long blocksOfWords() {
        try (var content = FileContent.open(image)) {
            var iso = new IsoFormat().open(content, Limits.DEFAULT);
            var file = (Entry.File) iso.tree().find("live/filesystem.squashfs").orElseThrow();
            return new SquashfsFormat().open(file.content(), Limits.DEFAULT).layout(Task.silent()).regions().stream()
                    .filter(it -> it.what().equals("data blocks") && "usr/lib/words".equals(it.owner()))
                    .mapToLong(Region::length).sum();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long start(Layout layout, String owner) {
        return layout.regions().stream().filter(it -> it.kind() == Region.Kind.DATA && owner.equals(it.owner()))
                .mapToLong(Region::offset).min().orElseThrow();
    }

    @Test
    void theDamageIsFoundInsideACompressedBlock() throws IOException {
        signedList(alice);
        long changed = offsetOf(iso, "live/filesystem.squashfs", "usr/lib/words") + 40;
        changeByte(changed);
        var it = verify();
        assertMismatch(it, MismatchCause.DIGEST_DIFFERS);
        assertThat(it.badges()).contains(Badge.INSIDE_DAMAGED);
        assertThat(it.damage()).as(it.damage().toString()).hasSize(1).first().satisfies(damage -> {
            assertThat(damage.path()).isEqualTo("live/filesystem.squashfs!/usr/lib/words");
            assertThat(damage.what()).isEqualTo("data block");
            assertThat(damage.length()).as("one of three blocks").isLessThan(blocksOfWords() / 2);
            assertThat(changed).isBetween(damage.offset(), damage.offset() + damage.length() - 1);
            assertThat(damage.length()).isLessThan(2_000);
        });
        var list = evidence(it, Evidence.SelfConsistent.class).getFirst();
        assertThat(list.state()).isEqualTo(State.DIFFERENT);
        assertThat(list.failed()).containsExactly("live/filesystem.squashfs");
        assertThat(list.checked()).isEqualTo(3);
    }

    @Test
    void theDamageIsFoundByTheImagesOwnList() throws IOException {
        signedList(alice);
        long changed = offsetOf(iso, "live/vmlinuz", "") + 1000;
        changeByte(changed);
        assertThat(verify().damage()).hasSize(1).first().satisfies(damage -> {
            assertThat(damage.path()).isEqualTo("live/vmlinuz");
            assertThat(changed).isBetween(damage.offset(), damage.offset() + damage.length() - 1);
        });
    }

    @Test
    void theDamageInStoredBytesIsFoundAsFarAsTheListTells() throws IOException {
        signedList(alice);
        long changed = offsetOf(iso, "live/filesystem.squashfs", "usr/lib/firmware") + 1000;
        changeByte(changed);
        assertThat(verify().damage()).hasSize(1).first().satisfies(damage -> {
            assertThat(damage.path()).isEqualTo("live/filesystem.squashfs");
            assertThat(changed).isBetween(damage.offset(), damage.offset() + damage.length() - 1);
        });
    }

    @Test
    void selfCheckOnDemand() throws IOException {
        signedList(alice);
        var it = verify(Request.of(iso).withSelfCheck(true));
        assertGenuine(it);
        assertThat(it.damage()).isEmpty();
        assertThat(evidence(it, Evidence.SelfConsistent.class)).extracting(Evidence.SelfConsistent::list)
                .containsExactly("md5sum.txt");
        assertThat(evidence(it, Evidence.SelfConsistent.class)).extracting(Evidence::state).containsExactly(State.OK);
    }

    @Test
    void implantedChecksum() throws IOException {
        Tool.require("implantisomd5");
        Tool.run(directory, "implantisomd5", "--force", iso.toString());
        assertThat(evidence(verify(), Evidence.SelfConsistent.class))
                .anySatisfy(it -> {
                    assertThat(it.list()).isEqualTo("isomd5sum");
                    assertThat(it.state()).isEqualTo(State.OK);
                });
        changeByte(offsetOf(iso, "live/vmlinuz", "") + 1000);
        assertThat(evidence(verify(), Evidence.SelfConsistent.class)).extracting(Evidence::state)
                .containsExactly(State.DIFFERENT, State.DIFFERENT);
    }

    @Test
    void whatHappensInsideLeavesTheVerdictAlone() throws IOException {
        signedList(alice);
        changeByte(offsetOf(iso, "live/vmlinuz", "") + 1000);
        var holder = new Task[1];
        holder[0] = new Task(event -> {
            if (event.activity() == Activity.LOCATE || event.activity() == Activity.CHECK_INNER_LISTS) {
                holder[0].cancel();
            }
        });
        var it = new Verifier(publishers(), InstantSource.fixed(NOW)).verify(Request.of(iso), holder[0]);
        assertMismatch(it, MismatchCause.DIGEST_DIFFERS);
    }

    @Test
    void listNamesAnotherFile() throws IOException {
        Files.writeString(file("SHA256SUMS"), sum(iso, "SHA-256") + "  other.iso\n");
        gpg.sign(alice, file("SHA256SUMS"), file("SHA256SUMS.sign"), SIGNED);
        assertNotChecked(verify(), NotCheckedReason.NOT_IN_LIST);
    }

    @Test
    void unsignedLists() throws IOException {
        list("SHA256SUMS", "SHA-256");
        assertNotChecked(verify(), NotCheckedReason.LIST_NOT_SIGNED);
        changeByte(100_000);
        var it = verify();
        assertNotChecked(it, NotCheckedReason.UNVOUCHED_LIST_DIFFERS);
        assertThat(evidence(it, Evidence.Listed.class)).extracting(Evidence::state).containsExactly(State.DIFFERENT);
    }

    @Test
    void listChangedAfterItWasSigned() throws IOException {
        signedList(alice);
        changeByte(100_000);
        list("SHA256SUMS", "SHA-256");
        assertMismatch(verify(), MismatchCause.LIST_NOT_AS_SIGNED);
    }

    @Test
    void listWithWeakChecksumsOnly() throws IOException {
        var list = list("MD5SUMS", "MD5");
        gpg.sign(alice, list, file("MD5SUMS.sign"), SIGNED);
        assertNotChecked(verify(), NotCheckedReason.LIST_TOO_WEAK);
        changeByte(100_000);
        assertMismatch(verify(), MismatchCause.DIGEST_DIFFERS);
    }

    @Test
    void signatureExpired() throws IOException {
        signedList(alice, SIGNED, "--default-sig-expire", "10d");
        assertNotChecked(verify(), NotCheckedReason.SIGNATURE_EXPIRED);
    }

    @Test
    void keyExpiredAfterItSigned() throws IOException {
        signedList(expiring, SIGNED);
        assertGenuineLater(Badge.KEY_EXPIRED_SINCE);
    }

    private void assertGenuineLater(Badge badge) throws IOException {
        var it = new Verifier(publishers(), InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z")))
                .verify(Request.of(iso), Task.silent());
        assertGenuine(it, badge);
    }

    @Test
    void weakDigest() throws IOException {
        signedList(alice, SIGNED, "--digest-algo", "SHA1", "--weak-digest", "MD5");
        assertNotChecked(verify(), NotCheckedReason.SIGNATURE_WEAK);
    }

    @Test
    void signedInTheFuture() throws IOException {
        signedList(alice, "--faked-system-time=20260701T000000!");
        assertNotChecked(verify(), NotCheckedReason.SIGNATURE_IN_FUTURE);
    }

    @Test
    void textModeSignature() throws IOException {
        signedList(alice, SIGNED, "--textmode");
        assertNotChecked(verify(), NotCheckedReason.SIGNATURE_UNFIT);
    }

    @Test
    void keyRevoked() throws IOException {
        signedList(revoked, SIGNED);
        assertGenuine(verify());
        var before = publishers();
        try (var other = new Gpg(shared.resolve("r"))) {
            Tool.run(directory, "sh", "-c", "cp -a " + shared.resolve("g") + "/. " + shared.resolve("r") + "/");
            other.revoke(revoked);
            var ring = Keyring.read(new BytesContent(other.export(revoked)));
            var lost = new Publisher("alice", "Alice Linux", "https://alice.example/", Origin.BUNDLED,
                    List.of(new PinnedKey(new Fingerprint(revoked), "", ring.certificates().getFirst())), List.of(),
                    List.of());
            var it = verify(Request.of(iso), new Publishers(List.of(lost)));
            assertThat(it.verdict()).isInstanceOfSatisfying(Verdict.Withdrawn.class,
                    verdict -> assertThat(verdict.cause()).isEqualTo(WithdrawnCause.KEY));
            assertExit(it, 1);
        }
        assertThat(before.all()).isNotEmpty();
    }

    @Test
    void releaseWithdrawn() throws IOException {
        signedList(alice);
        var known = publisher("alice", "Alice Linux", Origin.BUNDLED, ANY, alice);
        var withdrawing = new Publisher(known.id(), known.name(), known.homePage(), known.origin(), known.keys(),
                known.files(), List.of(new Withdrawal(new Digest(DigestAlgorithm.SHA256, sum(iso, "SHA-256")),
                        LocalDate.of(2026, 5, 20), "https://alice.example/why")));
        var it = verify(Request.of(iso), new Publishers(List.of(withdrawing)));
        assertThat(it.verdict()).isInstanceOfSatisfying(Verdict.Withdrawn.class, verdict -> {
            assertThat(verdict.cause()).isEqualTo(WithdrawnCause.RELEASE);
            assertThat(verdict.since()).isEqualTo(Instant.parse("2026-05-20T00:00:00Z"));
        });
        assertExit(it, 1);
    }

    @Test
    void unknownKeyAndKeyThatCameAlong() throws IOException {
        signedList(stranger);
        var it = verify();
        assertThat(it.verdict()).isInstanceOfSatisfying(Verdict.UnknownSigner.class,
                verdict -> assertThat(verdict.keyCameAlong()).isFalse());
        assertExit(it, 2);
        Files.write(file("alice-signing.key"), gpg.export(stranger));
        assertThat(verify().verdict()).isInstanceOfSatisfying(Verdict.UnknownSigner.class,
                verdict -> assertThat(verdict.keyCameAlong()).isTrue());
        Files.move(file("SHA256SUMS"), file("gone"));
        gpg.sign(stranger, iso, file("live.iso.sig"), SIGNED);
        assertThat(verify().verdict()).isInstanceOfSatisfying(Verdict.UnknownSigner.class,
                verdict -> assertThat(verdict.keyCameAlong()).isTrue());
        changeByte(100_000);
        assertThat(verify().verdict()).isInstanceOf(Verdict.UnknownSigner.class);
    }

    @Test
    void keyAddedByHand() throws IOException {
        signedList(stranger);
        Files.createDirectory(file("keys"));
        Files.write(file("keys/k"), gpg.export(stranger));
        var request = Request.of(iso).withKeys(List.of(new Request.BroughtKey(file("keys/k"), "My friend")));
        var it = verify(request);
        assertGenuine(it, Badge.ADDED_BY_HAND);
        assertThat(((Verdict.Genuine) it.verdict()).publisher().name()).isEqualTo("My friend");
        assertGenuine(verify(request.withPublisher(Optional.of("my-friend"))), Badge.ADDED_BY_HAND);
        changeByte(100_000);
        assertThat(verify(request).verdict()).isInstanceOf(Verdict.Mismatch.class);
    }

    @Test
    void aNameThatIsAlreadyAPublishersNeedsThePinnedKey() throws IOException {
        signedList(stranger);
        Files.createDirectory(file("keys"));
        Files.write(file("keys/k"), gpg.export(stranger));
        for (var name : List.of("alice", " ALICE ", "Alice Linux")) {
            var it = verify(Request.of(iso).withKeys(List.of(new Request.BroughtKey(file("keys/k"), name))));
            assertNotChecked(it, NotCheckedReason.KEY_NOT_PINNED);
        }
        // the same when the key came with the download and was brought from there
        Files.copy(file("keys/k"), file("alice.key"));
        var it = verify(Request.of(iso).withKeys(List.of(new Request.BroughtKey(file("alice.key"), "alice"))));
        assertNotChecked(it, NotCheckedReason.KEY_NOT_PINNED);
        assertThat(evidence(it, Evidence.Signed.class).getFirst().result()).isEqualTo("key_not_pinned");
        Files.writeString(file("SHA256SUMS"), "0".repeat(64) + "  live.iso\n");
        assertNotChecked(verify(Request.of(iso).withKeys(List.of(new Request.BroughtKey(file("keys/k"), "alice")))),
                NotCheckedReason.KEY_NOT_PINNED);
        assertThat(verify().verdict()).isInstanceOf(Verdict.NotChecked.class);
    }

    /// A publisher was added by hand; later one of the same id came to ship with the program.
    @Test
    void anIdIsTheBundledPublishersAlone() throws IOException {
        signedList(stranger);
        var alone = new Publishers(List.of());
        var config = file("config");
        new PublisherStore(config, alone).add(publisher("alice", "Alice", Origin.ADDED_BY_USER, ANY, stranger));
        var before = alone.with(new PublisherStore(config, alone).list());
        assertGenuine(verify(Request.of(iso).withPublisher(Optional.of("alice")), before), Badge.ADDED_BY_HAND);
        var both = publishers().with(new PublisherStore(config, publishers()).list());
        assertNotChecked(verify(Request.of(iso).withPublisher(Optional.of("alice")), both),
                NotCheckedReason.WRONG_PUBLISHER);
        assertGenuine(verify(Request.of(iso), both), Badge.ADDED_BY_HAND);
        assertGenuine(verify(Request.of(iso).withPublisher(Optional.of("alice-by-hand")), both), Badge.ADDED_BY_HAND);
    }

    @Test
    void pinnedFingerprintWithABroughtKey() throws IOException {
        iso = Files.move(iso, file("tails-7.iso"));
        gpg.sign(tails, iso, file("tails-7.iso.sig"), SIGNED);
        assertNotChecked(verify(), NotCheckedReason.KEY_MISSING);
        Files.write(file("tails-signing.key"), gpg.export(tails));
        assertNotChecked(verify(), NotCheckedReason.KEY_MISSING);
        Files.createDirectory(file("keys"));
        Files.write(file("keys/right"), gpg.export(tails));
        Files.write(file("keys/wrong"), gpg.export(stranger));
        assertGenuine(verify(Request.of(iso).withKeys(List.of(new Request.BroughtKey(file("keys/right"), "tails")))));
        assertNotChecked(
                verify(Request.of(iso).withKeys(List.of(new Request.BroughtKey(file("keys/wrong"), "tails")))),
                NotCheckedReason.KEY_NOT_PINNED);
    }

    @Test
    void someoneElseThanExpectedSigned() throws IOException {
        signedList(bob);
        assertThat(verify().verdict()).isInstanceOf(Verdict.Genuine.class);
        assertNotChecked(verify(Request.of(iso).withPublisher(Optional.of("alice"))), NotCheckedReason.WRONG_PUBLISHER);
        assertGenuine(verify(Request.of(iso).withPublisher(Optional.of("bob"))));
    }

    @Test
    void severalSignatures() throws IOException {
        signedList(alice);
        gpg.sign(stranger, file("SHA256SUMS"), file("other"), SIGNED);
        var both = new ByteArrayOutputStream();
        both.write(Files.readAllBytes(file("other")));
        both.write(Files.readAllBytes(file("SHA256SUMS.sign")));
        Files.write(file("SHA256SUMS.sign"), both.toByteArray());
        assertGenuine(verify(), Badge.UNKNOWN_SIGNATURES_TOO);
    }

    @Test
    void oneContradictionOutweighsAnotherGoodList() throws IOException {
        signedList(alice);
        Files.writeString(file("SHA512SUMS"), "00".repeat(64) + "  live.iso\n");
        gpg.sign(alice, file("SHA512SUMS"), file("SHA512SUMS.sign"), SIGNED);
        assertMismatch(verify(), MismatchCause.DIGEST_DIFFERS);
    }

    @Test
    void hostileEvidence() throws IOException {
        signedList(alice);
        try (var file = new RandomAccessFile(file("live.iso.sig").toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        Files.writeString(file("CHECKSUM"), "../" + "x".repeat(100) + "\n");
        Files.createDirectory(file("SHA512SUMS"));
        var it = verify();
        assertGenuine(it);
        assertThat(evidence(it, Evidence.Unreadable.class)).extracting(Evidence.Unreadable::rule)
                .contains("TOO_LARGE", "CANNOT_READ").hasSize(3);
        Files.delete(file("SHA256SUMS"));
        assertNotChecked(verify(), NotCheckedReason.EVIDENCE_UNREADABLE);
    }

    @Test
    void itsOwnListIsFoundAmongThoseOfManyDownloads() throws IOException {
        for (int i = 0; i < 40; i++) {
            Files.writeString(file("Fedora-" + i + "-CHECKSUM"), "0".repeat(64) + "  other.iso\n");
        }
        var list = list("live.iso.sha256", "SHA-256");
        gpg.sign(alice, list, file("live.iso.sha256.sig"), SIGNED);
        assertGenuine(verify());
    }

    @Test
    void aHeaderThatIsAllNamesCannotHideAMismatch() throws IOException {
        signedList(alice);
        changeByte(5000);
        Files.writeString(file("MD5SUMS"), "-----BEGIN PGP SIGNED MESSAGE-----\nHash: a" + ",a".repeat(500_000) + "\n");
        assertMismatch(verify(), MismatchCause.DIGEST_DIFFERS);
    }

    @Test
    void sideFilesThatNeverEndAreLeftAlone() throws IOException {
        signedList(alice);
        Tool.run(directory, "mkfifo", "SHA512SUMS", "live.iso.asc", "a.key");
        Files.createSymbolicLink(file("live.iso.sig"), Path.of("/dev/zero"));
        Files.createSymbolicLink(file("MD5SUMS"), Path.of("/dev/zero"));
        Files.createSymbolicLink(file("live.iso.sha512"), Path.of("live.iso.sha512"));
        assertGenuine(verify());
    }

    @Test
    void aListMadeByPowerShellIsReadAndItsSignatureCoversItsBytes() throws IOException {
        Files.write(file("live.iso.sha256"), ("\ufeff" + sum(iso, "SHA-256").toUpperCase(java.util.Locale.ROOT)
                + "\r\n").getBytes(StandardCharsets.UTF_16LE));
        gpg.sign(alice, file("live.iso.sha256"), file("live.iso.sha256.sig"), SIGNED);
        assertGenuine(verify());
        changeByte(5000);
        assertMismatch(verify(), MismatchCause.DIGEST_DIFFERS);
    }

    @Test
    void notAnImage() throws IOException {
        Files.writeString(iso, "only text");
        signedList(alice);
        var it = verify();
        assertGenuine(it, Badge.NOT_AN_IMAGE);
        assertThat(it.identity()).isEqualTo(Identity.NONE);
    }

    @Test
    void damagedImage() throws IOException {
        var bytes = Files.readAllBytes(iso);
        Files.write(iso, Arrays.copyOf(bytes, 40_000));
        signedList(alice);
        assertThat(verify().badges()).contains(Badge.IMAGE_IRREGULAR);
    }

    @Test
    void aDownloadThatWasCutShortIsCalledSo() throws IOException {
        var bytes = Files.readAllBytes(iso);
        assertThat(verify().badges()).doesNotContain(Badge.CUT_SHORT);
        Files.write(iso, Arrays.copyOf(bytes, bytes.length / 2));
        var cut = verify();
        assertThat(cut.badges()).contains(Badge.CUT_SHORT);
        assertThat(cut.verdict()).isNotInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void aListThatHoldsItsOwnSignatureIsFoundByItsName() throws IOException {
        var list = list("SHA256SUMS", "SHA-256");
        gpg.clearsign(alice, list, file("SHA256SUMS.asc"), SIGNED);
        Files.delete(list);
        assertThat(verify().verdict()).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void fileThatChangesWhileItIsRead() throws IOException {
        signedList(alice);
        var task = new Task(event -> {
            if (event instanceof TaskEvent.Started started && started.activity() == Activity.READ_FILE) {
                try {
                    changeByte(0);
                    Files.setLastModifiedTime(iso, FileTime.from(NOW));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        var it = new Verifier(publishers(), InstantSource.fixed(NOW)).verify(Request.of(iso), task);
        assertNotChecked(it, NotCheckedReason.FILE_CHANGED);
        assertThat(it.digests()).isEmpty();
    }

    @Test
    void fileThatIsCutWhileItIsRead() throws IOException {
        var task = new Task(event -> {
            if (event instanceof TaskEvent.Started started && started.activity() == Activity.READ_FILE) {
                try (var file = new RandomAccessFile(iso.toFile(), "rw")) {
                    file.setLength(10);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });
        assertNotChecked(new Verifier(publishers(), InstantSource.fixed(NOW)).verify(Request.of(iso), task),
                NotCheckedReason.FILE_CHANGED);
    }

    @Test
    void cancelled() throws IOException {
        signedList(alice);
        var task = Task.silent();
        task.cancel();
        assertNotChecked(new Verifier(publishers(), InstantSource.fixed(NOW)).verify(Request.of(iso), task),
                NotCheckedReason.CANCELLED);
        var holder = new Task[1];
        holder[0] = new Task(event -> {
            if (event instanceof TaskEvent.Advanced advanced && advanced.activity() == Activity.READ_FILE) {
                holder[0].cancel();
            }
        });
        assertNotChecked(new Verifier(publishers(), InstantSource.fixed(NOW)).verify(Request.of(iso), holder[0]),
                NotCheckedReason.CANCELLED);
    }

    @Test
    void whatIsNoFile() throws IOException {
        assertNotChecked(verify(Request.of(directory)), NotCheckedReason.NOT_A_FILE);
        Tool.run(directory, "mkfifo", "fifo");
        assertNotChecked(verify(Request.of(file("fifo"))), NotCheckedReason.NOT_A_FILE);
        assertNotChecked(verify(Request.of(Path.of("/dev/zero"))), NotCheckedReason.NOT_A_FILE);
        assertNotChecked(verify(Request.of(file("missing"))), NotCheckedReason.UNREADABLE);
        Files.createFile(file("empty"));
        assertNotChecked(verify(Request.of(file("empty"))), NotCheckedReason.EMPTY);
    }

    @Test
    void aFifoBesideTheFileBlocksNothing() throws IOException {
        Tool.run(directory, "mkfifo", "live.iso.sig", "SHA256SUMS", "some.key");
        assertNotChecked(verify(), NotCheckedReason.EVIDENCE_UNREADABLE);
    }

    @Test
    void unreadableFile() throws IOException {
        Files.setPosixFilePermissions(iso, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(iso), "the superuser can read everything");
        assertNotChecked(verify(), NotCheckedReason.UNREADABLE);
    }

    @Test
    void aLinkToTheImageIsItsOwnName() throws IOException {
        signedList(alice);
        Files.move(iso, file("renamed.iso"), StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(iso, file("renamed.iso"));
        assertGenuine(verify());
    }

    @Test
    void theListIsReadAsBytesNotAsHopes() throws IOException {
        Files.write(file("SHA256SUMS"), "\u001b[31m\n".getBytes(StandardCharsets.UTF_8));
        var it = verify();
        assertNotChecked(it, NotCheckedReason.EVIDENCE_UNREADABLE);
    }
}
