package org.selfsame.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.testing.Tool;

/// Blocks that are encoded, with the decoders as judges.
class BlockEncodersTest {
    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path directory;

    enum Kind {
        ZLIB(Codec.GZIP), ZLIB_FAST(Codec.GZIP), ZSTD(Codec.ZSTD), XZ(Codec.XZ), XZ_X86(Codec.XZ), LZ4(Codec.LZ4),
        LZ4_OWN(
                Codec.LZ4);

        private final Codec codec;

        Kind(Codec codec) {
            this.codec = codec;
        }

        BlockEncoder create() throws IOException {
            return switch (this) {
                case ZLIB -> BlockEncoders.zlib(9);
                case ZLIB_FAST -> BlockEncoders.zlib(1);
                case ZSTD -> BlockEncoders.zstd(15);
                case XZ -> BlockEncoders.xz(BLOCK, false);
                case XZ_X86 -> BlockEncoders.xz(BLOCK, true);
                case LZ4 -> BlockEncoders.lz4();
                case LZ4_OWN -> new Lz4Encoder();
            };
        }
    }

    /// Blocks of all sorts of lengths, around those at which encoders change their ways, and of all sorts of bytes.
    private static byte[][] samples() throws IOException {
        var random = new Random(11);
        var text = "the quick brown fox jumps over the lazy dog, again and again. ".repeat(3000)
                .getBytes(StandardCharsets.US_ASCII);
        var samples = new byte[24][];
        int[] lengths = {1, 4, 5, 12, 13, 14, 20, 64, 255, 270, 4096, 8192, 65535, 65546, 65547, 65548, BLOCK};
        for (int i = 0; i < samples.length; i++) {
            // a block, and what is read of more than one by encoders whose positions have 16 bits
            int length = i < lengths.length ? lengths[i] : random.nextInt(1, BLOCK / 4);
            byte[] bytes = Arrays.copyOf(text, length);
            for (int change = random.nextInt(i % 7 == 0 ? length + 1 : length / 50 + 2); change > 0; change--) {
                bytes[random.nextInt(length)] = (byte) random.nextInt(i % 3 == 0 ? 256 : 16);
            }
            if (i % 5 == 0) {
                Arrays.fill(bytes, length / 3, length / 2, (byte) 0);
            }
            samples[i] = bytes;
        }
        var library = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("nio")));
        samples[0] = Arrays.copyOf(library, Math.min(library.length, BLOCK));
        return samples;
    }

    @ParameterizedTest
    @EnumSource
    void decodersGiveTheBytesBack(Kind kind) throws IOException {
        try (var encoder = kind.create()) {
            for (var sample : samples()) {
                var shifted = new byte[sample.length + 12];
                System.arraycopy(sample, 0, shifted, 5, sample.length);
                var out = new byte[2 * BLOCK];
                int length = encoder.encode(shifted, 5, sample.length, out, 3, out.length - 3);
                assertThat(length).isPositive();
                var decoded = new byte[sample.length];
                assertThat(kind.codec.decode(out, 3, length, decoded, 0, decoded.length)).isEqualTo(sample.length);
                assertThat(decoded).isEqualTo(sample);
                assertThat(Arrays.copyOf(out, 3)).containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsToTheBound(Kind kind) throws IOException {
        try (var encoder = kind.create()) {
            for (var sample : samples()) {
                var whole = new byte[2 * BLOCK];
                int length = encoder.encode(sample, 0, sample.length, whole, 0, whole.length);
                for (int limit : new int[]{0, length / 2, length - 1}) {
                    var out = new byte[limit + 7];
                    // some libraries encode a block in another way where there is less room
                    int bounded = encoder.encode(sample, 0, sample.length, out, 0, limit);
                    assertThat(bounded).isLessThanOrEqualTo(limit);
                    assertThat(Arrays.copyOfRange(out, limit, out.length)).containsOnly(0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void remembersNothing(Kind kind) throws IOException {
        var samples = samples();
        try (var used = kind.create()) {
            for (var sample : samples) {
                used.encode(sample, 0, sample.length, new byte[BLOCK], 0, BLOCK);
            }
            for (var sample : Arrays.copyOfRange(samples, 7, 12)) {
                try (var fresh = kind.create()) {
                    var first = new byte[BLOCK + 100];
                    var second = new byte[BLOCK + 100];
                    int length = used.encode(sample, 0, sample.length, first, 0, first.length);
                    assertThat(fresh.encode(sample, 0, sample.length, second, 0, second.length)).isEqualTo(length);
                    assertThat(Arrays.copyOf(first, length)).isEqualTo(Arrays.copyOf(second, length));
                }
            }
        }
    }

    @Test
    void theX86FilterIsTakenWhereItPays() throws IOException {
        var samples = samples();
        try (var plain = BlockEncoders.xz(BLOCK, false); var filtered = BlockEncoders.xz(BLOCK, true)) {
            var out = new byte[BLOCK];
            int code = plain.encode(samples[0], 0, samples[0].length, out, 0, BLOCK);
            assertThat(filtered.encode(samples[0], 0, samples[0].length, out, 0, BLOCK)).isLessThan(code);
            byte[] text = "no code at all ".repeat(500).getBytes(StandardCharsets.US_ASCII);
            int size = plain.encode(text, 0, text.length, out, 0, BLOCK);
            byte[] expected = Arrays.copyOf(out, size);
            assertThat(filtered.encode(text, 0, text.length, out, 0, BLOCK)).isEqualTo(size);
            assertThat(Arrays.copyOf(out, size)).isEqualTo(expected);
        }
    }

    @Test
    void xzReadsXz() throws IOException {
        Tool.require("xz");
        byte[] sample = samples()[0];
        try (var encoder = BlockEncoders.xz(BLOCK, true)) {
            var out = new byte[BLOCK];
            int length = encoder.encode(sample, 0, sample.length, out, 0, BLOCK);
            Files.write(directory.resolve("block.xz"), Arrays.copyOf(out, length));
        }
        assertThat(Tool.run(directory, "xz", "--robot", "--list", "-vv", "block.xz").out()).contains("CRC32")
                .contains("x86");
        Tool.run(directory, "xz", "-d", "block.xz");
        assertThat(directory.resolve("block")).hasBinaryContent(sample);
    }

    @Test
    void knowsItsZstd() {
        assertThat(BlockEncoders.zstdVersion()).matches("1\\.\\d+\\.\\d+");
    }
}
