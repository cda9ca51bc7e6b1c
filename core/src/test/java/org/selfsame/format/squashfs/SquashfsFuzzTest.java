package org.selfsame.format.squashfs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.selfsame.testing.FuzzReader;

/// Runs the inputs that are kept beside it in the test resources; looks for new inputs with `JAZZER_FUZZ=1`. Slow because Jazzer's agent takes its time to start, and
/// slows down the tests that share its JVM.
@Tag("fuzz")
class SquashfsFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void survives(byte[] bytes) {
        FuzzReader.exercise(new SquashfsFormat(), bytes);
    }
}
