package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.tree.Region.Kind;

class AnatomyTest {
    private static final Struct HEADER = Struct.of("header", "magic:4 size:2 kind:1 flag:1 long:8");

    private final byte[] bytes = new byte[100];
    private final Anatomy.Builder parts = new Anatomy.Builder("test", new BytesContent(bytes), Limits.DEFAULT);

    @Test
    void readsFieldsInBothByteOrders() throws IOException {
        bytes[4] = 1;
        bytes[5] = (byte) 0xff;
        bytes[15] = (byte) 0x80;
        var little = parts.struct(HEADER, 0, ByteOrder.LITTLE_ENDIAN);
        assertThat(little.get("size")).isEqualTo(0xff01);
        assertThat(little.get("long")).isEqualTo(Long.MIN_VALUE);
        assertThat(little.small("flag")).isZero();
        assertThat(little.bytes("size")).containsExactly(1, -1);
        assertThat(parts.struct(HEADER, 0, ByteOrder.BIG_ENDIAN).get("size")).isEqualTo(0x1ff);
        assertThatThrownBy(() -> little.get("other")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesFieldsPaddingAndWhatIsUnknown() throws IOException {
        parts.alignment(20).struct(HEADER, 0, "");
        parts.file("a", 32, 8, "thing");
        parts.file("b", 70, 10, "thing");
        bytes[99] = 1;
        var reader = parts.build();
        assertThat(Parts.at(reader, 5)).isEqualTo("header.size");
        assertThat(Parts.at(reader, 20)).isEqualTo("alignment");
        assertThat(reader.layout(Task.silent()).at(33).getLast().owner()).isEqualTo("a");
        // longer than the alignment, and not zero
        assertThat(reader.layout(Task.silent()).unknown()).extracting(Region::offset).containsExactly(40L, 80L);
    }

    @Test
    void keepsFilesInDirectoriesUnderNamesThatCanBe() throws IOException {
        parts.file("../up", 0, 1, "x");
        parts.file("", 1, 1, "x");
        parts.file("..", 2, 1, "x");
        parts.file("deep", "same", 3, 1, Kind.DATA, "x");
        parts.file("deep", "same", 4, 1, Kind.UNKNOWN, "x");
        assertThat(Parts.files(parts.build())).extracting(Parts.Part::path).containsExactly(".._up", "__",
                "deep/same", "deep/same", "unnamed");
    }

    @Test
    void keepsAFileThatLiesOutsideAndCannotBeRead() throws IOException {
        parts.file("out", 90, 20, "x");
        parts.file("far", Long.MAX_VALUE, Long.MAX_VALUE, "x");
        parts.file("negative", -5, -7, "x");
        var reader = parts.build();
        for (var part : Parts.files(reader)) {
            assertThatThrownBy(part::bytes).isInstanceOfAny(FormatException.class, ArithmeticException.class);
        }
        assertThat(Parts.file(reader, "negative").file().size()).isZero();
        assertThat(Parts.accountsForAll(reader, new BytesContent(bytes))).isTrue();
        assertThatThrownBy(() -> parts.region(90, 20, Kind.FIELD, "x")).isInstanceOf(FormatException.class);
    }

    @Test
    void takesNoMorePartsThanTheLimitsAllow() {
        var few = new Anatomy.Builder("test", new BytesContent(bytes), new Limits(10, 10, 1000, 1000));
        assertThatThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                few.region(0, 1, Kind.FIELD, "x");
            }
        }).isInstanceOf(FormatException.class).hasMessageContaining("more parts");
    }

    @Test
    void looksForAnomaliesWhenAsked() throws IOException {
        parts.fact("number", 7);
        parts.anomaly("test.early", 1, "first");
        parts.check((anomalies, task) -> anomalies.accept(new Anomaly("test.late", 2, "second")));
        var reader = parts.build();
        assertThat(Parts.codes(reader)).containsExactly("test.early", "test.late");
        assertThat(Parts.codes(reader)).hasSize(2);
        assertThat(Parts.facts(reader)).containsEntry("test.number", "7");
    }
}
