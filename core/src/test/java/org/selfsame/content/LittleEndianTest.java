package org.selfsame.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LittleEndianTest {
    private static final byte[] BYTES = {0x7f, (byte) 0x81, (byte) 0x82, (byte) 0x83, (byte) 0x84, (byte) 0x85,
            (byte) 0x86, (byte) 0x87, (byte) 0x88};

    @Test
    void lowestByteComesFirst() {
        assertThat(LittleEndian.u8(BYTES, 1)).isEqualTo(0x81);
        assertThat(LittleEndian.u16(BYTES, 1)).isEqualTo(0x8281);
        assertThat(LittleEndian.u32(BYTES, 1)).isEqualTo(0x84838281L);
        assertThat(LittleEndian.i32(BYTES, 1)).isEqualTo(0x84838281);
        assertThat(LittleEndian.i64(BYTES, 1)).isEqualTo(0x8887868584838281L);
        assertThat(LittleEndian.i64(BYTES, 0)).isEqualTo(0x878685848382817fL);
    }
}
