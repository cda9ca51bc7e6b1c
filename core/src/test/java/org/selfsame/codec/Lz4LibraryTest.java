package org.selfsame.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The liblz4 of this computer, and those of other Debian releases where there are some, beside our own encoder.
class Lz4LibraryTest {
    private static final int BLOCK = 1 << 17;

    private static Stream<String> libraries() throws IOException {
        var found = new ArrayList<>(List.of("liblz4.so.1"));
        for (var root : System.getenv().getOrDefault("SELFSAME_MKSQUASHFS", "").split(":", -1)) {
            if (!root.isEmpty()) {
                try (var paths = Files.walk(Path.of(root))) {
                    paths.filter(path -> path.endsWith("liblz4.so.1")).forEach(path -> found.add(path.toString()));
                }
            }
        }
        return found.stream();
    }

    @Test
    void ourEncoderKnowsTheAnswer() throws IOException {
        assertThat(Lz4Library.sum(new Lz4Encoder())).isEqualTo(Lz4Library.KNOWN_SUM);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void givesTheBytesOfOurEncoder(String library) throws IOException {
        try (var encoder = Lz4Library.of(library); var own = new Lz4Encoder()) {
            assumeTrue(encoder != null, "no liblz4 of a version that is known");
            var random = new Random(7);
            byte[] code = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib",
                    System.mapLibraryName("java")));
            for (int i = 0; i < 300; i++) {
                int length = i < 40 ? i + 1 : random.nextInt(1, Math.min(BLOCK, code.length) + 1);
                int start = random.nextInt(code.length - length + 1);
                byte[] in = i % 3 == 0 ? noise(random, length) : Arrays.copyOfRange(code, start, start + length);
                assertSame(encoder, own, in, 2 * BLOCK);
                assertSame(encoder, own, in, random.nextInt(length + 1));
            }
            assertSame(encoder, own, Lz4Library.sample(), 1 << 20);
        }
    }

    /// Bytes of which some are repeated.
    private static byte[] noise(Random random, int length) {
        var bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            int distance = random.nextInt(1, 1 << 16);
            bytes[at] = distance <= at && at % 64 > 20 ? bytes[at - distance] : (byte) random.nextInt(32);
        }
        return bytes;
    }

    private static void assertSame(BlockEncoder encoder, BlockEncoder own, byte[] in, int limit) throws IOException {
        var out = new byte[limit + 5];
        var expected = new byte[limit + 5];
        int length = own.encode(in, 0, in.length, expected, 2, limit);
        assertThat(encoder.encode(in, 0, in.length, out, 2, limit)).isEqualTo(length);
        if (length > 0) {
            assertThat(Arrays.copyOf(out, 2 + length)).isEqualTo(Arrays.copyOf(expected, 2 + length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"liblz4-that-is-not-there.so.1", "libc.so.6"})
    void doesWithoutOtherLibraries(String library) {
        assertThat(Lz4Library.of(library)).isNull();
    }
}
