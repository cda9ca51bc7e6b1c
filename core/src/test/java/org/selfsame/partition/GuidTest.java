package org.selfsame.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// GUIDs as they are stored, and as they are derived.
class GuidTest {
    @Test
    void isStoredWithItsFirstGroupsTurned() {
        var buffer = ByteBuffer.allocate(Guid.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        Guid.EFI_SYSTEM.put(buffer);
        assertThat(HexFormat.of().formatHex(buffer.array())).isEqualTo("28732ac11ff8d211ba4b00a0c93ec93b");
        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    /// The first 128 bits of `printf 'a\0b\0' | sha256sum`, with version and variant put in.
    @Test
    void isDerivedFromItsInputsAlone() {
        assertThat(Guid.derived("a", "b")).isEqualTo(Guid.of("8fb20ef6-3ced-8145-bc2e-983ffe597d1d"));
        assertThat(Guid.derived("a", "b").value().version()).isEqualTo(8);
        assertThat(Guid.derived("a", "b").value().variant()).isEqualTo(2);
        assertThat(Guid.derived("ab")).isNotEqualTo(Guid.derived("a", "b"));
        assertThat(Guid.derivedDiskId("a", "b")).isEqualTo(0x8fb20ef7L);
    }

    @Test
    void refusesWhatIsNoGuid() {
        assertThatThrownBy(() -> Guid.of("1-1-1-1-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Guid.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
