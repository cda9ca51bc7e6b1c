package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;

class SketchTest {

    private static Sketch of(byte[] bytes) throws IOException {
        return Sketch.of(new BytesContent(bytes));
    }

    private static byte[] noise(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000, 100_000})
    void findsEqualContentsEqual(int size) throws IOException {
        assertThat(of(noise(1, size)).likeness(of(noise(1, size)))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 100_000, 1_000_000})
    void findsNothingInCommonInNoise(int size) throws IOException {
        assertThat(of(noise(1, size)).likeness(of(noise(2, size)))).isLessThan(0.1);
    }

    @Test
    void survivesAnInsertion() throws IOException {
        var text = new StringBuilder();
        var random = new Random(5);
        for (int i = 0; i < 400; i++) {
            text.append("line ").append(random.nextInt(100_000)).append(" of a file that was renamed\n");
        }
        var changed = new StringBuilder(text).insert(3000, "one new line, and everything behind it is elsewhere\n");
        assertThat(of(bytes(text)).likeness(of(bytes(changed)))).isGreaterThan(0.8);
    }

    @Test
    void seesLittleInCommonWhereMostIsNew() throws IOException {
        var a = noise(1, 100_000);
        var b = noise(2, 100_000);
        System.arraycopy(a, 0, b, 0, 10_000);
        assertThat(of(a).likeness(of(b))).isLessThan(Sketch.SIMILAR);
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
