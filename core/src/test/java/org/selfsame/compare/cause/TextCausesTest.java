package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.cause.Cases.bytes;
import static org.selfsame.compare.cause.Cases.codes;
import static org.selfsame.compare.cause.Cases.compare;
import static org.selfsame.compare.cause.Cases.confirmed;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.compare.CauseCode;

/// Causes in texts: each with a pair that it explains in full, and one that looks like it and is something else.
class TextCausesTest {
    record Pair(String left, String right) {}

    private static Arguments of(CauseCode code, String path, Pair pair, Pair nearMiss) {
        return Arguments.of(code, path, pair, nearMiss);
    }

    private static Pair pair(String left, String right) {
        return new Pair(left, right);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of(CauseCode.TIME_TEXT, "usr/share/x/about", pair("made 2024-01-31 12:00:01 by x\n",
                        "made 2026-12-01 03:59:59 by x\n"), pair("made 2024-01-31\n", "made 2024-13-45\n")),
                of(CauseCode.TIME_TEXT, "usr/share/x/about", pair("on Thu, 26 Nov 2026 15:54:30 +0000.\n",
                        "on Fri, 1 Jan 2027 00:00:00 +0100.\n"), pair("on Thu.\n", "on Fri.\n")),
                of(CauseCode.TIME_TEXT, "usr/share/x/about", pair("Thu Nov 26 15:54:30 UTC 2026\n",
                        "Fri Jan  1 00:00:00 UTC 2027\n"), pair("Thu Nov 26 a\n", "Thu Nov 26 b\n")),
                of(CauseCode.TIME_TEXT, "usr/share/man/man1/x.1", pair(".TH X 1 \"May 2024\" a\n",
                        ".TH X 1 \"June 2026\" a\n"), pair(".TH X 1 \"May 2024\" a\n", ".TH X 2 \"June 2026\" a\n")),
                of(CauseCode.TIME_TEXT, "boot/x/stamp", pair("e=1700000000\n", "e=1780000000\n"),
                        pair("e=170000000\n", "e=178000000\n")),
                of(CauseCode.BUILD_PATH, "usr/lib/x/config.txt",
                        pair("src=/build/x-AbCd12/x-1.0/src/a.c\n", "src=/tmp/second/x-1.0/src/a.c\n"),
                        pair("run=/usr/lib/good/run\n", "run=/opt/lib/evil/run\n")),
                of(CauseCode.USER, "usr/share/x/MANIFEST.MF", pair("Built-By: alice\n", "Built-By: bob\n"),
                        pair("User: nobody\n", "User: root\n")),
                of(CauseCode.HOST, "usr/share/x/info", pair("built (root@alpha)\n", "built (root@beta-2)\n"),
                        pair("mail root@alpha.org\n", "mail root@beta.org\n")),
                of(CauseCode.UNAME, "usr/share/x/info", pair("uname: Linux alpha 6.1.0-18-amd64 #1 SMP x\n",
                        "uname: Linux alpha 6.12.5 #2 SMP x\n"), pair("needs 6.1.0\n", "needs 6.2.0\n")),
                of(CauseCode.ENV_PATH_HOME, "usr/share/x/env", pair("PATH=/bin\nHOME=/root\nLANG=C\n",
                        "PATH=/usr/bin\nHOME=/home/a\nLANG=de\n"), pair("PATH=/bin\n", "PATH=/tmp/evil\n")),
                of(CauseCode.ORDER_LINES, "usr/share/x/list", pair("a\nb\nc\n", "c\na\nb\n"),
                        pair("a\nb\nc\n", "c\na\na\n")),
                of(CauseCode.ORDER_KEYS, "usr/share/x/a.json", pair("{\"a\": 1,\n \"b\": [1, 2]}\n",
                        "{\"b\": [2, 1],\n \"a\": 1}\n"), pair("{\"a\": 1}\n", "{\"a\": \"1\"}\n")),
                of(CauseCode.ORDER_KEYS, "var/lib/x/db",
                        pair("Package: a\nVersion: 1\nDepends: c\n\nPackage: b\nVersion: 1\n",
                                "Version: 1\nPackage: b\n\nPackage: a\nDepends: c\nVersion: 1\n"),
                        pair("Package: a\nX: 1\n", "Package: a\nX: 2\n")),
                of(CauseCode.ORDER_HASH, "usr/share/x/map", pair("m = {'a': 1, 'b': 2}\n", "m = {'b': 2, 'a': 1}\n"),
                        pair("m = {'a': 1, 'b': 2}\n", "m = {'b': 1, 'a': 2}\n")),
                of(CauseCode.LOCALE, "usr/share/x/a", pair("size 1.5 MB\n", "size 1,5 MB\n"),
                        pair("size 1.5 MB\n", "size 1,6 MB\n")),
                of(CauseCode.LOCALE, "usr/share/x/a", pair("on 3 May 20\n", "on 3 mai 20\n"),
                        pair("on 3 May 20\n", "on 3 June 20\n")),
                of(CauseCode.LOCALE, "usr/share/x/a", pair("Beta\nZeta\nalpha\n", "alpha\nBeta\nZeta\n"),
                        pair("Beta\nZeta\nalpha\n", "Zeta\nalpha\nBeta\n")),
                of(CauseCode.RANDOM_UUID, "etc/x", pair("id=01234567-89ab-cdef-0123-456789abcdef\n",
                        "id=f1234567-89ab-cdef-0123-456789abcde0\n"), pair("id=01234567-89ab\n", "id=f1234567-89ab\n")),
                of(CauseCode.RANDOM_ID32, "etc/x", pair("UUID=1A2B-3C4D /efi\n", "UUID=FFFF-0001 /efi\n"),
                        pair("UUID=1A2B /efi\n", "UUID=FFFF /efi\n")),
                of(CauseCode.RANDOM_ID32, "etc/machine-id", pair("0123456789abcdef0123456789abcdef\n",
                        "f123456789abcdef0123456789abcde0\n"), pair("uninitialized\n", "unknown\n")),
                of(CauseCode.RANDOM_TMPNAME, "usr/share/x/log", pair("to tmp.aB3dE6gH1j\n", "to tmp.Zz9Yy8Xx7W\n"),
                        pair("to template\n", "to tmpfiles\n")),
                of(CauseCode.ASLR_POINTER, "usr/share/x/dump", pair("at 0x7f0123456789\n", "at 0x7fa123456780\n"),
                        pair("at 0x1234\n", "at 0x1235\n")),
                of(CauseCode.COUNTER, "usr/share/x/run", pair("pid: 1234\n", "pid: 1301\n"),
                        pair("mode: 755\n", "mode: 777\n")),
                of(CauseCode.CPU_COUNT, "usr/share/x/flags", pair("make parallel=8\n", "make parallel=2\n"),
                        pair("make level=8\n", "make level=2\n")),
                of(CauseCode.CPU_FEATURES, "usr/share/x/cpu", pair("model name : A\nflags : sse\n",
                        "model name : B\nflags : avx\n"), pair("model : A\n", "model : B\n")),
                of(CauseCode.FLAGS_TOOLCHAIN, "usr/share/x/Makefile", pair("CFLAGS = -O2 -g\n", "CFLAGS = -O3\n"),
                        pair("TARGET = a\n", "TARGET = b\n")),
                of(CauseCode.SIGNATURE, "usr/share/x/signed",
                        pair("a\n-----BEGIN PGP SIGNATURE-----\n\niQAA\n=abcd\n-----END PGP SIGNATURE-----\n",
                                "a\n-----BEGIN PGP SIGNATURE-----\n\niQBB\n=efgh\n-----END PGP SIGNATURE-----\n"),
                        pair("a\n-----BEGIN PGP SIGNATURE-----\n\niQAA\n=abcd\n-----END PGP SIGNATURE-----\n",
                                "b\n-----BEGIN PGP SIGNATURE-----\n\niQBB\n=efgh\n-----END PGP SIGNATURE-----\n")),
                of(CauseCode.VERSION_DRIFT, "var/lib/x/status", pair("Package: a\nVersion: 1-1\nX: y\n",
                        "Package: a\nVersion: 1-2\nX: y\n"),
                        pair("Package: a\nVersion: 1\n", "Package: b\nVersion: 1\n")),
                of(CauseCode.TIME_DAYS, "etc/shadow", pair("root:*:19700:0:99999:7:::\nbin:*:19700:0:99999:7:::\n",
                        "root:*:20010:0:99999:7:::\nbin:*:20010:0:99999:7:::\n"),
                        pair("root:*:19700:0:99999:7:::\n", "root::19700:0:99999:7:::\n")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void explainsThePairAndNotTheNearMiss(CauseCode code, String path, Pair pair, Pair nearMiss) throws IOException {
        var found = compare(path, pair.left(), pair.right());
        assertThat(found.differences()).isNotEmpty()
                .allSatisfy(difference -> assertThat(confirmed(difference)).contains(code));
        var missed = compare(path, nearMiss.left(), nearMiss.right());
        assertThat(missed.differences()).isNotEmpty()
                .allSatisfy(difference -> assertThat(confirmed(difference)).doesNotContain(code));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void somethingElseBesideItIsNotExplainedAway(CauseCode code, String path, Pair pair, Pair nearMiss)
            throws IOException {
        var found = compare(path, "x = good\n" + pair.left(), "x = evil\n" + pair.right());
        assertThat(found.differences()).allSatisfy(difference -> assertThat(confirmed(difference)).isEmpty());
    }

    @Test
    void severalCausesTogetherAreEachConfirmed() throws IOException {
        var found = compare("usr/share/x/info",
                "2024-01-31 in /build/a/src/x.c\n01234567-89ab-cdef-0123-456789abcdef\n",
                "2026-12-01 in /build/b2/src/x.c\nf1234567-89ab-cdef-0123-456789abcde0\n");
        assertThat(confirmed(found)).containsExactly(CauseCode.TIME_TEXT, CauseCode.BUILD_PATH, CauseCode.RANDOM_UUID);
        var evidence = found.differences().getFirst().causes().getFirst().evidence().getFirst();
        assertThat(evidence.left()).isEqualTo("2024-01-31");
        assertThat(evidence.rightOffset()).isZero();
    }

    @Test
    void aDateBesideSomethingElseIsLikelyAndTheRestStaysUnknown() throws IOException {
        var found = compare("usr/share/x/info", "made 2024-01-31 by alice\nsame\n", "made 2026-12-01 by bob\nsame\n");
        assertThat(found.differences()).singleElement().satisfies(difference -> {
            assertThat(codes(difference)).containsExactly(CauseCode.UNKNOWN, CauseCode.TIME_TEXT);
            assertThat(confirmed(difference)).isEmpty();
            var evidence = difference.causes().getLast().evidence().getFirst();
            assertThat(evidence.left()).isEqualTo("2024-01-31");
            assertThat(evidence.leftOffset()).isEqualTo(5);
        });
        assertThat(Summary.of(found).causes()).containsOnlyKeys(CauseCode.UNKNOWN);
        var undated = compare("usr/share/x/info", "made 2024-01-31 by alice\n", "made 2024-01-31 by bob\n");
        assertThat(codes(undated.differences().getFirst())).containsExactly(CauseCode.UNKNOWN);
        // dates that stand for other things: their lines are no more alike without them
        var other = compare("usr/share/x/info", "2024-01-31\nalice\n", "bob\n2024-01-31\n");
        assertThat(codes(other.differences().getFirst())).doesNotContain(CauseCode.TIME_TEXT);
    }

    @Test
    void whatIsRunIsNotSortedOrCounted() throws IOException {
        var reordered = compare("usr/bin/x", "#!/bin/sh\nlock\ndelete\n", "#!/bin/sh\ndelete\nlock\n");
        assertThat(confirmed(reordered)).isEmpty();
        var dated = compare("usr/bin/x", "#!/bin/sh\n# made 2024-01-31\n", "#!/bin/sh\n# made 2026-12-01\n");
        assertThat(confirmed(dated)).containsExactly(CauseCode.TIME_TEXT);
    }

    @Test
    void anotherEncodingIsALocale() throws IOException {
        var found = compare("usr/share/x/a", "Übung\n".getBytes(StandardCharsets.ISO_8859_1), bytes("Übung\n"));
        assertThat(confirmed(found)).containsExactly(CauseCode.LOCALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void soIsOneWithAByteOrderMark(String encoding) throws IOException {
        var charset = Charset.forName(encoding);
        var mark = encoding.equals("UTF-16") ? "" : "\ufeff";
        assertThat(confirmed(compare("usr/share/x/a", bytes("Übung\n"), (mark + "Übung\n").getBytes(charset))))
                .containsExactly(CauseCode.LOCALE);
        assertThat(confirmed(compare("usr/share/x/a", (mark + "on 2024-01-31\n").getBytes(charset),
                (mark + "on 2026-12-01\n").getBytes(charset)))).containsExactly(CauseCode.TIME_TEXT);
        assertThat(confirmed(compare("usr/share/x/a", bytes("on 2024-01-31\n"),
                (mark + "on 2026-12-01\n").getBytes(charset))))
                .containsExactlyInAnyOrder(CauseCode.TIME_TEXT, CauseCode.LOCALE);
        var other = compare("usr/share/x/a", bytes("Übung\n"), (mark + "Ubung\n").getBytes(charset));
        assertThat(confirmed(other)).isEmpty();
        assertThat(confirmed(compare("usr/bin/x", bytes("#!/bin/sh\nx\n"),
                (mark + "#!/bin/sh\nx\n").getBytes(charset)))).isEmpty();
    }

    @Test
    void onlyTheBeginningOfALongTextIsLookedAt() throws IOException {
        var rest = "a line of no importance\n".repeat(200_000);
        var found = compare("usr/share/x/a", "2024-01-31\n" + rest, "2026-12-01\n" + rest);
        assertThat(found.differences()).singleElement().satisfies(difference -> {
            assertThat(confirmed(difference)).isEmpty();
            assertThat(codes(difference)).containsExactly(CauseCode.TIME_TEXT);
        });
    }

    @Test
    void hostileTextsAreDoneInTime() throws IOException {
        for (var piece : new String[]{"/a", "2024-", "{", "[", "((", "-----BEGIN PGP SIGNATURE-----", "a:", "\n ",
                "0x7f", "Linux ", "user@", "Mon, ", "1.1,", "a.b@c"}) {
            var text = piece.repeat(300_000 / piece.length());
            assertThat(compare("usr/share/x/a", text + "x", text + "y").differences()).hasSize(1);
        }
    }
}
