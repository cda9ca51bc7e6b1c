package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Normalized;
import org.selfsame.normalize.Skipped;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Archives by GNU tar and bsdtar.
class TarRuleTest {
    private static final String LONG = "a-directory-with-a-name-that-is-long/".repeat(4) + "file";

    @TempDir
    private Path directory;

    private byte[] archive(String time, String options, String members) throws IOException {
        Tool.require("tar");
        Tool.run(directory, "sh", "-ec", "rm -rf t; mkdir -p t/a t/b $(dirname t/" + LONG + "); printf one > t/a/1; "
                + "printf two > t/b/2; printf x > t/b-3; printf long > t/" + LONG + "; ln -s a t/link; "
                + "find t -exec touch -h -d @" + time + " {} +; cd t; tar " + options + " -cf ../archive " + members);
        return Files.readAllBytes(directory.resolve("archive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=gnu", "--format=posix", "--format=ustar", "--format=v7 --exclude=a-d*"})
    void makesArchivesOfTwoTimesAndOrdersTheSame(String format) throws IOException {
        var first = archive("1600000000.123456789", format, "a b b-3 a-d* link");
        var second = archive("1700000000.987654321", format, "link a-d* b-3 b a");
        assertThat(first).isNotEqualTo(second);
        var normal = Normalized.of(first, Normalized.EPOCH);
        assertThat(normal.skipped()).isEmpty();
        assertThat(normal.bytes()).isEqualTo(Normalized.of(second, Normalized.EPOCH).bytes());
        Files.write(directory.resolve("n"), normal.bytes());
        Tool.run(directory, "sh", "-ec", "rm -rf out; mkdir out; tar -xf n -C out");
        assertThat(Tool.run(directory, "sh", "-ec", "cat out/a/1 out/b/2; stat -c %Y out/a/1").out())
                .isEqualTo("onetwo1511697600\n");
        Opened.of(new TarFormat(), normal.bytes()).sound();
        if (!format.contains("v7")) {
            assertThat(Tool.run(directory, "sh", "-ec", "cat out/" + LONG).out()).isEqualTo("long");
        }
    }

    @Test
    void writesWhatTarWritesWhenItIsAskedTo() throws IOException {
        var asked = archive("1600000000", "--format=gnu --sort=name --mtime=@1511697600", ".");
        var plain = archive("1600000000", "--format=gnu", ".");
        assertThat(Normalized.of(plain, Normalized.EPOCH).bytes()).isEqualTo(asked);
        var posix = archive("1600000000.5", "--format=posix --sort=name --mtime=@1511697600 "
                + "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime", ".");
        var pax = archive("1600000000.5", "--format=posix", ".");
        assertThat(pax).isNotEqualTo(posix);
        assertThat(names(Normalized.of(pax, Normalized.EPOCH).bytes())).isEqualTo(names(posix));
    }

    private String names(byte[] archive) throws IOException {
        Files.write(directory.resolve("n"), archive);
        return Tool.run(directory, "tar", "--full-time", "-tvf", "n").out();
    }

    @Test
    void keepsTheOrderWhereALinkNeedsIt() throws IOException {
        Tool.require("tar");
        Tool.run(directory, "sh", "-ec", "printf x > z; ln z a; tar -cf archive z a");
        Files.write(directory.resolve("n"), Normalized.of(directory.resolve("archive")).bytes());
        assertThat(Tool.run(directory, "tar", "-tf", "n").out()).isEqualTo("z\na\n");
        Tool.run(directory, "sh", "-ec", "mkdir out; tar -xf n -C out; cmp out/z out/a");
    }

    @Test
    void goesInsideAlsoOfCompressedOnes() throws IOException {
        Tool.require("tar", "gzip", "xz", "zstd");
        Tool.run(directory, "sh", "-ec", "printf text > a; gzip a; tar -cf t a.gz");
        for (var compressor : new String[]{"gzip -k", "xz -k", "zstd -kq"}) {
            Tool.run(directory, "sh", "-ec", "rm -f t.*; " + compressor + " t; mv t.* packed");
            var normal = Normalized.of(directory.resolve("packed"));
            assertThat(normal.changes()).containsExactly("file!!/a.gz gzip", "file! tar",
                    "file " + compressor.replaceFirst(" .*", ""));
            Files.write(directory.resolve("n"), normal.bytes());
            assertThat(Tool.run(directory, "sh", "-ec", "tar -xOf n a.gz | gzip -dc").out()).isEqualTo("text");
        }
    }

    @Test
    void leavesADamagedStreamAlone() throws IOException {
        Tool.require("tar", "xz");
        Tool.run(directory, "sh", "-ec", "seq 100000 > a; tar -cf t a; xz -0 t");
        var bytes = Files.readAllBytes(directory.resolve("t.xz"));
        bytes[bytes.length / 2] ^= 1;
        var normal = Normalized.of(bytes, Normalized.EPOCH);
        assertThat(normal.bytes()).isEqualTo(bytes);
        assertThat(normal.reasons()).containsExactly(Reason.DAMAGED);
    }

    @Test
    void readsWhatBsdtarWrites() throws IOException {
        Tool.require("bsdtar");
        archive("1600000000", "--format=gnu", ".");
        Tool.run(directory, "sh", "-ec",
                "bsdtar --format pax -cf b -C t a b link; bsdtar --format gnutar -cf c -C t a b");
        for (var name : new String[]{"b", "c"}) {
            var normal = Normalized.of(directory.resolve(name));
            assertThat(normal.changes()).containsExactly("file tar");
            Files.write(directory.resolve("n"), normal.bytes());
            assertThat(Tool.run(directory, "bsdtar", "-xOf", "n", "a/1").out()).isEqualTo("one");
        }
    }

    /// An archive of one empty file with an extension in front of it.
    private static byte[] extended(char type, byte[] text) {
        int padded = (text.length + 511) / 512 * 512;
        var archive = new byte[4 * 512 + padded];
        header(archive, 0, type, text.length);
        System.arraycopy(text, 0, archive, 512, text.length);
        header(archive, 512 + padded, '0', 0);
        return archive;
    }

    private static void header(byte[] archive, int at, char type, int size) {
        put(archive, at, "name");
        put(archive, at + 100, "0000644\0000000000\0000000000\0");
        put(archive, at + 124, String.format(Locale.ROOT, "%011o\000%011o\0", size, 1));
        put(archive, at + 148, "        " + type);
        put(archive, at + 257, "ustar\00000");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += archive[at + i];
        }
        put(archive, at + 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    }

    private static void put(byte[] archive, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, archive, at, text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 path=", "7 path\n", "8 path=a"})
    void keepsRecordsThatAreNone(String text) throws IOException {
        var normal = Normalized.of(extended('x', text.getBytes(StandardCharsets.US_ASCII)), Normalized.EPOCH);
        assertThat(normal.reasons()).allMatch(Reason.DAMAGED::equals);
        assertThat(normal.skipped()).extracting(Skipped::detail).noneMatch(detail -> detail.contains("java."));
        assertThat(new String(normal.bytes(), StandardCharsets.ISO_8859_1)).contains(text);
    }

    @Test
    void readsNamesOfAnyLength() throws IOException {
        for (var name : new String[]{"././/".repeat(200_000), "a" + "/".repeat(400_000) + "b"}) {
            var normal = Normalized.of(extended('L', name.getBytes(StandardCharsets.US_ASCII)), Normalized.EPOCH);
            assertThat(normal.skipped()).hasSizeLessThan(2);
        }
    }

    @Test
    void leavesALargeGlobalHeaderAlone() throws IOException {
        var text = new byte[(1 << 20) + 1];
        var archive = extended('g', text);
        var normal = Normalized.of(archive, Normalized.EPOCH);
        assertThat(normal.reasons()).containsExactly(Reason.UNSUPPORTED);
        assertThat(normal.bytes()).isEqualTo(archive);
    }

    @Test
    void leavesDamageAndSparseFilesAlone() throws IOException {
        var bytes = archive("1600000000", "--format=gnu", ".");
        bytes[600] = 'x';
        var cut = Arrays.copyOf(bytes, 1000);
        assertThat(Normalized.of(cut, Normalized.EPOCH).reasons()).containsExactly(Reason.DAMAGED);
        Tool.run(directory, "sh", "-ec", "truncate -s 1M s; printf x >> s; tar -S -cf archive s");
        assertThat(Normalized.of(directory.resolve("archive")).reasons()).containsExactly(Reason.UNSUPPORTED);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("ustar");
    }
}
