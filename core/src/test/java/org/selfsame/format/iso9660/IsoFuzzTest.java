package org.selfsame.format.iso9660;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import org.selfsame.testing.FuzzReader;

/// Fuzz target: whatever the bytes, only a [org.selfsame.content.FormatException] may come of them.
@Tag("fuzz")
class IsoFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void readsAnyBytes(byte[] bytes) {
        FuzzReader.exercise(new IsoFormat(), bytes);
    }
}
