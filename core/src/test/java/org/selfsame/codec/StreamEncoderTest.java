package org.selfsame.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Tool;

/// Compresses streams, with the real decompressors as judges.
class StreamEncoderTest {
    private static final Map<StreamEncoder, List<String>> TOOLS = Map.of(StreamEncoder.GZIP, List.of("gzip", "-dc"),
            StreamEncoder.XZ, List.of("xz", "-dc"), StreamEncoder.ZSTD, List.of("zstd", "-dcq"), StreamEncoder.LZ4,
            List.of("lz4", "-dcq"));

    @TempDir
    private Path directory;

    private static int level(StreamEncoder encoder) {
        return encoder == StreamEncoder.LZ4 ? 0 : 3;
    }

    /// Half of it repeats itself.
    private static byte[] sample(int size) {
        var bytes = new byte[size];
        var random = new Random(size);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i % 2 == 0 ? i >> 9 : random.nextInt(256));
        }
        return bytes;
    }

    private static byte[] compress(StreamEncoder encoder, byte[] bytes, int piece) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var compressed = encoder.open(out, level(encoder))) {
            for (int at = 0; at < bytes.length; at += piece) {
                compressed.write(bytes, at, Math.min(piece, bytes.length - at));
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void toolsDecompressIt(StreamEncoder encoder) throws IOException {
        var tool = Objects.requireNonNull(TOOLS.get(encoder));
        Tool.require(tool.getFirst());
        for (int size : new int[]{0, 1, 100_000}) {
            var bytes = sample(size);
            Files.write(directory.resolve("compressed"), compress(encoder, bytes, 65_536));
            Tool.run(directory, "sh", "-ec", String.join(" ", tool) + " < compressed > plain");
            assertThat(directory.resolve("plain")).hasBinaryContent(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBytesHoweverTheyArrive(StreamEncoder encoder) throws IOException {
        var bytes = sample(300_000);
        assertThat(Arrays.equals(compress(encoder, bytes, 7), compress(encoder, bytes, 300_000))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9})
    void statesNoTimeAndNoName(int level) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = StreamEncoder.GZIP.open(out, level)) {
            gzip.write('x');
        }
        assertThat(Arrays.copyOf(out.toByteArray(), 10)).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, level == 9
                ? 2
                : level == 1 ? 4 : 0, 3);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes())
                .containsExactly('x');
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheTargetOpen(StreamEncoder encoder) throws IOException {
        var out = new OutputStream() {
            private boolean closed;

            @Override
            public void write(int b) {}

            @Override
            public void close() {
                closed = true;
            }
        };
        var compressed = encoder.open(out, level(encoder));
        compressed.write(1);
        compressed.close();
        compressed.close();
        assertThat(out.closed).isFalse();
    }

    @Test
    void refusesLevelsThatAreNone() {
        for (var encoder : StreamEncoder.values()) {
            assertThatThrownBy(() -> encoder.open(new ByteArrayOutputStream(), -1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> encoder.open(new ByteArrayOutputStream(), 23))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
