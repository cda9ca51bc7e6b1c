package org.selfsame.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses in cylinders, heads and sectors.
class GeometryTest {
    /// Addresses that sfdisk writes for 255 heads and 63 sectors; out of reach is what it writes for far ones.
    @ParameterizedTest
    @CsvSource({"0, 0, 1, 0", "1, 0, 2, 0", "62, 0, 63, 0", "63, 1, 1, 0", "2048, 32, 33, 0", "16065, 0, 1, 1",
            "16450559, 254, 255, 255", "16450560, 254, 255, 255", "4294967295, 254, 255, 255",
            "8388607, 42, 160, 10"})
    void addressesSectors(long lba, int head, int sectorAndHigh, int cylinder) {
        assertThat(Geometry.USUAL.address(lba)).containsExactly(head, sectorAndHigh, cylinder);
    }

    @Test
    void refusesWhatIsNoGeometry() {
        assertThat(Geometry.USUAL.cylinder()).isEqualTo(8_225_280);
        assertThatThrownBy(() -> new Geometry(256, 63)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Geometry(255, 64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Geometry(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
