package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Tool;

/// Streams that are made again by the bytes of the tool that made them, or left alone.
class StreamRuleTest {
    @TempDir
    private Path directory;

    /// Two archives, the one with the time `time`, the other with the time that all get.
    private void archives(int time) {
        Tool.require("tar", "lz4", "bzip2", "lzma");
        Tool.run(directory, "sh", "-ec",
                """
                        mkdir t; seq 20000 > t/numbers; head -c 6000000 /usr/bin/perl > t/program; head -c 1200000 /dev/urandom > t/random
                        find t -exec touch -d @%d {} +; tar --sort=name --owner=0 --group=0 --numeric-owner -cf before t
                        find t -exec touch -d @1511697600 {} +; tar --sort=name --owner=0 --group=0 --numeric-owner -cf after t
                        """
                        .formatted(time));
    }

    /// What was changed cannot be told from what needed no change.
    @ParameterizedTest
    @ValueSource(strings = {"lz4 -q", "lz4 -q -1 -B4", "lz4 -q -B5 --no-frame-crc", "lz4 -q -l"})
    void givesTheBytesOfLz4(String compressor) throws IOException {
        archives(1_700_000_000);
        Tool.run(directory, "sh", "-ec", "for i in before after; do " + compressor + " < $i > $i.lz4; done");
        var normal = Normalized.of(directory.resolve("before.lz4"));
        assertThat(normal.skipped()).isEmpty();
        assertThat(normal.changes()).containsExactly("file! tar", "file lz4");
        assertThat(directory.resolve("after.lz4")).hasBinaryContent(normal.bytes());
        assertThat(Normalized.of(directory.resolve("after.lz4")).changes()).isEmpty();
    }

    /// One block of less than 64 KiB is searched in another way.
    @Test
    void givesTheBytesOfLz4ForLittle() throws IOException {
        Tool.require("lz4");
        Tool.run(directory, "sh", "-ec",
                "seq 3000 > a; touch -d @1700000000 a; tar -cf t a; lz4 -q < t > t.lz4; touch -d @1511697600 a;"
                        + " tar -cf u a; lz4 -q < u > u.lz4");
        assertThat(directory.resolve("u.lz4")).hasBinaryContent(Normalized.of(directory.resolve("t.lz4")).bytes());
    }

    @ParameterizedTest
    @CsvSource({"lz4 -q -9, lz4", "lz4 -q -l -9, lz4", "lz4 -q -BD -B4, lz4", "bzip2, bzip2", "lzma -1, lzma"})
    void leavesAloneWhatItDoesNotMake(String compressor, String rule) throws IOException {
        Tool.require("tar", "lz4", "bzip2", "lzma");
        Tool.run(directory, "sh", "-ec", "seq 30000 > a; tar -cf t a; " + compressor + " < t > packed; seq 9 | "
                + compressor + " > plain");
        var before = Files.readAllBytes(directory.resolve("packed"));
        var normal = Normalized.of(directory.resolve("packed"));
        assertThat(normal.bytes()).isEqualTo(before);
        assertThat(normal.changes()).isEmpty();
        assertThat(normal.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.rule()).isEqualTo(rule);
            assertThat(skipped.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(skipped.detail()).contains("no encoder here gives such a " + rule + " stream");
        });
        assertThat(Normalized.of(directory.resolve("plain")).skipped()).isEmpty();
    }

    /// A header of LZMA-alone is 14 bytes of hardly anything: what follows decides.
    @Test
    void takesNoOtherFileForLzma() throws IOException {
        byte[] bytes = new byte[1000];
        bytes[0] = 0x5d;
        bytes[3] = 1;
        bytes[5] = 100;
        bytes[500] = 1;
        var normal = Normalized.of(bytes, Normalized.EPOCH);
        assertThat(normal.skipped()).isEmpty();
        assertThat(normal.changes()).isEmpty();
    }
}
