package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.ProofReport.Gap;
import org.selfsame.apt.ProofReport.Outcome;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.content.BytesContent;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;

/// Attacks on what a lock pins, each of which has to be refused for its own reason. apt itself judges the archives.
class LockProofTest {
    private static final Instant NOW = Instant.parse("2026-07-12T12:00:00Z");

    @TempDir
    static Path keys;
    private static Gpg gpg;
    private static String key;
    private static String otherKey;

    @TempDir
    Path directory;
    private Store store;
    private TestArchive archive;

    @BeforeAll
    static void makeKeys() {
        gpg = new Gpg(keys).at("20260601T000000");
        key = gpg.key("Archive <a@example.org>");
        otherKey = gpg.key("Other <o@example.org>");
        gpg.at("20260711T110000");
    }

    @AfterAll
    static void endAgent() {
        gpg.close();
    }

    @BeforeEach
    void makeArchive() throws IOException {
        store = Store.open(directory.resolve("store"));
        archive = archive("debian", key);
        archive.add("hello", "1.0");
    }

    private TestArchive archive(String name, String... signers) throws IOException {
        return new TestArchive(Files.createDirectory(directory.resolve(name)), name, gpg, signers);
    }

    private ProofReport prove(Lock lock) throws IOException {
        return LockProof.of(lock, store, ProofRules.existing(NOW), Task.silent());
    }

    /// What a report refuses, but for what follows from it.
    private static void assertRefused(ProofReport report, Rule rule, Reason reason) {
        assertThat(report.refused().map(line -> line.rule() + " "
                + ((Outcome.Refused) line.outcome()).reason()).filter(line -> !line.contains("ARCHIVE_REFUSED")))
                .containsExactly(rule + " " + reason);
        assertThat(report.isGood()).isFalse();
    }

    @Test
    void provesWhatWasPublished() throws IOException {
        archive.add("other", "2:1~rc1-1");
        archive.addSource("hello", "1.0");
        var lock = TestArchive.lock(store, archive.index().publish());
        var report = prove(lock);
        assertThat(report.refused()).isEmpty();
        assertThat(report.lines()).filteredOn(line -> line.input().name().equals("hello 1.0 amd64"))
                .extracting(ProofReport.Line::rule).containsExactly(Rule.INDEXED, Rule.STORED, Rule.CONTENTS);
        assertThat(report.lines()).filteredOn(line -> line.outcome() instanceof Outcome.NotChecked)
                .extracting(line -> ((Outcome.NotChecked) line.outcome()).gap())
                .containsExactly(Gap.NO_RECIPE, Gap.NO_SNAPSHOT, Gap.NO_VALID_UNTIL, Gap.NO_RECIPE, Gap.NOT_SEEN,
                        Gap.NO_SECOND_SOURCE);
        assertThat(apt(archive).exit()).as("apt").isZero();
    }

    @Test
    void refusesWhatTheKeyringDoesNotVouchFor() throws IOException {
        var other = archive("other", otherKey);
        other.add("hello", "1.0");
        other.index().publish();
        var lock = TestArchive.lock(store, other);
        assertThat(prove(lock).isGood()).isTrue();
        other.keyring = gpg.export(key);
        assertRefused(prove(TestArchive.lock(store, other)), Rule.SIGNATURE, Reason.UNKNOWN_SIGNER);
        assertThat(apt(other).exit()).as("apt").isNotZero();
        other.keyring = "no keys".getBytes(StandardCharsets.UTF_8);
        assertRefused(prove(TestArchive.lock(store, other)), Rule.SIGNATURE, Reason.KEYRING_BROKEN);
    }

    @Test
    void acceptsAKeyThatExpiredSince() throws IOException {
        var expiring = gpg.at("20260601T000000").key("Old <o@example.org>", "ed25519", "sign", "20260711T120000");
        try {
            var old = archive("old", expiring);
            old.add("hello", "1.0");
            gpg.at("20260711T110000");
            assertThat(prove(TestArchive.lock(store, old.index().publish())).isGood()).isTrue();
        } finally {
            gpg.at("20260711T110000");
        }
    }

    @Test
    void refusesASignatureOfAnAlteredList() throws IOException {
        var lock = TestArchive.lock(store, archive.index().publish());
        var list = new String(archive.list(), StandardCharsets.UTF_8).replace("Origin: Test", "Origin: Best");
        var altered = list.getBytes(StandardCharsets.UTF_8);
        TestArchive.put(store, altered);
        assertRefused(prove(with(lock, altered)), Rule.SIGNATURE, Reason.SIGNATURE_REFUSED);
        var behind = (list + "Codename: other\n").getBytes(StandardCharsets.UTF_8);
        TestArchive.put(store, behind);
        assertRefused(prove(with(lock, behind)), Rule.SIGNATURE, Reason.LIST_BROKEN);
    }

    @Test
    void refusesSignersThatAreNotThoseOfTheLock() throws IOException {
        var lock = TestArchive.lock(store, archive.index().publish());
        var release = lock.archives().getFirst().inRelease();
        assertRefused(prove(with(lock, new Lock.InRelease(release.sha256(), release.size(), release.date(),
                release.validUntil(), release.codename(), List.of(key, otherKey)))), Rule.SIGNATURE,
                Reason.OTHER_SIGNERS);
    }

    @Test
    void refusesAListThatIsTooLarge() throws IOException {
        archive.extra += "Description: x\n" + (" " + "x".repeat(78) + "\n").repeat(ReleaseFile.MOST_BYTES / 80);
        assertRefused(prove(TestArchive.lock(store, archive.index().publish())), Rule.LIST, Reason.LIST_TOO_LARGE);
    }

    @Test
    void refusesAnotherCodenameSuiteOrComponent() throws IOException {
        archive.codename = "trixie";
        archive.suite = "stable";
        assertRefused(prove(TestArchive.lock(store, archive.index().publish())), Rule.NAMES, Reason.OTHER_SUITE);
        var lock = TestArchive.lock(store, archive);
        archive.codename = "bookworm";
        archive.publish();
        archive.codename = "trixie";
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.NAMES, Reason.OTHER_CODENAME);
        archive.codename = "bookworm";
        assertThat(prove(TestArchive.lock(store, archive)).isGood()).isTrue();
        archive.publish(archive.release().replace("Components: main", "Components: contrib"));
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.NAMES, Reason.NO_COMPONENT);
        assertThat(lock).isNotNull();
    }

    @Test
    void refusesAListOfTheFuture() throws IOException {
        archive.date = NOW.plus(Duration.ofDays(1));
        assertRefused(prove(TestArchive.lock(store, archive.index().publish())), Rule.CLOCK, Reason.IN_THE_FUTURE);
        archive.date = NOW.plus(Duration.ofMinutes(10));
        assertThat(prove(TestArchive.lock(store, archive.index().publish())).isGood()).isTrue();
    }

    @Test
    void refusesAListThatIsLaterThanTheSnapshot() throws IOException {
        archive.snapshot = archive.date.minusSeconds(1);
        assertRefused(prove(TestArchive.lock(store, archive.index().publish())), Rule.SNAPSHOT,
                Reason.AFTER_SNAPSHOT);
    }

    /// Rollback with an empty cache: apt takes the older list without a word; the date seen before tells.
    @Test
    void refusesToGoBackBehindWhatWasSeen() throws IOException {
        var seen = seen(TestArchive.lock(store, archive.index().publish()));
        archive.date = archive.date.minus(Duration.ofDays(30));
        var old = TestArchive.lock(store, archive.publish());
        assertThat(apt(archive).exit()).as("apt with an empty cache").isZero();
        assertRefused(LockProof.of(old, store, ProofRules.fresh(NOW).seen(seen), Task.silent()), Rule.SEEN,
                Reason.OLDER_THAN_SEEN);
        // a lock that was made then is as good as it was
        assertThat(LockProof.of(old, store, ProofRules.existing(NOW).seen(seen), Task.silent()).isGood()).isTrue();
    }

    @Test
    void refusesAnotherListOfTheSameDate() throws IOException {
        var seen = seen(TestArchive.lock(store, archive.index().publish()));
        archive.extra += "Description: another\n";
        var other = TestArchive.lock(store, archive.publish());
        assertRefused(LockProof.of(other, store, ProofRules.existing(NOW).seen(seen), Task.silent()), Rule.SEEN,
                Reason.OTHER_OF_SAME_DATE);
    }

    private static Map<String, ProofRules.Seen> seen(Lock lock) {
        var list = lock.archives().getFirst().inRelease();
        return Map.of("debian", new ProofRules.Seen(list.date(), list.sha256()));
    }

    /// Freeze: the list of security may be used for seven days.
    @Test
    void refusesAListThatIsOutOfDate() throws IOException {
        archive.validUntil = archive.date.plus(Duration.ofDays(7));
        var lock = TestArchive.lock(store, archive.index().publish());
        var late = ProofRules.fresh(archive.date.plus(Duration.ofDays(8)));
        assertRefused(LockProof.of(lock, store, late, Task.silent()), Rule.FRESH, Reason.OUT_OF_DATE);
        // the lock itself does not go stale
        assertThat(LockProof.of(lock, store, ProofRules.existing(late.now()), Task.silent()).isGood()).isTrue();
    }

    @Test
    void refusesMixedDates() throws IOException {
        archive.snapshot = Instant.parse("2026-07-20T00:00:00Z");
        archive.validUntil = archive.date.plus(Duration.ofDays(7));
        assertRefused(prove(TestArchive.lock(store, archive.index().publish())), Rule.FRESH, Reason.OUT_OF_DATE);
        // main of one day with security of another
        archive.snapshot = null;
        archive.publish();
        var main = archive("main", key);
        main.date = archive.date.plus(Duration.ofDays(8));
        main.add("other", "1.0");
        var lock = TestArchive.lock(store, archive, main.index().publish());
        assertRefused(LockProof.of(lock, store, ProofRules.existing(main.date), Task.silent()), Rule.FRESH,
                Reason.OUT_OF_DATE);
    }

    /// Somebody who can write to a mirror puts another object where `by-hash` leads.
    @Test
    void refusesAnIndexThatTheListDoesNotName() throws IOException {
        archive.index().publish();
        var lock = TestArchive.lock(store, archive);
        archive.put("main/binary-amd64/Packages", "");
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.INDEX, Reason.INDEX_DIFFERS);
        assertThat(prove(lock).isGood()).isTrue();
        archive.put("main/debian-installer/binary-amd64/Packages", "Package: evil\n");
        assertThat(prove(TestArchive.lock(store, archive)).refused().map(line -> ((Outcome.Refused) line.outcome())
                .reason())).contains(Reason.INDEX_NOT_LISTED);
    }

    @Test
    void refusesAnIndexOfAComponentThatNobodyAsksFor() throws IOException {
        archive.index().put("contrib/binary-amd64/Packages", "");
        assertRefused(prove(TestArchive.lock(store, archive.publish())), Rule.INDEX, Reason.INDEX_NOT_ASKED);
    }

    @Test
    void refusesIndexesThatAreNotWhatTheListSays() throws IOException {
        archive.index();
        // an endless index: more than its signed size
        archive.publish(archive.release().replaceFirst(" \\d+ main/binary-amd64/Packages\n",
                " 10 main/binary-amd64/Packages\n"));
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.INDEX, Reason.BROKEN);
        // another one inside of the compression
        archive.publish(archive.release().replaceFirst("[0-9a-f]{64}( \\d+ main/binary-amd64/Packages\n)",
                "0".repeat(64) + "$1"));
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.INDEX, Reason.BROKEN);
    }

    @Test
    void refusesPathsThatLeadOutAndFilesWithTwoDigests() throws IOException {
        archive.index().publish();
        for (var line : List.of(" " + "0".repeat(64) + " 1 ../../etc/passwd\n", " " + "0".repeat(64)
                + " 1 main/binary-amd64/Packages.xz\n", " 1234 1 main/x\n", " " + "0".repeat(64) + " -1 main/x\n")) {
            archive.publish(archive.release() + line);
            assertRefused(prove(TestArchive.lock(store, archive)), Rule.NAMES, Reason.BROKEN);
        }
        archive.put("main/binary-amd64/Packages", new String(archive.indexes.get("main/binary-amd64/Packages"),
                StandardCharsets.UTF_8).replace("Filename: ", "Filename: ../"));
        assertRefused(prove(TestArchive.lock(store, archive.publish())), Rule.INDEX, Reason.BROKEN);
    }

    @Test
    void refusesALockWithoutAllIndexes() throws IOException {
        archive.index().put("main/binary-all/Packages", "");
        var lock = TestArchive.lock(store, archive.publish());
        archive.indexes.remove("main/binary-all/Packages.xz");
        var less = TestArchive.lock(store, archive);
        assertThat(prove(lock).isGood()).isTrue();
        assertThat(prove(less).isGood()).as("apt does not read it").isTrue();
        archive.extra = "";
        archive.put("main/binary-all/Packages", "Package: x\n");
        archive.publish();
        archive.indexes.remove("main/binary-all/Packages.xz");
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.COMPLETE, Reason.INDEX_MISSING);
    }

    @Test
    void refusesPackagesThatTheIndexDoesNotHaveSo() throws IOException {
        archive.index();
        var file = archive.add("extra", "1.0");
        archive.publish();
        assertRefused(prove(TestArchive.lock(store, archive)), Rule.INDEXED, Reason.NOT_INDEXED);
        archive.stanza("extra", "1.0", "pool/main/extra_1.0_amd64.deb", Locks.digest(7), Files.size(file));
        assertRefused(prove(TestArchive.lock(store, archive.index().publish())), Rule.INDEXED, Reason.INDEXED_TWICE);
        var lock = TestArchive.lock(store, archive);
        var altered = "another".getBytes(StandardCharsets.UTF_8);
        var it = lock.packages().getFirst();
        var evil = new Lock.Binary(it.name(), it.version(), it.architecture(), TestArchive.put(store, altered),
                altered.length, it.path(), 0, it.uses(), false);
        var report = prove(new Lock(lock.recipe(), lock.sourceDate(), lock.architecture(), lock.archives(),
                List.of(evil), List.of(), List.of()));
        assertThat(report.refused().map(line -> ((Outcome.Refused) line.outcome()).reason()))
                .containsExactly(Reason.INDEXED_OTHERWISE, Reason.BROKEN);
    }

    @Test
    void refusesPackagesThatAreNotInTheStoreOrWereChanged() throws IOException {
        var lock = TestArchive.lock(store, archive.index().publish());
        var path = store.path(lock.packages().getFirst().sha256());
        var bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(path);
        Files.write(path, bytes);
        assertRefused(prove(lock), Rule.STORED, Reason.STORE_CHANGED);
        assertRefused(prove(lock), Rule.STORED, Reason.NOT_STORED);
    }

    @Test
    void refusesPackagesThatSayOtherwise() throws IOException {
        var file = archive.add("innocent", "1.0");
        var other = archive("other", key);
        other.list("wanted", "1.0", Files.copy(file, Files.createDirectories(other.root.resolve("pool"))
                .resolve("wanted.deb")));
        assertRefused(prove(TestArchive.lock(store, other.index().publish())), Rule.CONTENTS, Reason.SAYS_OTHERWISE);
    }

    @Test
    void refusesSourcesThatSayOtherwise() throws IOException {
        archive.addSource("hello", "1.0");
        var lock = TestArchive.lock(store, archive.index().publish());
        var source = lock.sources().getFirst();
        var less = new Lock(lock.recipe(), lock.sourceDate(), lock.architecture(), lock.archives(), lock.packages(),
                List.of(new Lock.Source(source.name(), source.version(), 0, source.binaries(),
                        source.files().subList(0, 1))),
                List.of());
        assertThat(prove(less).refused().map(line -> ((Outcome.Refused) line.outcome()).reason()))
                .containsExactly(Reason.INDEXED_OTHERWISE, Reason.SAYS_OTHERWISE);
    }

    @Test
    void refusesToBuildPackagesThatTheSourceDoesNotGive() throws IOException {
        archive.addSource("hello", "1.0");
        var lock = TestArchive.lock(store, archive.index().publish());
        assertThat(prove(building(lock, "hello")).refused()).isEmpty();
        assertRefused(prove(building(lock, "bash")), Rule.INDEXED, Reason.INDEXED_OTHERWISE);
    }

    private static Lock building(Lock lock, String name) {
        var source = lock.sources().getFirst();
        return new Lock(lock.recipe(), lock.sourceDate(), lock.architecture(), lock.archives(), lock.packages(),
                List.of(new Lock.Source(source.name(), source.version(), 0,
                        List.of(new Lock.Built(name, source.version(), lock.architecture(), Set.of(Lock.Use.SYSTEM),
                                false)),
                        source.files())),
                List.of());
    }

    /// Signed again by somebody else, as Tails does: each package must be one that the first archive has.
    @Test
    void provesAnArchiveThatWasSignedAgainByTheFirst() throws IOException {
        var file = archive.root.resolve("pool/main/hello_1.0_amd64.deb");
        var again = archive("again", otherKey);
        again.original = "debian";
        again.list("hello", "1.0", Files.copy(file, Files.createDirectories(again.root.resolve("pool/x"))
                .resolve("hello.deb")));
        archive.index().publish();
        var first = TestArchive.lock(store, archive);
        var lock = TestArchive.lock(store, again.index().publish());
        assertThat(prove(both(lock, first)).refused()).isEmpty();
        assertThat(prove(both(lock, first)).lines()).filteredOn(line -> line.rule() == Rule.ORIGINAL).hasSize(1);
        again.add("added", "1.0");
        assertRefused(prove(both(TestArchive.lock(store, again.index().publish()), first)), Rule.ORIGINAL,
                Reason.NOT_IN_ORIGINAL);
    }

    @Test
    void comparesWithASecondSource() throws IOException {
        var lock = TestArchive.lock(store, archive.index().publish());
        var same = ProofRules.existing(NOW).others(Map.of("debian", List.of(new BytesContent(archive.list()))));
        assertThat(LockProof.of(lock, store, same, Task.silent()).isGood()).isTrue();
        archive.date = archive.date.minusSeconds(1);
        archive.publish();
        var other = ProofRules.existing(NOW).others(Map.of("debian", List.of(new BytesContent(archive.list()))));
        assertRefused(LockProof.of(lock, store, other, Task.silent()), Rule.SECOND_SOURCE, Reason.SOURCES_DIFFER);
    }

    @Test
    void refusesPackagesThatProgramsDisagreeOn() throws IOException {
        var good = Files.readAllBytes(archive.root.resolve("pool/main/hello_1.0_amd64.deb"));
        var dataAt = new String(good, StandardCharsets.ISO_8859_1).indexOf("data.tar");
        var data = Arrays.copyOfRange(good, dataAt, good.length);
        var twice = Arrays.copyOf(good, good.length + data.length + good.length % 2);
        if (good.length % 2 == 1) {
            twice[good.length] = '\n';
        }
        System.arraycopy(data, 0, twice, twice.length - data.length, data.length);
        var overflow = good.clone();
        System.arraycopy("9999999999".getBytes(StandardCharsets.US_ASCII), 0, overflow, dataAt + 48, 10);
        var name = good.clone();
        name[dataAt] = 'D';
        var cut = Arrays.copyOf(good, dataAt + 80);
        int number = 0;
        for (var broken : List.of(twice, overflow, name, cut, new byte[0], "!<arch>\n".getBytes(
                StandardCharsets.US_ASCII))) {
            var other = archive("broken" + number++, key);
            other.list("hello", "1.0", Files.write(Files.createDirectories(other.root.resolve("pool"))
                    .resolve("hello.deb"), broken));
            assertRefused(prove(TestArchive.lock(store, other.index().publish())), Rule.CONTENTS, Reason.BROKEN);
        }
    }

    private static Lock both(Lock again, Lock first) {
        var archives = List.of(again.archives().getFirst(), first.archives().getFirst());
        return new Lock(again.recipe(), again.sourceDate(), again.architecture(), archives, again.packages(),
                List.of(), List.of());
    }

    private static Lock with(Lock lock, byte[] list) {
        var release = lock.archives().getFirst().inRelease();
        return with(lock, new Lock.InRelease(TestArchive.digest(list), list.length, release.date(),
                release.validUntil(), release.codename(), release.signers()));
    }

    private static Lock with(Lock lock, Lock.InRelease release) {
        var it = lock.archives().getFirst();
        return new Lock(lock.recipe(), lock.sourceDate(), lock.architecture(), List.of(new Lock.Archive(it.name(),
                it.uri(), it.suite(), it.components(), release, it.indexes(), it.keyring(), it.snapshot(),
                it.original())), lock.packages(), lock.sources(), lock.tools());
    }

    /// `apt-get update` with nothing of the host's and an empty cache. Its clock may be before the archive's dates.
    private Tool.Result apt(TestArchive of) throws IOException {
        return new TestApt(Files.createTempDirectory(directory, "apt"), of.keyring, "Acquire::Check-Date \"false\";\n",
                "file:" + of.root + " " + of.asked + " main").run("update");
    }
}
