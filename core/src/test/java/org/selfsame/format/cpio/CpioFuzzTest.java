package org.selfsame.format.cpio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Mutations;

/// Hostile bytes: whatever they are, the reader answers with a FormatException or reads them.
class CpioFuzzTest {

    @FuzzTest(maxDuration = "30s")
    @Tag("fuzz")
    void survives(byte[] bytes) {
        FuzzReader.exercise(new CpioFormat(), bytes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesSomeDamage(Path seed) throws IOException {
        Mutations.exercise(new CpioFormat(), Files.readAllBytes(seed), 61, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("slow")
    void survivesMuchDamage(Path seed) throws IOException {
        Mutations.exercise(new CpioFormat(), Files.readAllBytes(seed), 1, 10_000);
    }

    static List<Path> seeds() {
        return Mutations.seeds(CpioFuzzTest.class);
    }
}
