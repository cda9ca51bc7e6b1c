package org.selfsame.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.InflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Tool;

class DeflateEncoderTest {
    private static final int BLOCK = 1 << 17;
    /// Python has the zlib of the system.
    private static final String ZLIB = """
            import sys, zlib
            for name in sys.argv[3:]:
                data = open(name, 'rb').read()
                encoder = zlib.compressobj(int(sys.argv[1]), zlib.DEFLATED, int(sys.argv[2]))
                open(name + '.zlib', 'wb').write(encoder.compress(data) + encoder.flush())
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void blocksAreThoseOfZlib(int level) throws IOException {
        var blocks = blocks();
        var expected = zlib(blocks, level, 15);
        var encoder = new DeflateEncoder(level);
        var out = new byte[8 * BLOCK];
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            int length = encoder.encode(block, 0, block.length, out, 0, out.length);
            assertThat(Arrays.copyOf(out, length)).as("block %d of %d bytes", i, block.length)
                    .isEqualTo(expected.get(i));
        }
    }

    /// Of each kind one of the usual size and a short one, and around the sizes at which something changes.
    private static List<byte[]> blocks() {
        var blocks = new ArrayList<byte[]>();
        for (var kind : Samples.values()) {
            blocks.add(kind.bytes(BLOCK, 1));
            blocks.add(kind.bytes(777, 2));
        }
        for (int size = 0; size < 20; size++) {
            blocks.add(Samples.TEXT.bytes(size, size));
            blocks.add(Samples.ZEROS.bytes(size, size));
        }
        for (int size : new int[]{255, 258, 259, 261, 262, 263, 16_382, 16_383, 16_384, 32_506, 32_768, 65_273, 65_274,
                65_275,
                65_536, 65_537, 98_041, 98_042, 98_043, 98_304}) {
            blocks.add(Samples.MIXTURE.bytes(size, size));
            blocks.add(Samples.NOISE.bytes(size, size));
        }
        blocks.add(Samples.MIXTURE.bytes(4 * BLOCK, 3));
        for (int seed = 0; seed < 12; seed++) {
            blocks.add(matchWithTheWindow(seed));
        }
        return blocks;
    }

    /// zlib drops half of its window just when something matches what becomes its first byte, with which no match begins.
    private static byte[] matchWithTheWindow(int seed) {
        byte[] block = Samples.NOISE.bytes(65_277 + 20 * seed, seed);
        for (int i = 0; i < block.length; i++) {
            block[i] &= 0x7f;
        }
        System.arraycopy(block, 32_768, block, 65_274, Math.min(40, block.length - 65_274));
        return block;
    }

    private List<byte[]> zlib(List<byte[]> blocks, int level, int window) throws IOException {
        Tool.require("python3");
        var command = new ArrayList<>(
                List.of("python3", "-c", ZLIB, Integer.toString(level), Integer.toString(window)));
        for (int i = 0; i < blocks.size(); i++) {
            Files.write(directory.resolve("block" + i), blocks.get(i));
            command.add("block" + i);
        }
        Tool.run(directory, command.toArray(String[]::new));
        var answers = new ArrayList<byte[]>();
        for (int i = 0; i < blocks.size(); i++) {
            answers.add(Files.readAllBytes(directory.resolve("block" + i + ".zlib")));
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 9})
    void streamsAreThoseOfZlibInWhateverPiecesTheyCome(int level) throws IOException {
        var random = new Random(level);
        var data = Samples.MIXTURE.bytes(8 * BLOCK, level);
        var expected = zlib(List.of(data), level, -15).getFirst();
        for (int most : new int[]{data.length, 1000, BLOCK}) {
            var out = new ByteArrayOutputStream();
            try (var stream = new DeflateOutput(out, level)) {
                for (int at = 0; at < data.length;) {
                    int count = most == data.length ? most : Math.min(data.length - at, random.nextInt(most));
                    stream.write(data, at, count);
                    at += count;
                }
                stream.finish();
                assertThat(stream.written()).isEqualTo(expected.length);
            }
            assertThat(out.toByteArray()).isEqualTo(expected);
        }
    }

    /// A match that reaches to the end of what is there, when the bytes behind it have not come yet.
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8, 9})
    void nothingIsTakenForBytesThatHaveNotCome(int level) throws IOException {
        byte[] data = Samples.NOISE.bytes(270_000, 1);
        System.arraycopy(data, 250_000, data, 261_880, 258);
        System.arraycopy(data, 262_130, data, 262_600, 14);
        System.arraycopy(data, 262_130, data, 263_000, 40);
        var out = new ByteArrayOutputStream();
        try (var stream = new DeflateOutput(out, level)) {
            stream.write(data);
        }
        assertThat(out.toByteArray()).isEqualTo(zlib(List.of(data), level, -15).getFirst());
    }

    @Test
    void aStreamOfNothingIsOne() throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = new DeflateOutput(out, 9);
        stream.close();
        stream.close();
        assertThat(out.toByteArray()).isEqualTo(zlib(List.of(new byte[0]), 9, -15).getFirst());
        assertThatIOException().isThrownBy(() -> stream.write(1));
    }

    @Test
    void aStreamThatFailedIsNotEndedAsIfItWereWhole() throws IOException {
        var below = new FailsOnce();
        var stream = new DeflateOutput(below, 9);
        byte[] data = Samples.NOISE.bytes(10 * BLOCK, 1);
        assertThatIOException().isThrownBy(() -> stream.write(data)).withMessage("once");
        assertThatIOException().isThrownBy(() -> stream.write(data));
        stream.close();
        assertThat(below.size()).isZero();
    }

    private static final class FailsOnce extends OutputStream {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private boolean failed;

        @Override
        public void write(int b) throws IOException {
            if (!failed) {
                failed = true;
                throw new IOException("once");
            }
            out.write(b);
        }

        int size() {
            return out.size();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 9})
    void fitsExactlyOrNotAtAll(int level) {
        var encoder = new DeflateEncoder(level);
        var whole = new byte[2 * BLOCK];
        for (var kind : Samples.values()) {
            byte[] block = kind.bytes(BLOCK, 4);
            int length = encoder.encode(block, 0, block.length, whole, 0, whole.length);
            for (int limit : new int[]{0, 1, length / 2, length - 1}) {
                assertThat(encoder.encode(block, 0, block.length, new byte[limit], 0, limit)).isEqualTo(-1);
            }
            var out = new byte[length];
            assertThat(encoder.encode(block, 0, block.length, out, 0, length)).isEqualTo(length);
            assertThat(out).isEqualTo(Arrays.copyOf(whole, length));
        }
    }

    /// What a block leaves behind in the tables must not be found by the next, also when their numbers begin anew.
    @Test
    void bytesDoNotDependOnWhatWasEncodedBefore() {
        var used = new DeflateEncoder(9);
        var out = new byte[2 * BLOCK];
        var block = Samples.MIXTURE.bytes(BLOCK, 5);
        int length = new DeflateEncoder(9).encode(block, 0, block.length, out, 0, out.length);
        var fresh = Arrays.copyOf(out, length);
        for (int i = 0; i < 20_000; i++) {
            used.encode(block, i, 40, out, 0, out.length);
            if (i % 2000 == 0) {
                length = used.encode(block, 0, block.length, out, 0, out.length);
                assertThat(Arrays.copyOf(out, length)).isEqualTo(fresh);
            }
        }
        length = used.encode(block, 0, block.length, out, 0, out.length);
        assertThat(Arrays.copyOf(out, length)).isEqualTo(fresh);
    }

    @ParameterizedTest
    @EnumSource
    void theDecoderGivesTheBytesBack(Samples kind) throws IOException {
        var data = kind.bytes(BLOCK + 5, 8);
        for (int level = 1; level <= 9; level++) {
            var out = new byte[2 * BLOCK];
            int length = new DeflateEncoder(level).encode(data, 0, data.length, out, 0, out.length);
            assertThat(new InflaterInputStream(new ByteArrayInputStream(out, 0, length)).readAllBytes())
                    .isEqualTo(data);
            var plain = new ByteArrayOutputStream();
            var inflater = new Inflater(true);
            try (var stream = new DeflateOutput(new InflaterOutputStream(plain, inflater), level)) {
                stream.write(data);
            } finally {
                inflater.end();
            }
            assertThat(plain.toByteArray()).isEqualTo(data);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10})
    void refusesOtherLevels(int level) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeflateEncoder(level));
    }
}
