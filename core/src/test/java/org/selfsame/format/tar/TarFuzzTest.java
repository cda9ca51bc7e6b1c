package org.selfsame.format.tar;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Mutations;

/// Hostile bytes: whatever they are, the reader answers with a FormatException or reads them.
class TarFuzzTest {

    @FuzzTest(maxDuration = "30s")
    @Tag("fuzz")
    void survives(byte[] bytes) {
        FuzzReader.exercise(new TarFormat(), bytes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesSomeDamage(Path seed) throws IOException {
        Mutations.exercise(new TarFormat(), Files.readAllBytes(seed), 101, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("slow")
    void survivesMuchDamage(Path seed) throws IOException {
        Mutations.exercise(new TarFormat(), Files.readAllBytes(seed), 7, 10_000);
    }

    static List<Path> seeds() {
        return Mutations.seeds(TarFuzzTest.class);
    }
}
