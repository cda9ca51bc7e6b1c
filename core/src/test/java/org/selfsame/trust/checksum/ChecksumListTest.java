package org.selfsame.trust.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.testing.Tool;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

class ChecksumListTest {
    private static final String SHA1 = "a9".repeat(20);
    private static final String SHA256 = "0a".repeat(32);
    private static final String OTHER_SHA256 = "0b".repeat(32);
    private static final String SHA512 = "0c".repeat(64);
    private static final Digest DIGEST = new Digest(DigestAlgorithm.SHA256, SHA256);

    private static ChecksumList parse(String text, String fileName) throws TrustException {
        return ChecksumList.parse(text.getBytes(StandardCharsets.UTF_8), fileName);
    }

    private static void rejected(String text, String fileName, Reason reason, long line) {
        assertThatThrownBy(() -> parse(text, fileName)).isInstanceOfSatisfying(TrustException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.offset()).isEqualTo(line);
        });
    }

    @Test
    void listsFromWindowsShellsAreRead() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            var bare = ("\ufeff" + SHA256.toUpperCase(Locale.ROOT) + "\r\n").getBytes(charset);
            assertThat(ChecksumList.parse(bare, "x.iso.sha256").digestsFor("x.iso")).containsExactly(DIGEST);
        }
        assertThatThrownBy(() -> ChecksumList.parse(new byte[]{(byte) 0xff, (byte) 0xfe, 0}, "x.iso.sha256"))
                .isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s  x.iso\n", "%s *x.iso\n", "%s x.iso", "SHA256 (x.iso) = %s\n",
            "SHA2-256 (y) = 00000000\n%s  x.iso",
            "SHA256(x.iso)= %s\n", "%s  ./x.iso\r\n", "\ufeff%s  x.iso\n", "# x.iso: 9 bytes\n\n%s  x.iso\n",
            "%s  x.iso\n%1$s  x.iso\n", "\\%s  x.iso\n"})
    void everyStyleOfLineIsRead(String line) throws IOException {
        for (var fileName : new String[]{"SHA256SUMS", "sha256sum.txt", "CHECKSUM", "x.iso.sha256"}) {
            assertThat(parse(String.format(line, SHA256), fileName).digestsFor("x.iso")).containsExactly(DIGEST);
        }
    }

    @Test
    void entriesSayTheirLine() throws IOException {
        var list = parse("# comment\n" + SHA256 + "  a\n\n" + OTHER_SHA256 + "  b\n", "SHA256SUMS");
        assertThat(list.entries()).containsExactly(new ChecksumList.Entry("a", DIGEST, 2),
                new ChecksumList.Entry("b", new Digest(DigestAlgorithm.SHA256, OTHER_SHA256), 4));
    }

    @ParameterizedTest
    @CsvSource({"x.iso.sha256,x.iso", "x.iso.SHA256SUM,x.iso", "x.iso.sha256.txt,x.iso", "digest,''"})
    void bareDigestBelongsToTheFileThatItsOwnNameTells(String fileName, String name) throws IOException {
        assertThat(parse(SHA256.toUpperCase(java.util.Locale.ROOT) + "\n", fileName).entries())
                .containsExactly(new ChecksumList.Entry(name, DIGEST, 1));
    }

    @Test
    void severalAlgorithmsForOneFileAreAllGiven() throws IOException {
        var list = parse("SHA256 (x) = " + SHA256 + "\nSHA512 (x) = " + SHA512 + "\n" + SHA1 + "  x\n", "CHECKSUM");
        assertThat(list.digestsFor("x")).extracting(Digest::algorithm).containsExactly(DigestAlgorithm.SHA256,
                DigestAlgorithm.SHA512, DigestAlgorithm.SHA1);
    }

    @Test
    void nameMatchesExactlyOrInOneDirectory() throws IOException {
        var list = parse(SHA256 + "  a/x.iso\n" + OTHER_SHA256 + "  b/y.iso\n" + SHA256 + "  y.iso\n", "SHA256SUMS");
        assertThat(list.digestsFor("x.iso")).containsExactly(DIGEST);
        assertThat(list.digestsFor("y.iso")).containsExactly(DIGEST);
        assertThat(list.digestsFor("X.iso")).isEmpty();
        assertThat(list.digestsFor("iso")).isEmpty();
        assertThat(list.digestsFor("")).isEmpty();
    }

    @Test
    void nameInSeveralDirectoriesDoesNotTell() throws IOException {
        var list = parse(SHA256 + "  a/x.iso\n" + OTHER_SHA256 + "  b/x.iso\n", "SHA256SUMS");
        assertThat(list.digestsFor("x.iso")).isEmpty();
    }

    @Test
    void listThatNamesAnotherFileSaysNothingAboutThisOne() throws IOException {
        assertThat(parse(SHA256 + "  other.iso\n", "SHA256SUMS").digestsFor("x.iso")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "..", "/etc/passwd", "C:\\x", "c:/x", "..\\x", "\\x"})
    void nameOutsideTheDirectoryIsRefused(String name) {
        rejected(SHA256 + "  " + name + "\n", "SHA256SUMS", Reason.NAME_OUTSIDE, 1);
        rejected("SHA256 (" + name + ") = " + SHA256, "SHA256SUMS", Reason.NAME_OUTSIDE, 1);
    }

    @Test
    void twoDigestsForOneNameAreAContradiction() {
        rejected(SHA256 + "  x\n" + OTHER_SHA256 + "  x\n", "SHA256SUMS", Reason.CONTRADICTION, 2);
        rejected(SHA256 + "  x\n" + OTHER_SHA256 + " *./x\n", "SHA256SUMS", Reason.CONTRADICTION, 2);
        rejected("SHA512 (x) = " + SHA512, "SHA256SUMS", Reason.CONTRADICTION, 1);
    }

    @Test
    void lengthMustFitTheAlgorithm() {
        rejected(SHA1 + "  x\n", "SHA256SUMS", Reason.DIGEST_LENGTH, 1);
        rejected("SHA256 (x) = " + SHA1, "CHECKSUM", Reason.DIGEST_LENGTH, 1);
        rejected("0123456789  x\n", "CHECKSUM", Reason.DIGEST_LENGTH, 1);
    }

    @Test
    void algorithmsThatLookLikeOthersAreNotTakenForThem() throws IOException {
        rejected(SHA512 + "  x\n", "b2sums.txt", Reason.UNKNOWN_ALGORITHM, 2);
        rejected(SHA256 + "  x", "SHA3-256SUMS", Reason.UNKNOWN_ALGORITHM, 1);
        rejected("BLAKE2b (x) = " + SHA512, "CHECKSUM", Reason.UNKNOWN_ALGORITHM, 1);
        assertThat(parse("BLAKE2b (x) = " + SHA512 + "\nSHA256 (x) = " + SHA256, "CHECKSUM").digestsFor("x"))
                .containsExactly(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "-----BEGIN PGP SIGNED MESSAGE-----", "SHA256 (x) =", "0a0a  x", "<html>"})
    void anyOtherLineIsRefused(String line) {
        rejected(SHA256 + "  x\n" + line + "\n", "SHA256SUMS", Reason.NOT_A_CHECKSUM_LINE, 2);
    }

    @Test
    void brokenNamesAreRefused() {
        rejected(SHA256 + "   \n", "SHA256SUMS", Reason.BAD_NAME, 1);
        rejected("\\" + SHA256 + "  a\\x\n", "SHA256SUMS", Reason.BAD_NAME, 1);
        rejected("\\" + SHA256 + "  a\\", "SHA256SUMS", Reason.BAD_NAME, 1);
        rejected(SHA256 + "  a\rb\n", "SHA256SUMS", Reason.BAD_NAME, 1);
        rejected(SHA256 + "\n" + OTHER_SHA256 + "\n", "digests", Reason.CONTRADICTION, 2);
        rejected(SHA256 + "\n" + SHA256 + "  x\n", "digests", Reason.BAD_NAME, 3);
    }

    @Test
    void capsHold() {
        rejected("", "SHA256SUMS", Reason.EMPTY, 1);
        rejected(SHA256 + "  " + "x".repeat(20_000), "SHA256SUMS", Reason.LINE_TOO_LONG, 1);
        rejected("\n".repeat(ChecksumList.MAX_LINES + 1), "SHA256SUMS", Reason.TOO_MANY_LINES,
                ChecksumList.MAX_LINES + 1L);
        rejected("#".repeat(ChecksumList.MAX_BYTES + 1), "SHA256SUMS", Reason.TOO_LARGE, 0);
        rejected(SHA256 + "  a\0b\n", "SHA256SUMS", Reason.NOT_TEXT, 0);
        assertThatThrownBy(() -> ChecksumList.parse(new byte[]{(byte) 0xff}, "SHA256SUMS"))
                .isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.iso", " leading blank", "*star", "back\\slash", "new\nline", "b\u00e4r",
            "a (b) = c"})
    void listsOfCoreutilsAreRead(String name, @TempDir Path directory) throws IOException {
        Tool.require("sha256sum", "sha512sum", "md5sum");
        var file = Files.writeString(directory.resolve(name), name);
        for (var style : new String[]{"--text", "--binary", "--tag"}) {
            for (var program : new String[]{"sha256", "sha512", "md5"}) {
                var list = Tool.run(directory, program + "sum", style, name).out();
                var digests = parse(list, program.toUpperCase(java.util.Locale.ROOT) + "SUMS").digestsFor(name);
                assertThat(digests).as(list).hasSize(1);
                assertThat(digests.getFirst()).isEqualTo(Digest.of(digests.getFirst().algorithm(),
                        digests.getFirst().algorithm().start().digest(Files.readAllBytes(file))));
            }
        }
    }
}
