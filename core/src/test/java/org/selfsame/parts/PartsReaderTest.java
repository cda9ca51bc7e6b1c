package org.selfsame.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Region.Kind;

/// A made-up format: `DEMO`, a count, and as many parts, each a length, a name byte and its bytes.
class PartsReaderTest {

    @Test
    void makesTreeLayoutAndFactsOfWhatIsTold() throws IOException {
        var reader = open("DEMO\2\3bone\3atwo");
        assertThat(reader.facts()).containsExactly(new Fact("demo.count", "2"));
        assertThat(reader.tree().root().children()).extracting(Entry::name).extracting(Name::toString)
                .containsExactly("a", "b");
        var file = (Entry.File) reader.tree().find("b").orElseThrow();
        assertThat(file.content().bytes(0, 3)).isEqualTo("one".getBytes(StandardCharsets.US_ASCII));
        assertThat(file.content().span().offset()).isEqualTo(7);
        assertThat(reader.layout(Task.silent()).at(7)).extracting(Region::what).containsExactly("part", "entry");
        assertThat(reader.layout(Task.silent()).at(5)).extracting(Region::what).containsExactly("part", "part.length");
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(reader.anomalies(Task.silent())).isEmpty();
    }

    @Test
    void readsWhatComesBeforeTheDamage() throws IOException {
        var reader = open("DEMO\3\3bone\11two");
        assertThat(reader.tree().root().children()).hasSize(1);
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code).containsExactly("demo.damaged");
        assertThat(reader.layout(Task.silent()).unknown()).singleElement().extracting(Region::offset).isEqualTo(10L);
    }

    @Test
    void doesNotOpenWithoutHeader() {
        assertThatThrownBy(() -> open("DEM")).isInstanceOf(FormatException.class).hasMessageContaining("demo");
        assertThatThrownBy(() -> open("OMED\0")).isInstanceOf(FormatException.class).hasMessageContaining("no DEMO");
    }

    @Test
    void countsEntriesAgainstTheLimits() throws IOException {
        var few = new Limits(10, 1, 1000, 1000);
        var content = new BytesContent("DEMO\2\0b\0a".getBytes(StandardCharsets.US_ASCII));
        var reader = PartsReader.open("demo", content, few, Demo::new);
        assertThat(reader.tree().root().children()).hasSize(1);
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::detail).containsExactly(
                "more than 1 entries");
    }

    @Test
    void readsNumbersAndTextAcrossBlocks() throws IOException {
        var bytes = new byte[3 * 4096];
        bytes[4094] = 1;
        bytes[4095] = 2;
        bytes[4096] = 3;
        bytes[4097] = 4;
        bytes[9000] = 9;
        var parts = new Parts("demo", new BytesContent(bytes), Limits.DEFAULT, new Sink() {
        });
        assertThat(parts.number(4094, 4, ByteOrder.BIG_ENDIAN)).isEqualTo(0x01020304);
        assertThat(parts.number(4094, 4, ByteOrder.LITTLE_ENDIAN)).isEqualTo(0x04030201);
        assertThat(parts.bytes(4093, 6)).containsExactly(0, 1, 2, 3, 4, 0);
        assertThat(parts.bytes(0, 9001)).endsWith(0, 9);
        assertThat(parts.find(4098, 9, 9000)).isEqualTo(9000);
        assertThat(parts.find(4098, 9, 100)).isEqualTo(-1);
        assertThat(parts.find(1L << 40, 9, 100)).isEqualTo(-1);
        assertThat(parts.cString(4094, 10)).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> parts.number(-1, 4, ByteOrder.BIG_ENDIAN)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> parts.number(bytes.length - 3L, 4, ByteOrder.BIG_ENDIAN))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> parts.bytes(1, Long.MAX_VALUE)).isInstanceOf(FormatException.class);
    }

    @Test
    void tellsFillingBetweenAlignedParts() throws IOException {
        var padding = new StringBuilder();
        var parts = new Parts("demo", new BytesContent(new byte[100]), Limits.DEFAULT, new Sink() {
            @Override
            public void region(long offset, long length, Kind kind, String what, String owner) {
                padding.append(offset).append('+').append(length).append(' ');
            }
        });
        var alignment = new Alignment(8);
        alignment.add(16, 3);
        alignment.add(24, 8);
        alignment.add(0, 13);
        alignment.add(60, 4);
        alignment.tell(parts);
        assertThat(padding).hasToString("13+3 19+5 ");
    }

    @Test
    void stopsWhenItIsCancelled() throws IOException {
        var task = Task.silent();
        task.cancel();
        assertThatThrownBy(() -> open("DEMO\1\3bone").layout(task)).isInstanceOf(CancellationException.class);
    }

    private static Reader open(String text) throws IOException {
        return PartsReader.open("demo", new BytesContent(text.getBytes(StandardCharsets.ISO_8859_1)), Limits.DEFAULT,
                Demo::new);
    }

    private static final class Demo implements Survey {
        private int count;

        @Override
        public void head(Parts parts) throws IOException {
            var header = parts.cursor(0, "demo", ByteOrder.BIG_ENDIAN);
            if (!header.text("magic", 4).equals("DEMO")) {
                throw parts.broken(0, "no DEMO");
            }
            count = header.u8("count");
            parts.fact("count", count);
        }

        @Override
        public void body(Parts parts) throws IOException {
            long at = 5;
            for (int i = 0; i < count; i++) {
                long length = parts.number(at, 1, ByteOrder.BIG_ENDIAN);
                var entry = parts.entry("", PartNames.of(parts.bytes(at + 1, 1)), Metadata.NONE, at + 2, length);
                entry.structure(at, 2 + length, "part");
                entry.cursor(at, "part", ByteOrder.BIG_ENDIAN).u8("length");
                at += 2 + length;
            }
        }
    }
}
