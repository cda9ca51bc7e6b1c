package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.Side;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.compare.detail.HexRun;

/// Rows of 16 bytes as lines of 16 and of 8.
class HexLineTest {
    private static final Detail.Binary BYTES = new Detail.Binary(List.of(
            new HexRow(0, "00".repeat(16), "00".repeat(15) + "41", 1 << 15, "header.size", "header.size"),
            new HexRow(64, "2041".repeat(4) + "7f", "", 0x1ff, "", "end")),
            List.of(new HexRun(15, 1, "header.size", "header.size"), new HexRun(64, 9, "", "end")), true);

    @Test
    void wholeRows() {
        var lines = HexLine.of(BYTES, 16);
        assertThat(lines).extracting(HexLine::offset).containsExactly(0L, 64L);
        assertThat(lines).extracting(HexLine::afterGap).containsExactly(false, true);
        assertThat(lines).extracting(HexLine::fields).containsExactly("header.size", "end");
        assertThat(lines.getFirst().differs(15)).isTrue();
        assertThat(lines.getFirst().differs(14)).isFalse();
    }

    @Test
    void halvesOfRows() {
        var lines = HexLine.of(BYTES, 8);
        assertThat(lines).extracting(HexLine::offset).containsExactly(0L, 8L, 64L, 72L);
        assertThat(lines).extracting(HexLine::different).containsExactly(0, 1 << 7, 0xff, 1);
        assertThat(lines).extracting(HexLine::fields).containsExactly("", "header.size", "end", "end");
        assertThat(lines).extracting(HexLine::afterGap).containsExactly(false, false, true, false);
        assertThat(lines).extracting(it -> it.meets(BYTES.runs().get(1))).containsExactly(false, false, true, true);
    }

    @Test
    void bytesAndLettersOfEachSide() {
        var line = HexLine.of(BYTES, 8).get(2);
        assertThat(line.letters(Side.LEFT)).isEqualTo(" A A A A");
        assertThat(line.letters(Side.RIGHT)).as("there are none").isEqualTo(" ".repeat(8));
        assertThat(line.byteAt(Side.LEFT, 1)).isEqualTo("41");
        assertThat(line.byteAt(Side.RIGHT, 1)).isEqualTo("  ");
        var last = HexLine.of(BYTES, 8).getLast();
        assertThat(last.letters(Side.LEFT)).isEqualTo("·       ");
        assertThat(last.has(Side.LEFT, 0)).isTrue();
        assertThat(last.has(Side.LEFT, 1)).isFalse();
    }
}
