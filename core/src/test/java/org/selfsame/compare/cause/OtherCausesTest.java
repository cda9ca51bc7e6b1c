package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.cause.Cases.at;
import static org.selfsame.compare.cause.Cases.bytes;
import static org.selfsame.compare.cause.Cases.codes;
import static org.selfsame.compare.cause.Cases.compare;
import static org.selfsame.compare.cause.Cases.confirmed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Causes in metadata, in bytes that are no text, in paths, and across files.
class OtherCausesTest {
    private static Comparison metadata(Metadata left, Metadata right) throws IOException {
        return compare(Cases.treeOf(Map.of("usr/bin/x", file(left))), Cases.treeOf(Map.of("usr/bin/x", file(right))));
    }

    private static Entry file(Metadata metadata) {
        return MemoryTree.file(Name.of("x"), metadata, new BytesContent(new byte[1]));
    }

    private static Comparison modes(int left, int right) throws IOException {
        return metadata(Cases.PLAIN.with().permissions(left).build(), Cases.PLAIN.with().permissions(right).build());
    }

    @Test
    void aUmaskTakesGroupWriteAndNothingElse() throws IOException {
        assertThat(confirmed(modes(0644, 0664))).containsExactly(CauseCode.UMASK);
        assertThat(confirmed(modes(0755, 0775))).containsExactly(CauseCode.UMASK);
        assertThat(confirmed(modes(0644, 0646))).containsExactly(CauseCode.PERM_OTHER);
        assertThat(confirmed(modes(0644, 0755))).containsExactly(CauseCode.PERM_OTHER);
        assertThat(confirmed(modes(0755, 04755))).containsExactly(CauseCode.PERM_OTHER);
        assertThat(confirmed(modes(04755, 04775))).containsExactly(CauseCode.PERM_OTHER);
        var stricter = modes(0644, 0600).differences().getFirst();
        assertThat(codes(stricter)).containsExactly(CauseCode.PERM_OTHER, CauseCode.UMASK);
        assertThat(confirmed(stricter)).containsExactly(CauseCode.PERM_OTHER);
    }

    @Test
    void ownersAreNeutralExceptOfSetIdPrograms() throws IOException {
        assertThat(confirmed(metadata(Cases.PLAIN, Cases.PLAIN.with().owner(1000, 0).build())))
                .containsExactly(CauseCode.UID_GID);
        var setId = Cases.PLAIN.with().permissions(04755);
        assertThat(metadata(setId.owner(1000, 0).build(), setId.owner(0, 0).build()).differences())
                .allSatisfy(difference -> assertThat(confirmed(difference)).containsExactly(CauseCode.PERM_OTHER,
                        CauseCode.UID_GID));
    }

    @Test
    void capabilitiesAndAccessListsAreSecurityAndOtherAttributesAreNot() throws IOException {
        for (var name : new String[]{"security.capability", "system.posix_acl_access", "user.comment"}) {
            var attributes = new TreeMap<Name, byte[]>(Map.of(Name.of(name), new byte[]{1, 2}));
            var found = metadata(Cases.PLAIN, Cases.PLAIN.with().xattrs(attributes).build());
            assertThat(confirmed(found).contains(CauseCode.PERM_OTHER)).as(name).isEqualTo(!name.startsWith("user."));
        }
    }

    @Test
    void linksAndTimesAreWhatTheyAre() throws IOException {
        assertThat(confirmed(metadata(Cases.PLAIN, Cases.PLAIN.with().links(2).build())))
                .containsExactly(CauseCode.HARDLINK_SPARSE);
        assertThat(confirmed(metadata(Cases.PLAIN, Cases.PLAIN.with().modified(Instant.EPOCH).build())))
                .containsExactly(CauseCode.TIME_ENTRY);
    }

    @Test
    void aSetIdProgramThatOnlyOneSideHasIsSecurity() throws IOException {
        var found = compare(Cases.treeOf(Map.of()), Cases.treeOf(Map.of("x", file(Cases.PLAIN.with()
                .permissions(04755).build()))));
        assertThat(confirmed(found)).containsExactly(CauseCode.PERM_OTHER, CauseCode.ADDED_OR_REMOVED);
        var plain = compare(Cases.treeOf(Map.of()), Cases.treeOf(Map.of("x", file(Cases.PLAIN))));
        assertThat(confirmed(plain)).containsExactly(CauseCode.ADDED_OR_REMOVED);
    }

    @Test
    void whatLiesInADirectoryThatOnlyOneSideHasIsLookedAtToo() throws IOException {
        var setId = Map.of("a", file(Cases.PLAIN), "opt/new/x", file(Cases.PLAIN.with().permissions(06755).build()));
        assertThat(confirmed(compare(Cases.treeOf(Map.of("a", file(Cases.PLAIN))), Cases.treeOf(setId))))
                .containsExactly(CauseCode.PERM_OTHER, CauseCode.ADDED_OR_REMOVED);
        for (var path : new String[]{"new/EFI/x", "new/grub/x", "root/.ssh/id_rsa"}) {
            var found = compare(Cases.treeOf(Map.of("a", file(Cases.PLAIN))),
                    Cases.treeOf(Map.of("a", file(Cases.PLAIN),
                            path, MemoryTree.file(Cases.name(path), Cases.PLAIN, new BytesContent(new byte[1])))));
            assertThat(Summary.of(found).security()).as(path).isNotEmpty();
        }
        var plain = compare(Cases.treeOf(Map.of("a", file(Cases.PLAIN))), Cases.treeOf(Map.of("a", file(Cases.PLAIN),
                "opt/new/x", file(Cases.PLAIN))));
        assertThat(codes(plain.differences().getFirst())).containsExactly(CauseCode.ADDED_OR_REMOVED);
    }

    private static Comparison zones(int... minutes) throws IOException {
        var left = new TreeMap<String, Entry>();
        var right = new TreeMap<String, Entry>();
        for (int i = 0; i < minutes.length; i++) {
            var time = Instant.ofEpochSecond(1_700_000_000 + 1234L * i);
            left.put("f" + i, MemoryTree.file(Name.of("f" + i), Cases.PLAIN.with().modified(time).build(),
                    new BytesContent(new byte[1])));
            right.put("f" + i, MemoryTree.file(Name.of("f" + i), Cases.PLAIN.with().modified(time.plusSeconds(60L
                    * minutes[i])).build(), new BytesContent(new byte[1])));
        }
        return compare(Cases.treeOf(left), Cases.treeOf(right));
    }

    @Test
    void oneStepOfAllTimesIsAZone() throws IOException {
        assertThat(confirmed(zones(330, 330, 330))).contains(CauseCode.TZ_SHIFT);
        assertThat(confirmed(zones(330, 330, 345))).doesNotContain(CauseCode.TZ_SHIFT);
        assertThat(confirmed(zones(7, 7))).doesNotContain(CauseCode.TZ_SHIFT);
        assertThat(confirmed(zones(27 * 60, 27 * 60))).doesNotContain(CauseCode.TZ_SHIFT);
        assertThat(confirmed(zones(60))).doesNotContain(CauseCode.TZ_SHIFT);
    }

    private static byte[] numbers(ByteOrder order, int width, long... values) {
        var buffer = ByteBuffer.allocate(16 + 32 * values.length).order(order);
        // zeros beside 32 bits would make them 64
        Arrays.fill(buffer.array(), (byte) 0x88);
        for (int i = 0; i < values.length; i++) {
            if (width == 8) {
                buffer.putLong(16 + 32 * i, values[i]);
            } else {
                buffer.putInt(16 + 32 * i, (int) values[i]);
            }
        }
        return buffer.array();
    }

    @Test
    void timesAsNumbers() throws IOException {
        for (var order : new ByteOrder[]{ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(confirmed(compare("x.cache", numbers(order, 4, 1_700_000_001, 1_700_000_123),
                    numbers(order, 4, 1_790_000_001, 1_790_000_123)))).containsExactly(CauseCode.TIME_EPOCH32);
            // the steps differ: it may be something else
            var unlike = compare("x.cache", numbers(order, 4, 1_700_000_001, 1_700_000_123),
                    numbers(order, 4, 1_790_000_001, 1_790_000_129)).differences().getFirst();
            assertThat(confirmed(unlike)).isEmpty();
            assertThat(
                    confirmed(compare("x.cache", numbers(order, 8, 1_700_000_001), numbers(order, 8, 1_790_000_001))))
                    .containsExactly(CauseCode.TIME_EPOCH64);
            assertThat(confirmed(compare("x.cache", numbers(order, 8, 5), numbers(order, 8, 6)))).isEmpty();
            long nanoseconds = 1_700_000_001_000_000_000L;
            assertThat(confirmed(compare("x.cache", numbers(order, 8, nanoseconds, nanoseconds + 5),
                    numbers(order, 8, nanoseconds + 77, nanoseconds + 82)))).containsExactly(CauseCode.TIME_EPOCH64);
            // one in five numbers could be a time in nanoseconds
            assertThat(confirmed(compare("x.cache", numbers(order, 8, 0x1c3b1a3918371635L),
                    numbers(order, 8, 0x1c3b1a3958761635L)))).doesNotContain(CauseCode.TIME_EPOCH64);
        }
    }

    @Test
    void addressesAsNumbers() throws IOException {
        assertThat(confirmed(compare("x.cache", numbers(ByteOrder.LITTLE_ENDIAN, 8, 0x7f0123456789L, 0x55aabbccddeeL),
                numbers(ByteOrder.LITTLE_ENDIAN, 8, 0x7fab23456780L, 0x56aabbccddeeL))))
                .containsExactly(CauseCode.ASLR_POINTER);
        assertThat(confirmed(compare("x.cache", numbers(ByteOrder.LITTLE_ENDIAN, 8, 0x1f0123456789L),
                numbers(ByteOrder.LITTLE_ENDIAN, 8, 0x1fab23456780L)))).isEmpty();
    }

    @Test
    void randomBytesAreProvenOnlyWhereTheyAreASeed() throws IOException {
        var a = new byte[4096];
        var b = new byte[4096];
        new Random(1).nextBytes(a);
        new Random(2).nextBytes(b);
        var seed = at(compare("var/lib/systemd/random-seed", a, b), "random-seed");
        assertThat(confirmed(seed)).containsExactly(CauseCode.SECRET_MATERIAL, CauseCode.RANDOM_BLOB);
        var blob = at(compare("usr/share/x/data", a, b), "data");
        assertThat(confirmed(blob)).isEmpty();
        assertThat(codes(blob)).contains(CauseCode.RANDOM_BLOB);
        var text = at(compare("usr/share/x/data", new byte[4096], Arrays.copyOf(new byte[]{1}, 4096)), "data");
        assertThat(codes(text)).doesNotContain(CauseCode.RANDOM_BLOB);
    }

    @Test
    void privateKeysAreSecurityOnOneSideAlone() throws IOException {
        var key = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
        var found = compare(Cases.tree(Map.of("a", bytes("x"))), Cases.tree(Map.of("a", bytes("x"), "k", bytes(key))));
        assertThat(codes(found.differences().getFirst()).getFirst()).isEqualTo(CauseCode.SECRET_MATERIAL);
        assertThat(confirmed(compare("k", key, key.replace("AAAA", "BBBB")))).contains(CauseCode.SECRET_MATERIAL);
        assertThat(confirmed(compare("k", key.replace("PRIVATE", "PUBLIC"), key.replace("PRIVATE", "PUBLIC") + "b")))
                .doesNotContain(CauseCode.SECRET_MATERIAL);
    }

    @Test
    void cachesAndLogsByPath() throws IOException {
        for (var path : new String[]{"var/log/dpkg.log", "var/cache/ldconfig/aux-cache",
                "var/lib/apt/lists/x_InRelease",
                "var/lib/dpkg/status-old", "etc/passwd-", "usr/share/mime/mime.cache"}) {
            assertThat(confirmed(compare(path, "a\n", "b\n"))).as(path).containsExactly(CauseCode.CACHE_LOG);
        }
        for (var path : new String[]{"usr/share/log/dpkg.log", "var/lib/dpkg/status", "etc/passwd"}) {
            assertThat(confirmed(compare(path, "a\n", "b\n"))).as(path).isEmpty();
        }
    }

    @Test
    void bytesPutInShiftTheRestAndAreNotExplainedThemselves() throws IOException {
        var before = new byte[5000];
        new Random(3).nextBytes(before);
        var after = ByteBuffer.allocate(5003).put(before, 0, 700).put(new byte[]{0, 1, 2}).put(before, 700, 4300)
                .array();
        var found = at(compare("x.dat", before, after), "x.dat");
        assertThat(confirmed(found)).containsExactly(CauseCode.SHIFT);
        assertThat(codes(found)).contains(CauseCode.UNKNOWN);
        after[4000]++;
        assertThat(confirmed(at(compare("x.dat", before, after), "x.dat"))).isEmpty();
    }

    private static String hex(DigestAlgorithm algorithm, String text) throws IOException {
        return Digests.of(new BytesContent(bytes(text)), algorithm, _ -> {}).hex();
    }

    @Test
    void checksumsPointToTheFileThatTheyAreOf() throws IOException {
        for (var algorithm : DigestAlgorithm.values()) {
            var found = compare(
                    Cases.tree(Map.of("sums", bytes(hex(algorithm, "good") + "  usr/bin/a\n" + hex(algorithm,
                            "b") + "  usr/bin/b\n"), "usr/bin/a", bytes("good"))),
                    Cases.tree(Map.of("sums", bytes(hex(algorithm, "evil") + "  usr/bin/a\n" + hex(algorithm, "b")
                            + "  usr/bin/b\n"), "usr/bin/a", bytes("evil"))));
            var sums = at(found, "%2Fa");
            assertThat(confirmed(sums)).containsExactly(CauseCode.HASH_OF_CHANGED);
            assertThat(sums.causes().getFirst().derivedFrom()).isEqualTo(at(found, "/bin/a").number());
        }
        var wrong = compare(Cases.tree(Map.of("sums", bytes(hex(DigestAlgorithm.MD5, "good") + "  a\n"), "a",
                bytes("good"))), Cases.tree(
                        Map.of("sums", bytes(hex(DigestAlgorithm.MD5, "else") + "  a\n"), "a",
                                bytes("evil"))));
        assertThat(confirmed(at(wrong, "/sums!/a"))).isEmpty();
    }

    @Test
    void checksumsInBase64AndSizesBesideThem() throws IOException {
        var left = Base64.getEncoder().encodeToString(DigestAlgorithm.SHA256.start().digest(bytes("good")));
        var right = Base64.getEncoder().encodeToString(DigestAlgorithm.SHA256.start().digest(bytes("longer")));
        var found = compare(Cases.tree(Map.of("list", bytes("name a.txt size 4 sum " + left + "\n"), "a.txt",
                bytes("good"))),
                Cases.tree(Map.of("list", bytes("name a.txt size 6 sum " + right + "\n"), "a.txt", bytes("longer"))));
        var list = at(found, "/list");
        assertThat(confirmed(list)).containsExactly(CauseCode.HASH_OF_CHANGED, CauseCode.SIZE_OF_CHANGED);
        assertThat(list.causes()).allMatch(cause -> cause.derivedFrom() == at(found, "/a.txt").number());
        var wrong = compare(Cases.tree(Map.of("list", bytes("name a.txt size 4 sum " + left + "\n"), "a.txt",
                bytes("good"))),
                Cases.tree(Map.of("list", bytes("name a.txt size 7 sum " + right + "\n"), "a.txt", bytes("longer"))));
        assertThat(confirmed(at(wrong, "/list"))).isEmpty();
    }

    @Test
    void aMoveBetweenTemporaryNames() throws IOException {
        var found = compare(Cases.tree(Map.of("tmp_aB3dE6gH", bytes("the same bytes"))),
                Cases.tree(Map.of("tmp_Zz9Yy8Xx", bytes("the same bytes"))));
        assertThat(confirmed(found)).containsExactly(CauseCode.RANDOM_TMPNAME);
        var named = compare(Cases.tree(Map.of("good", bytes("the same bytes"))), Cases.tree(Map.of("evil",
                bytes("the same bytes"))));
        assertThat(confirmed(named)).isEmpty();
    }

    @Test
    void securityComesFirstAndWhatIsNotKnownLast() {
        var reasons = new Reasons();
        reasons.suspect(CauseCode.UNKNOWN);
        reasons.suspect(CauseCode.TIME_TEXT);
        reasons.confirm(CauseCode.ORDER_LINES);
        reasons.suspect(CauseCode.TAMPER_SUSPECT);
        reasons.confirm(CauseCode.TIME_TEXT);
        assertThat(reasons.list()).extracting(Cause::code).containsExactly(CauseCode.TAMPER_SUSPECT,
                CauseCode.TIME_TEXT,
                CauseCode.ORDER_LINES, CauseCode.UNKNOWN);
    }
}
