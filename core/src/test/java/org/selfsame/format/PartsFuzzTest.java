package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.parts.PartsFormat;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Opened;
import org.selfsame.tree.Format;

/// Hostile bytes for every format that is read part by part: whatever they are, the reader answers with a FormatException or
/// reads them. The seeds were made by the formats' own tools; a seed's name begins with its format's.
class PartsFuzzTest {
    private static final List<Format> FORMATS = Formats.all().stream().filter(PartsFormat.class::isInstance).toList();

    @FuzzTest(maxDuration = "60s")
    @Tag("fuzz")
    void survives(byte[] bytes) {
        for (var format : FORMATS) {
            FuzzReader.exercise(format, bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheSeedWhole(Path seed) throws IOException {
        var bytes = Files.readAllBytes(seed);
        if (seed.endsWith("png.png")) {
            bytes = Arrays.copyOf(bytes, bytes.length - 4);
        }
        assertThat(Opened.of(format(seed), bytes).sound().paths()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesSomeDamage(Path seed) throws IOException {
        Mutations.exercise(format(seed), Files.readAllBytes(seed), 13, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("slow")
    void survivesMuchDamage(Path seed) throws IOException {
        Mutations.exercise(format(seed), Files.readAllBytes(seed), 1, 20_000);
    }

    /// Counts of 2^32 - 1 in a small file lead to no large array.
    @ParameterizedTest
    @MethodSource("seeds")
    void takesLittleMemoryWhateverTheCountsSay(Path seed) throws IOException {
        var bytes = Files.readAllBytes(seed);
        for (int at = 4; at < Math.min(128, bytes.length - 4); at += 4) {
            var damaged = bytes.clone();
            Arrays.fill(damaged, at, at + 4, (byte) 0x7f);
            assertThat(Allocations.of(() -> FuzzReader.exercise(format(seed), damaged))).as("at %s", at)
                    .isLessThan(20L << 20);
        }
    }

    @Test
    void hasASeedForEachFormat() {
        assertThat(seeds()).extracting(PartsFuzzTest::format).containsAll(FORMATS);
    }

    private static Format format(Path seed) {
        var name = String.valueOf(seed.getFileName()).split("[-.]", 2)[0];
        return FORMATS.stream().filter(format -> format.name().equals(name)).findFirst().orElseThrow();
    }

    static List<Path> seeds() {
        return Mutations.seeds(PartsFuzzTest.class);
    }
}
