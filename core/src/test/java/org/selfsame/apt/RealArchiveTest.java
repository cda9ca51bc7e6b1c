package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.ProofReport.Outcome;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;

/// Debian's archive, as apt fetches it.
@Tag("slow")
class RealArchiveTest {
    private static final List<String> SUITES = List.of("bookworm", "bookworm-updates", "bookworm-security");
    private static final String SECURITY = "http://deb.debian.org/debian-security";
    private static final String MAIN = "http://deb.debian.org/debian";

    @TempDir
    Path directory;

    @Test
    void isProvenAndRefusedWithRemovedKeys() throws IOException {
        var keyringFile = Tool.requireFile("/usr/share/keyrings/debian-archive-keyring.gpg", "debian-archive-keyring");
        var removed = Tool.requireFile("/usr/share/keyrings/debian-archive-removed-keys.gpg",
                "debian-archive-keyring");
        var keyring = Files.readAllBytes(keyringFile);
        var apt = new TestApt(directory, keyring, """
                Acquire::GzipIndexes "true";
                Acquire::IndexTargets::deb::Packages::KeepCompressedAs "xz";
                """, MAIN + " bookworm main",
                MAIN + " bookworm-updates main", SECURITY + " bookworm-security main");
        var updated = apt.run("update");
        assumeTrue(updated.exit() == 0, () -> "the archive cannot be reached: " + updated.err());
        var downloaded = apt.run("download", "hello", "base-files");
        assumeTrue(downloaded.exit() == 0, () -> "the archive cannot be reached: " + downloaded.err());

        var store = Store.open(directory.resolve("store"));
        var archives = new ArrayList<Lock.Archive>();
        var packages = new ArrayList<Lock.Binary>();
        for (var suite : SUITES) {
            var lists = apt.files("lists", "_" + suite + "_InRelease");
            var indexes = apt.files("lists", "_" + suite + "_main_binary-amd64_Packages.xz");
            assertThat(lists).hasSize(1);
            assertThat(indexes).hasSize(1);
            var index = Files.readAllBytes(indexes.getFirst());
            archives.add(archive(suite, Files.readAllBytes(lists.getFirst()), index, keyring, store));
            int position = archives.size() - 1;
            packages.addAll(packages(index, apt.files("", ".deb"), position, store));
        }
        assertThat(packages).extracting(Lock.Binary::name).contains("hello", "base-files");
        packages.sort(LockOrder.PACKAGES);
        var lock = new Lock(new Lock.RecipeStamp("real", "1", "/r", "0".repeat(40), null, Locks.digest(1)),
                Instant.now().truncatedTo(ChronoUnit.SECONDS), "amd64", archives, packages,
                List.of(), List.of());
        assertThat(LockJson.read(new BytesContent(LockJson.write(lock)))).isEqualTo(lock);

        var report = LockProof.of(lock, store, ProofRules.fresh(Instant.now()), Task.silent());
        assertThat(report.refused()).isEmpty();
        assertThat(report.count(Outcome.Proven.class)).isGreaterThan(20);

        var removedKeys = TestArchive.put(store, Files.readAllBytes(removed));
        var old = archives.stream().map(it -> new Lock.Archive(it.name(), it.uri(), it.suite(), it.components(),
                it.inRelease(), it.indexes(), removedKeys, null, null)).toList();
        var refused = LockProof.of(new Lock(lock.recipe(), lock.sourceDate(), "amd64", old, packages, List.of(),
                List.of()), store, ProofRules.fresh(Instant.now()), Task.silent());
        assertThat(refused.refused().map(line -> ((Outcome.Refused) line.outcome()).reason()).distinct())
                .containsExactly(Reason.UNKNOWN_SIGNER, Reason.ARCHIVE_REFUSED);
    }

    private static Lock.Archive archive(String suite, byte[] list, byte[] index, byte[] keyring, Store store)
            throws IOException {
        var checked = CleartextMessage.read(new BytesContent(list)).check(Keyring.read(new BytesContent(keyring)),
                Policy.standard(Instant.now()));
        var release = ReleaseFile.read(checked.verified().orElseThrow());
        var signers = checked.report().good().stream().map(good -> good.certificate().hex()).distinct().sorted()
                .toList();
        return new Lock.Archive(suite, suite.endsWith("security") ? SECURITY : MAIN, suite, List.of("main"),
                new Lock.InRelease(TestArchive.put(store, list), list.length, release.date(), release.validUntil(),
                        release.codename(), signers),
                List.of(new Lock.Index("main/binary-amd64/Packages.xz", TestArchive.put(store, index), index.length)),
                TestArchive.put(store, keyring), null, null);
    }

    /// Those of the files that the index has.
    private static List<Lock.Binary> packages(byte[] index, List<Path> files, int archive, Store store)
            throws IOException {
        var packages = new ArrayList<Lock.Binary>();
        Content content = new BytesContent(index);
        for (var file : files) {
            var bytes = Files.readAllBytes(file);
            var digest = TestArchive.put(store, bytes);
            try (var in = new UnpackedStream(content, 1L << 30)) {
                PackageIndex.read(in, one -> {
                    if (one.sha256().equals(digest)) {
                        packages.add(new Lock.Binary(one.name(), one.version(), one.architecture(), digest,
                                bytes.length, one.path(), archive, Set.of(Lock.Use.SYSTEM), true));
                    }
                });
            }
        }
        packages.sort(Comparator.comparing(Lock.Binary::name));
        return packages;
    }
}
