package org.selfsame.format.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;

/// What the compressors' own tools write is read back, wherever one starts to read.
class CompressReaderTest {
    /// More than two chunks and more than one block of every format but legacy LZ4.
    private static final int SIZE = 1_300_000;

    @TempDir
    private static Path directory;
    private static byte[] plain = new byte[0];

    /// Bytes that compress somewhat: words from a small list, and a stretch that does not compress.
    @BeforeAll
    static void writeFile() throws IOException {
        Tool.require("bzip2", "gzip", "lz4", "lzop", "xz", "zstd");
        var dice = new Random(1);
        var bytes = new ByteArrayOutputStream();
        while (bytes.size() < SIZE) {
            bytes.writeBytes(("word" + dice.nextInt(5000) + " ").getBytes(UTF_8));
            if (bytes.size() > SIZE / 2 && bytes.size() < SIZE / 2 + 20) {
                var noise = new byte[100_000];
                dice.nextBytes(noise);
                bytes.writeBytes(noise);
            }
        }
        plain = Arrays.copyOf(bytes.toByteArray(), SIZE);
        Files.write(directory.resolve("plain"), plain);
        Files.write(directory.resolve("empty"), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip -9", "gzip, gzip -1 -n", "xz, xz -1 --block-size=300000",
            "xz, xz -0 -C sha256", "xz, xz -0 -C none --x86 --lzma2", "xz, xz -T2 --block-size=400000 -0",
            "lzma, xz --format=lzma -1", "bzip2, bzip2 -1", "zstd, zstd -3",
            "zstd, zstd --no-check -1", "lz4, lz4 -1", "lz4, lz4 -BD -B4 -BX --content-size",
            "lz4, lz4 -9 --no-frame-crc -BI", "lz4, lz4 -l", "lzop, lzop -1", "lzop, lzop -9 -C"})
    void readsWhatTheToolWrites(String format, String command) throws IOException {
        var stored = run(command + " -c < plain");

        var reader = open(format, stored);
        assertThat(reader.format()).isEqualTo(format);
        var content = content(reader);
        assertThat(content.size()).isEqualTo(SIZE);
        assertReadsAnywhere(content, plain);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertEveryByteIsKnown(reader, stored.length);
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "xz -0, xz", "bzip2 -1, bzip2", "zstd -1, zstd", "lz4, lz4", "lzop, lzop"})
    void readsMembersOneAfterTheOther(String command, String format) throws IOException {
        var stored = run("for part in 1 2 3; do " + command + " -c < plain; " + command + " -c < empty; done");
        var whole = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            whole.writeBytes(plain);
        }

        var reader = open(format, stored);
        assertReadsAnywhere(content(reader), whole.toByteArray());
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertEveryByteIsKnown(reader, stored.length);
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "xz, xz", "bzip2, bzip2", "zstd, zstd", "lz4, lz4", "lzop, lzop",
            "xz --format=lzma, lzma"})
    void readsAnEmptyFile(String command, String format) throws IOException {
        var reader = open(format, run(command + " -c < empty"));
        assertThat(content(reader).size()).isZero();
        assertThat(reader.anomalies(Task.silent())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "xz, xz", "bzip2, bzip2", "zstd, zstd", "lz4, lz4", "lzop, lzop",
            "xz --format=lzma, lzma"})
    void namesWhatFollowsTheLastMember(String command, String format) throws IOException {
        var stored = run(command + " -c < plain; printf 'trailing!'");

        var reader = open(format, stored);
        assertReadsAnywhere(content(reader), plain);
        assertThat(reader.anomalies(Task.silent())).containsExactly(new Anomaly(format + ".trailing_bytes",
                stored.length - 9, "9 bytes follow the last member"));
        assertThat(reader.layout(Task.silent()).unknown()).extracting(Region::offset, Region::length)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(stored.length - 9L, 9L));
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "xz -0, xz", "bzip2 -1, bzip2", "zstd --check, zstd", "lz4, lz4", "lzop, lzop"})
    void noticesDamage(String command, String format) throws IOException {
        var stored = run(command + " -c < plain");
        stored[stored.length / 2] ^= 0x10;

        var reader = open(format, stored);
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code).containsExactly(format + ".damaged");
        assertThatThrownBy(() -> {
            var content = content(reader);
            content.bytes(0, (int) content.size());
        }).isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.format()).isEqualTo(format));
        assertThat(reader.layout(Task.silent()).size()).isEqualTo(stored.length);
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "xz -0, xz", "bzip2 -1, bzip2", "zstd -1, zstd", "lz4, lz4", "lzop, lzop",
            "xz --format=lzma -0, lzma"})
    void saysWhenTheStreamIsCut(String command, String format) throws IOException {
        var stored = run(command + " -c < plain");
        var reader = open(format, Arrays.copyOf(stored, stored.length - 20));
        assertThatThrownBy(() -> content(reader)).isInstanceOf(FormatException.class);
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code).containsExactly(format + ".damaged");
    }

    @Test
    void takesPaddingBetweenAndAfterXzStreams() throws IOException {
        var stored = run("xz -0c < plain; head -c 8 /dev/zero; xz -0c < plain; head -c 4 /dev/zero");
        var reader = open("xz", stored);
        assertThat(content(reader).size()).isEqualTo(2L * SIZE);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).regions()).filteredOn(region -> region.what().equals("stream padding"))
                .extracting(Region::length).containsExactly(8L, 4L);
    }

    @Test
    void tellsEveryFieldOfAGzipHeader() throws IOException {
        // FTEXT, FHCRC, FEXTRA, FNAME and FCOMMENT, before an empty deflate stream
        var header = new byte[]{0x1f, (byte) 0x8b, 8, 31, 1, 2, 3, 4, 2, 3, 2, 0, 'e', 'x', 'n', 0, 'c', 0};
        var crc = new java.util.zip.CRC32();
        crc.update(header);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        bytes.write((int) crc.getValue() & 0xff);
        bytes.write((int) crc.getValue() >> 8 & 0xff);
        bytes.writeBytes(new byte[]{3, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        var reader = open("gzip", bytes.toByteArray());
        assertThat(content(reader).size()).isZero();
        assertThat(reader.facts()).contains(new Fact("gzip.mtime", "1972-02-19T00:06:25Z"),
                new Fact("gzip.name", "n"), new Fact("gzip.comment", "c"), new Fact("gzip.os", "3"));
        assertThat(reader.layout(Task.silent()).regions()).filteredOn(region -> region.kind() == Region.Kind.FIELD)
                .extracting(Region::what).containsExactly("gzip.magic", "gzip.method", "gzip.flags", "gzip.mtime",
                        "gzip.extra_flags", "gzip.os", "gzip.extra_length", "gzip.extra", "gzip.name", "gzip.comment",
                        "gzip.header_crc", "gzip.crc32", "gzip.size");
        assertThat(reader.anomalies(Task.silent())).isEmpty();

        var wrong = bytes.toByteArray();
        wrong[header.length] ^= 1;
        assertThat(open("gzip", wrong).anomalies(Task.silent())).extracting(Anomaly::code)
                .containsExactly("gzip.header_crc");
    }

    @Test
    void knowsTheDigestOfWhatItHadToDecodeAnyway() throws IOException {
        assertThat(content(open("gzip", run("gzip -c < plain"))).knownDigest())
                .isEqualTo(Digest.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.start().digest(plain)));
        assertThat(content(open("xz", run("xz -0c < plain"))).knownDigest()).isNull();
    }

    @Test
    void passesSkippableFrames() throws IOException {
        var stored = run("printf 'P*M\\030\\004\\000\\000\\000skip'; zstd -qc < plain; "
                + "printf '_*M\\030\\000\\000\\000\\000'; zstd -qc < plain; printf '^*M\\030\\001\\000\\000\\000x'");
        var reader = open("zstd", stored);
        assertThat(content(reader).size()).isEqualTo(2L * SIZE);
        assertThat(content(reader).bytes(SIZE, SIZE)).isEqualTo(plain);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertEveryByteIsKnown(reader, stored.length);
    }

    @ParameterizedTest
    @CsvSource({"gzip, gzip", "xz -0 --block-size=200000, xz", "zstd -1, zstd"})
    void mayBeReadByManyThreadsAtOnce(String command, String format) throws IOException {
        var content = content(open(format, run("for part in 1 2 3; do " + command + " -c < plain; done")));
        IntStream.range(0, 60).parallel().forEach(i -> {
            try {
                long from = i * 37_001L % (3L * SIZE - 50_000);
                assertThat(content.bytes(from, 50_000)).startsWith(plain[(int) (from % SIZE)])
                        .endsWith(plain[(int) ((from + 49_999) % SIZE)]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// 200 MB of zeros: the decoded bytes are more than the cache has room for.
    @Test
    void readsAStreamThatIsLargerThanTheCache() throws IOException {
        var content = content(open("gzip", run("head -c 200000000 /dev/zero | gzip -1; printf end | gzip")));
        assertThat(content.size()).isEqualTo(200_000_003);
        assertThat(content.bytes(0, 3)).containsOnly(0);
        assertThat(content.bytes(200_000_000, 3)).isEqualTo("end".getBytes(UTF_8));
        assertThat(Digests.of(content, DigestAlgorithm.SHA256, count -> {})).isEqualTo(content.knownDigest());
    }

    @Test
    void refusesABomb() throws IOException {
        // a frame that claims 2^50 bytes
        var claim = new byte[]{0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xc0, 0x58, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0,
                0};
        assertThatThrownBy(() -> content(open("zstd", claim))).isInstanceOf(FormatException.class)
                .hasMessageContaining("more than is decoded");
    }

    private static void assertReadsAnywhere(Content content, byte[] expected) throws IOException {
        assertThat(content.size()).isEqualTo(expected.length);
        var dice = new Random(2);
        for (int i = 0; i < 40; i++) {
            int from = dice.nextInt(expected.length);
            int length = Math.min(dice.nextInt(200_000), expected.length - from);
            assertThat(content.bytes(from, length)).isEqualTo(Arrays.copyOfRange(expected, from, from + length));
        }
        assertThat(content.stream().readAllBytes()).isEqualTo(expected);
    }

    private static void assertEveryByteIsKnown(Reader reader, long size) throws IOException {
        var layout = reader.layout(Task.silent());
        assertThat(layout.size()).isEqualTo(size);
        assertThat(layout.unknown()).isEmpty();
    }

    private static Content content(Reader reader) throws IOException {
        return ((Entry.File) reader.tree().find("content").orElseThrow()).content();
    }

    private static Reader open(String format, byte[] stored) throws IOException {
        var content = new BytesContent(stored);
        return format(format, content).open(content, Limits.DEFAULT);
    }

    private static Format format(String name, Content content) throws IOException {
        for (var format : CompressFormat.all()) {
            if (format.recognizes(content)) {
                assertThat(format.name()).isEqualTo(name);
                return format;
            }
        }
        throw new AssertionError("not recognized");
    }

    private static byte[] run(String command) throws IOException {
        Tool.run(directory, "sh", "-ec", "{ " + command + "; } > out");
        return Files.readAllBytes(directory.resolve("out"));
    }

}
