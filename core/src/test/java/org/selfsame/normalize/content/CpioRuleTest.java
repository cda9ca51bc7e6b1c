package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Tool;

/// Archives by cpio, and initial file systems that are put together of them.
class CpioRuleTest {
    private static final String MAKE = """
            mkdir -p tree/etc/sub tree/bin
            printf data > tree/bin/tool
            ln tree/bin/tool tree/bin/another
            ln tree/bin/tool tree/etc/third
            ln -s tool tree/bin/link
            printf abc > tree/etc/sub/file
            printf x > tree/etc-file
            mkfifo tree/pipe
            find tree -exec touch -h -d @$time {} +
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void require() {
        Tool.require("cpio", "gzip");
    }

    /// An archive of a tree that is made anew, at a time, in an order.
    private byte[] archive(String time, String order, String options) throws IOException {
        Tool.run(directory, "sh", "-ec", "rm -rf tree; time=" + time + "; " + MAKE);
        Tool.run(directory.resolve("tree"), "sh", "-ec",
                "find . | LC_ALL=C sort " + order + " | cpio --quiet -o -H newc " + options + " > ../archive");
        return Files.readAllBytes(directory.resolve("archive"));
    }

    private String extracted(byte[] archive) throws IOException {
        Files.write(directory.resolve("normal"), archive);
        Tool.run(directory, "sh", "-ec", "rm -rf out; mkdir out; cd out; cpio --quiet -idm < ../normal");
        return Tool.run(directory.resolve("out"), "sh", "-ec",
                "find . -printf '%P %M %l %T@\\n' | LC_ALL=C sort; cat bin/another bin/tool etc/sub/file").out();
    }

    @Test
    void makesArchivesOfTwoTimesAndOrdersTheSame() throws IOException {
        var first = archive("1600000000", "", "");
        var second = archive("1700000000", "-r", "");
        assertThat(first).isNotEqualTo(second);
        var normal = Normalized.of(first, Normalized.EPOCH);
        assertThat(normal.bytes()).isEqualTo(Normalized.of(second, Normalized.EPOCH).bytes());
        assertThat(normal.changes()).containsExactly("file cpio");
        assertThat(extracted(normal.bytes())).endsWith("datadataabc")
                .contains("etc-file -rw-r--r--  1511697600.0", "bin/link lrwxrwxrwx tool", "pipe prw-r--r--");
        assertThat(Tool.run(directory, "stat", "-c", "%h", "out/bin/tool", "out/etc").out()).startsWith("3\n");
    }

    @Test
    void writesWhatCpioWritesWhenItIsAskedToBeReproducible() throws IOException {
        var asked = archive("1511697600", "", "--reproducible");
        var plain = Normalized.of(archive("1600000000", "-r", ""), Normalized.EPOCH).bytes();
        // the number of links of a directory is the one difference on file systems that do not count subdirectories
        var links = Tool.run(directory, "stat", "-c", "%h", "tree/etc").out();
        assumeTrue(links.equals("3\n"), "a file system that counts subdirectories");
        assertThat(plain).asString(StandardCharsets.ISO_8859_1)
                .isEqualTo(new String(asked, StandardCharsets.ISO_8859_1));
    }

    @Test
    void countsTheLinksOfDirectoriesItself() throws IOException {
        var text = new String(Normalized.of(archive("1600000000", "", ""), Normalized.EPOCH).bytes(),
                StandardCharsets.ISO_8859_1);
        // etc has one directory in it, etc/sub has none
        int etc = text.indexOf("etc\0");
        assertThat(text.substring(etc - 110 + 38, etc - 110 + 46)).isEqualTo("00000003");
        int sub = text.indexOf("etc/sub\0");
        assertThat(text.substring(sub - 110 + 38, sub - 110 + 46)).isEqualTo("00000002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -9", "xz --check=crc32 -6", "zstd -q -3", "cat"})
    void normalizesWhatFollowsAnEarlyArchive(String compressor) throws IOException {
        Tool.require("xz", "zstd");
        var whole = new byte[2][];
        for (int i = 0; i < 2; i++) {
            var out = new ByteArrayOutputStream();
            out.write(archive("160000000" + i, i == 0 ? "" : "-r", ""));
            archive("170000000" + i, i == 0 ? "-r" : "", "");
            Tool.run(directory, "sh", "-ec", "cat archive | " + compressor + " > packed");
            out.write(Files.readAllBytes(directory.resolve("packed")));
            whole[i] = out.toByteArray();
        }
        var normal = Normalized.of(whole[0], Normalized.EPOCH);
        assertThat(normal.bytes()).isEqualTo(Normalized.of(whole[1], Normalized.EPOCH).bytes());
        assertThat(normal.skipped()).isEmpty();
        assertThat(normal.changes()).last().isEqualTo("file cpio");
        assertThat(extracted(normal.bytes())).endsWith("datadataabc");
        var rest = Arrays.copyOfRange(normal.bytes(), Files.readAllBytes(directory.resolve("archive")).length,
                normal.bytes().length);
        Files.write(directory.resolve("rest"), rest);
        var decoder = compressor.equals("cat") ? "cat" : compressor.replaceFirst(" .*", "") + " -dc";
        assertThat(Tool.run(directory, "sh", "-ec", decoder + " < rest | cpio --quiet -t | head -3").out())
                .isEqualTo(".\nbin\nbin/link\n");
    }

    @Test
    void goesIntoFilesOfAnArchive() throws IOException {
        Tool.run(directory, "sh", "-ec",
                "mkdir t; printf text > t/a; gzip t/a; cd t; find . | cpio --quiet -o -H newc > ../c");
        var normal = Normalized.of(directory.resolve("c"));
        assertThat(normal.changes()).containsExactly("file!/a.gz gzip", "file cpio");
        Files.write(directory.resolve("n"), normal.bytes());
        assertThat(Tool.run(directory, "sh", "-ec", "cpio --quiet -i --to-stdout a.gz < n | gzip -dc").out())
                .isEqualTo("text");
    }

    @Test
    void keepsTheOrderOfNamesThatAreThereTwice() throws IOException {
        Tool.run(directory, "sh", "-ec",
                "printf 1 > b; printf 2 > a; printf 'b\\na\\na\\n' | cpio --quiet -o -H newc > c");
        Files.write(directory.resolve("n"), Normalized.of(directory.resolve("c")).bytes());
        assertThat(Tool.run(directory, "sh", "-ec", "cpio --quiet -t < n").out()).isEqualTo("b\na\na\n");
    }

    @Test
    void leavesOtherFormatsAndDamageAlone() throws IOException {
        Tool.run(directory, "sh", "-ec", "printf 1 > a; printf 'a\\n' | cpio --quiet -o -H odc > c");
        assertThat(Normalized.of(directory.resolve("c")).reasons()).containsExactly(Reason.UNSUPPORTED);
        var cut = Arrays.copyOf(archive("1600000000", "", ""), 700);
        assertThat(Normalized.of(cut, Normalized.EPOCH).reasons()).containsExactly(Reason.DAMAGED);
    }
}
