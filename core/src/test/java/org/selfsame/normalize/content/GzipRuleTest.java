package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Normalized;
import org.selfsame.normalize.Skipped;
import org.selfsame.testing.Tool;

/// Files by gzip.
class GzipRuleTest {
    @TempDir
    private Path directory;

    private Path gzip(String name, String content, String date) throws IOException {
        Tool.require("gzip");
        Files.writeString(directory.resolve(name), content);
        Tool.run(directory, "touch", "-d", date, name);
        Tool.run(directory, "gzip", name);
        return directory.resolve(name + ".gz");
    }

    @Test
    void removesNameAndTime() throws IOException {
        var first = gzip("one", "text\n", "2018-02-03");
        var second = gzip("two", "text\n", "2019-02-03");
        assertThat(Normalized.sameOf(first, second).changes()).containsExactly("file gzip");
        Tool.run(directory, "gzip", "-t", "one.gz");
        assertThat(Tool.run(directory, "zcat", "one.gz").out()).isEqualTo("text\n");
        assertThat(Files.readAllBytes(first)).startsWith(0x1f, 0x8b, 8, 0).containsSequence(bytes(1_511_697_600));
    }

    @Test
    void doesSoInEveryMember() throws IOException {
        var joined = new Path[2];
        for (int i = 0; i < 2; i++) {
            var out = new ByteArrayOutputStream();
            for (var part : new String[]{"first", "second"}) {
                out.write(Files.readAllBytes(gzip(part + i, part + "\n", "201" + i + "-02-03")));
            }
            joined[i] = Files.write(directory.resolve("joined" + i + ".gz"), out.toByteArray());
        }
        Normalized.sameOf(joined[0], joined[1]);
        assertThat(Tool.run(directory, "zcat", "joined0.gz").out()).isEqualTo("first\nsecond\n");
    }

    @Test
    void keepsEarlierTimesWhenItClamps() throws IOException {
        var file = gzip("one", "text\n", "2000-01-01");
        var clamped = Normalized.of(Files.readAllBytes(file), new Epoch(1_511_697_600, true));
        assertThat(clamped.bytes()).containsSequence(bytes(946_684_800));
    }

    @Test
    void keepsCommentAndExtraFieldAndDropsTheChecksumOfTheHeader() throws IOException {
        var plain = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(plain)) {
            stream.write("text".getBytes(StandardCharsets.US_ASCII));
        }
        var out = new ByteArrayOutputStream();
        // all flags: checksum 2, extra field 4, name 8, comment 16
        out.writeBytes(new byte[]{0x1f, (byte) 0x8b, 8, 30, 1, 2, 3, 4, 0, 3, 2, 0, 'e', 'x', 'n', 'a', 0, 'c', 'o', 0,
                9, 9});
        out.write(plain.toByteArray(), 10, plain.size() - 10);
        var normal = Normalized.of(out.toByteArray(), Normalized.EPOCH).bytes();
        assertThat(normal).startsWith(0x1f, 0x8b, 8, 20).hasSize(out.size() - 5);
        assertThat(new String(normal, StandardCharsets.ISO_8859_1)).contains("exco\0");
    }

    @Test
    void goesInside() throws IOException {
        var content = "#Mon Nov 20 10:00:00 CET 2017\n" + "key=value\n".repeat(100);
        var file = gzip("one", content, "2018-02-03");
        var normal = Normalized.of(file);
        assertThat(normal.changes()).containsExactly("file! java-properties", "file gzip");
        Files.write(file, normal.bytes());
        assertThat(Tool.run(directory, "zcat", "one.gz").out()).startsWith("#Sun Nov 26 12:00:00 UTC 2017\nkey=value");
        Tool.run(directory, "gzip", "-t", "one.gz");
    }

    @Test
    void leavesDamageAndWhatFollowsAlone() throws IOException {
        var bytes = Files.readAllBytes(gzip("one", "some text that is long enough\n", "2018-02-03"));
        var cut = Arrays.copyOf(bytes, bytes.length - 9);
        var normal = Normalized.of(cut, Normalized.EPOCH);
        assertThat(normal.bytes()).isEqualTo(cut);
        assertThat(normal.reasons()).containsExactly(Reason.DAMAGED);
        var trailing = Arrays.copyOf(bytes, bytes.length + 3);
        trailing[bytes.length] = 7;
        assertThat(Normalized.of(trailing, Normalized.EPOCH).bytes()).endsWith(7, 0, 0);
    }

    private static byte[] bytes(int time) {
        return new byte[]{(byte) time, (byte) (time >> 8), (byte) (time >> 16), (byte) (time >> 24)};
    }

    @Test
    void tellsOfWhatLiesTooDeep() throws IOException {
        var bytes = "text".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 9; i++) {
            bytes = packed(bytes);
        }
        assertThat(Normalized.of(bytes, Normalized.EPOCH).skipped()).isEmpty();
        bytes = packed(bytes);
        assertThat(Normalized.of(bytes, Normalized.EPOCH).skipped()).extracting(Skipped::path, Skipped::reason)
                .containsExactly(tuple("file" + "!".repeat(9), Reason.UNSUPPORTED));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
