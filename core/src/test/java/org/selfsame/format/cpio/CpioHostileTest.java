package org.selfsame.format.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Mutations;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Archives that no honest tool writes.
class CpioHostileTest {
    private static final int FILE = 0100644;

    @Test
    void showsTheMembersBeforeTheDamage() throws IOException {
        var good = new NewcArchive().add("a", FILE, "data").add("b", FILE, "more").bytes();
        var reader = open(new NewcArchive().add("a", FILE, "data").write("nonsense".repeat(20)).bytes());
        assertThat(names(reader)).containsExactly("a");
        assertThat(codes(reader)).containsExactly("cpio.damaged");
        assertThat(reader.layout(Task.silent()).unknown()).hasSize(1);

        assertThat(names(open(Arrays.copyOf(good, good.length - 1)))).containsExactly("a");
        assertThat(codes(open(good))).containsExactly("cpio.no_trailer");
    }

    @Test
    void noticesWhatIsOdd() throws IOException {
        assertThat(codes(open(new NewcArchive().add("a", FILE, "").add("./a", FILE, "").trailer().bytes())))
                .containsExactly("cpio.duplicate_name");
        assertThat(codes(open(new NewcArchive().add("../a", FILE, "").trailer().bytes())))
                .containsExactly("cpio.hostile_name");
        assertThat(codes(open(new NewcArchive().add("a", 0, "").trailer().bytes()))).containsExactly("cpio.type");
        assertThat(codes(open(new NewcArchive().add("a\0b", FILE, "").trailer().bytes())))
                .containsExactly("cpio.name_padding");
        assertThat(codes(open(new NewcArchive().add("a", FILE, "").trailer().pad(512).write("x").bytes())))
                .containsExactly("cpio.trailing_bytes");
        var padded = new NewcArchive().add("a", FILE, "x").trailer().bytes();
        padded[113] = 1;
        assertThat(codes(open(padded))).containsExactly("cpio.padding");
        assertThat(codes(open(new NewcArchive()
                .header("070702", "a", new int[]{1, FILE, 0, 0, 1, 0, 3, 0, 0, 0, 0, 2, 7}, "abc")
                .header("070702", "TRAILER!!!", new int[]{0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 11, 0}, "").bytes())))
                .containsExactly("cpio.checksum");
    }

    @Test
    void neverLeavesTheTree() throws IOException {
        var reader = open(new NewcArchive().add("/../../etc/passwd", FILE, "x").add("..", FILE, "y").trailer().bytes());
        var up = reader.tree().root().children();
        assertThat(up).hasSize(2).allMatch(entry -> !entry.name().isPlain());
    }

    @Test
    void refusesToGoTooDeep() {
        var bytes = new NewcArchive().add("a/".repeat(1001) + "b", FILE, "").trailer().bytes();
        assertThatThrownBy(() -> open(bytes)).isInstanceOf(FormatException.class).hasMessageContaining("1002 names");
    }

    @Test
    void boundsTheMemoryOfImpliedDirectories() {
        var archive = new NewcArchive();
        for (int i = 0; i < 2000; i++) {
            archive.add(i + "/a".repeat(400), FILE, "");
        }
        var content = new BytesContent(archive.trailer().bytes());
        assertThatThrownBy(() -> new CpioFormat().open(content, new Limits(1000, 100_000, 1 << 20, 8 << 20)))
                .isInstanceOf(FormatException.class).hasMessageContaining("directories take more");
    }

    @Test
    void takesNoMemoryForSizesThatAreOnlyClaimed() {
        var bytes = new NewcArchive()
                .header("070701", "a", new int[]{1, FILE, 0, 0, 1, 0, -1, 0, 0, 0, 0, 2, 0}, "").bytes();
        assertThat(Allocations.of(() -> {
            try {
                open(bytes).anomalies(Task.silent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })).isLessThan(1 << 20);
    }

    @Test
    void survivesDamage() {
        Mutations.exercise(new CpioFormat(), new NewcArchive().add("dir", 0040755, "").add("dir/a", FILE, "data")
                .add("l", 0120777, "dir/a").add("h", FILE, 9, 2, 0, 0, "").add("i", FILE, 9, 2, 0, 0, "linked")
                .add("null", 0020666, 3, 1, 1, 3, "").trailer().pad(512).bytes(), 3, 500);
    }

    private static Reader open(byte[] bytes) throws IOException {
        return new CpioFormat().open(new BytesContent(bytes), Limits.DEFAULT);
    }

    private static List<String> names(Reader reader) throws IOException {
        return reader.tree().root().children().stream().map(Entry::name).map(Object::toString).toList();
    }

    private static List<String> codes(Reader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }
}
