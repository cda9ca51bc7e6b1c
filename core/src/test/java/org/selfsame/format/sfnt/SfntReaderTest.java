package org.selfsame.format.sfnt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A font of Debian's.
class SfntReaderTest {

    @Test
    void findsTheTables() throws IOException {
        var font = Tool.requireFile("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core");
        var opened = Opened.of(new SfntFormat(), font).sound();
        assertThat(opened.paths()).contains("cmap", "glyf", "head", "OS%2F2").hasSize(Integer.parseInt(
                opened.fact("sfnt.tables")));
        assertThat(opened.raw("head.modified")).hasSize(8);
        assertThat(opened.raw("head.checksum_adjustment")).hasSize(4);
        assertThat(Objects.requireNonNull(opened.file("head").metadata().modified()))
                .isBetween("2010-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    }

    @Test
    void takesNoOtherBytesForAFont() throws IOException {
        assertThat(
                new SfntFormat().recognizes(new BytesContent(new byte[]{0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})))
                .isFalse();
        assertThat(new SfntFormat().recognizes(new BytesContent(new byte[]{0, 1, 0, 0}))).isFalse();
    }
}
