package org.selfsame.codec.xz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Tool;
import org.tukaani.xz.XZInputStream;

class XzEncoderTest {
    private static final int BLOCK = 1 << 17;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"text, 131072, 131072", "records, 131072, 131072", "zeros, 131072, 131072", "mixture, 131072, 131072",
            "mixture, 1048576, 1048576", "mixture, 8192, 8192", "mixture, 4096, 4096", "mixture, 131072, 32768",
            "mixture, 131072, 98304", "text, 61439, 65536", "mixture, 300000, 1048576",
            "random then text, 131072, 131072"})
    void payloadIsThatOfLiblzma(String kind, int size, int dictionary) throws IOException {
        Tool.require("xz");
        for (int seed = 0; seed < 3; seed++) {
            var data = sample(kind, size, seed);
            assertThat(lzma2(data, dictionary)).as("seed %d", seed).isEqualTo(liblzma(data, dictionary));
        }
    }

    @Test
    void payloadOfShortBlocksIsThatOfLiblzma() throws IOException {
        Tool.require("xz");
        var data = Samples.mixture(300, 1);
        for (int size : new int[]{1, 2, 3, 4, 5, 6, 7, 8, 63, 64, 65, 255, 273, 274, 300}) {
            var start = Arrays.copyOf(data, size);
            assertThat(lzma2(start, BLOCK)).as("%d bytes", size).isEqualTo(liblzma(start, BLOCK));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void othersDecodeIt(boolean x86) throws IOException {
        Tool.require("xz");
        var encoder = new XzEncoder(BLOCK, x86);
        var out = new byte[2 * BLOCK];
        for (int size : new int[]{1, 5, 100, 4096, 70_000, BLOCK}) {
            var data = Samples.records(size, size);
            int length = encode(encoder, data, out);
            var stream = Arrays.copyOf(out, length);
            assertThat(new XZInputStream(new ByteArrayInputStream(stream)).readAllBytes()).isEqualTo(data);
            Files.write(directory.resolve("stream.xz"), stream);
            Tool.run(directory, "xz", "--test", "stream.xz");
        }
    }

    @Test
    void bytesDoNotDependOnWhatWasEncodedBefore() {
        var used = new XzEncoder(BLOCK, true);
        for (int i = 0; i < 5; i++) {
            encode(used, Samples.mixture(BLOCK, i), new byte[2 * BLOCK]);
        }
        var data = Samples.records(BLOCK, 9);
        var fresh = new byte[2 * BLOCK];
        var again = new byte[2 * BLOCK];
        int length = encode(new XzEncoder(BLOCK, true), data, fresh);
        assertThat(encode(used, data, again)).isEqualTo(length);
        assertThat(again).isEqualTo(fresh);
        assertThat(data).isEqualTo(Samples.records(BLOCK, 9));
    }

    @Test
    void saysWhenThereIsNoRoom() {
        var data = Samples.text(BLOCK, 1);
        var encoder = new XzEncoder(BLOCK, false);
        int length = encode(encoder, data, new byte[BLOCK]);
        assertThat(length).isBetween(1, BLOCK - 1);
        assertThat(encode(encoder, data, new byte[length])).isEqualTo(length);
        for (int less : new int[]{1, 8, 12, 20, 40, length - 20, length - 13, length}) {
            assertThat(encode(encoder, data, new byte[length - less])).as("%d bytes less", less).isEqualTo(-1);
        }
        assertThat(encode(encoder, Samples.random(BLOCK, 1), new byte[BLOCK])).isEqualTo(-1);
        assertThat(encode(encoder, data, new byte[BLOCK])).isEqualTo(length);
    }

    @Test
    void refusesDictionariesThatAreTooSmall() {
        assertThatIllegalArgumentException().isThrownBy(() -> new XzEncoder(4095, false));
    }

    @Test
    void takesTheFilterWhereItMakesTheStreamSmaller() {
        var code = Samples.calls(BLOCK);
        var text = Samples.text(BLOCK, 1);
        var plain = new XzEncoder(BLOCK, false);
        var tried = new XzEncoder(BLOCK, true);
        var one = new byte[2 * BLOCK];
        var two = new byte[2 * BLOCK];
        assertThat(encode(tried, code, one)).isLessThan(encode(plain, code, two));
        int length = encode(plain, text, one);
        assertThat(encode(tried, text, two)).isEqualTo(length);
        assertThat(Arrays.equals(one, 0, length, two, 0, length)).isTrue();
    }

    @Test
    void encodesWithinArrays() {
        var data = Samples.text(10_000, 1);
        var encoder = new XzEncoder(BLOCK, true);
        var whole = new byte[20_000];
        int length = encode(encoder, Arrays.copyOfRange(data, 100, 9_000), whole);
        var within = new byte[30_000];
        assertThat(encoder.encode(data, 100, 8_900, within, 50, length)).isEqualTo(length);
        assertThat(Arrays.equals(whole, 0, length, within, 50, 50 + length)).isTrue();
        assertThat(within[49]).isZero();
        assertThat(within[50 + length]).isZero();
    }

    private static int encode(XzEncoder encoder, byte[] data, byte[] out) {
        return encoder.encode(data, 0, data.length, out, 0, out.length);
    }

    private static byte[] sample(String kind, int size, int seed) {
        return switch (kind) {
            case "text" -> Samples.text(size, seed);
            case "records" -> Samples.records(size, seed);
            case "zeros" -> new byte[size];
            case "mixture" -> Samples.mixture(size, seed);
            default -> {
                var data = Samples.text(size, seed);
                System.arraycopy(Samples.random(70_000, seed), 0, data, 0, 70_000);
                yield data;
            }
        };
    }

    private static byte[] lzma2(byte[] data, int dictionary) {
        var out = new byte[2 * data.length + 64];
        int end = new Lzma2Encoder(dictionary).encode(data, data.length, out, 0, out.length);
        assertThat(end).isPositive();
        return Arrays.copyOf(out, end);
    }

    private byte[] liblzma(byte[] data, int dictionary) throws IOException {
        var file = directory.resolve("data");
        Files.write(file, data);
        Tool.run(directory, "xz", "--force", "--keep", "--format=raw", "--suffix=.raw",
                "--lzma2=preset=6,dict=" + dictionary, "data");
        return Files.readAllBytes(directory.resolve("data.raw"));
    }
}
