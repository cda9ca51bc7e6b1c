package org.selfsame.codec.xz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Tool;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/// XZ for Java judges: what we take it takes, with the same bytes, and we take whatever packers write.
class XzBlockDecoderTest {
    private static final int SIZE = 1 << 17;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decodesWhatOurEncoderWrites(boolean x86) {
        var encoder = new XzEncoder(SIZE, x86);
        var out = new byte[2 * SIZE];
        var decoder = new XzBlockDecoder();
        for (int seed = 0; seed < 6; seed++) {
            var data = seed < 2 ? Samples.calls(SIZE >> seed) : Samples.mixture(SIZE - 1000 * seed, seed);
            int length = encoder.encode(data, 0, data.length, out, 0, out.length);
            var target = new byte[data.length + 20];
            assertThat(decoder.decode(out, 0, length, target, 10, target.length)).isEqualTo(data.length);
            assertThat(decoder.end()).isEqualTo(length);
            assertThat(Arrays.copyOfRange(target, 10, 10 + data.length)).isEqualTo(data);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0, 2", "6, 3, 0, 2", "9, 0, 0, 0", "3, 4, 0, 0", "3, 0, 4, 4", "6, 1, 2, 3"})
    void decodesWhatXzWrites(int preset, int lc, int lp, int pb) throws IOException {
        Tool.require("xz");
        var data = Samples.mixture(SIZE, preset);
        Files.write(directory.resolve("data"), data);
        Tool.run(directory, "xz", "--force", "--keep", "--check=crc32",
                "--lzma2=preset=" + preset + ",dict=128KiB,lc=" + lc + ",lp=" + lp + ",pb=" + pb, "data");
        var stream = Files.readAllBytes(directory.resolve("data.xz"));
        var target = new byte[SIZE];
        assertThat(new XzBlockDecoder().decode(stream, 0, stream.length, target, 0, SIZE)).isEqualTo(SIZE);
        assertThat(target).isEqualTo(data);
    }

    @Test
    void stopsAtTheEndOfTheStream() throws IOException {
        var data = Samples.text(5000, 1);
        var stream = stream(data, XZ.CHECK_CRC32, new LZMA2Options(6));
        var longer = Arrays.copyOf(stream, stream.length + 100);
        var decoder = new XzBlockDecoder();
        assertThat(decoder.decode(longer, 0, longer.length, new byte[5000], 0, 5000)).isEqualTo(5000);
        assertThat(decoder.end()).isEqualTo(stream.length);
    }

    @Test
    void leavesOtherStreamsToTheLibrary() throws IOException {
        var data = Samples.text(5000, 1);
        var delta = new DeltaOptions(1);
        assertThat(decode(stream(data, XZ.CHECK_CRC64, new LZMA2Options(6)), 5000)).isNull();
        assertThat(decode(stream(data, XZ.CHECK_NONE, new LZMA2Options(6)), 5000)).isNull();
        assertThat(decode(stream(data, XZ.CHECK_CRC32, delta, new LZMA2Options(6)), 5000)).isNull();
        assertThat(decode(stream(data, XZ.CHECK_CRC32, new X86Options(), new LZMA2Options(6)), 5000)).isEqualTo(data);
    }

    @Test
    void takesNoMoreThanThereIsRoomFor() throws IOException {
        var stream = stream(Samples.text(5000, 1), XZ.CHECK_CRC32, new LZMA2Options(6));
        assertThat(decode(stream, 4999)).isNull();
        var bomb = stream(new byte[1 << 20], XZ.CHECK_CRC32, new LZMA2Options(6));
        assertThat(decode(bomb, 1 << 19)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesNothingThatTheLibraryRefuses(boolean x86) throws IOException {
        var data = Samples.mixture(900, 3);
        var stream = x86
                ? stream(data, XZ.CHECK_CRC32, new X86Options(), new LZMA2Options(6))
                : stream(data, XZ.CHECK_CRC32, new LZMA2Options(6));
        for (int cut = 0; cut < stream.length; cut++) {
            assertThat(decode(Arrays.copyOf(stream, cut), 4096)).as("cut at %d", cut).isNull();
        }
        for (int at = 0; at < stream.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var damaged = stream.clone();
                damaged[at] ^= (byte) (1 << bit);
                var ours = decode(damaged, 4096);
                if (ours != null) {
                    assertThat(ours).as("bit %d of %d", bit, at).isEqualTo(library(damaged));
                }
            }
        }
    }

    private static byte @Nullable [] decode(byte[] stream, int room) {
        var target = new byte[room];
        int length = new XzBlockDecoder().decode(stream, 0, stream.length, target, 0, room);
        return length < 0 ? null : Arrays.copyOf(target, length);
    }

    private static byte @Nullable [] library(byte[] stream) {
        try (var xz = new SingleXZInputStream(new ByteArrayInputStream(stream))) {
            return xz.readAllBytes();
        } catch (IOException _) {
            return null;
        }
    }

    private static byte[] stream(byte[] data, int check, FilterOptions... filters) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var xz = new XZOutputStream(bytes, filters, check)) {
            xz.write(data);
        }
        return bytes.toByteArray();
    }
}
