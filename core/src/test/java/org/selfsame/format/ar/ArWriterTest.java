package org.selfsame.format.ar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.OnDisk;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.testing.Writing;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// Writes archives and has them judged by GNU ar, bsdtar and our reader.
class ArWriterTest {
    @TempDir
    private Path directory;

    private static Entry.File file(String name, byte[] bytes) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(bytes));
    }

    private static Tree tree(List<? extends Entry> entries) {
        return new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, entries));
    }

    private static byte[] bytes(Tree tree, ArOptions options) throws IOException {
        return Writing.bytes(out -> ArWriter.write(tree, options, out, Task.silent()));
    }

    /// Names around the 15 bytes that a header holds, and tables of even and odd size.
    private static List<Entry.File> random(long seed) {
        var random = new Random(seed);
        var files = new ArrayList<Entry.File>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            var bytes = new byte[random.nextInt(4) * random.nextInt(300)];
            random.nextBytes(bytes);
            files.add(file((char) ('a' + i) + "x".repeat(random.nextInt(22)) + (random.nextBoolean() ? " é" : ""),
                    bytes));
        }
        return files;
    }

    private static Reader open(byte[] bytes) throws IOException {
        return new ArFormat().open(new BytesContent(bytes), Limits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givesTheBytesOfGnuArAndReadsThemBack(long seed) throws IOException {
        Tool.require("ar");
        var files = random(seed);
        var command = new ArrayList<>(List.of("ar", "rcSD", "made.a"));
        for (var file : files.reversed()) {
            Files.write(directory.resolve(file.name().toString()), file.content().bytes(0, (int) file.size()));
            command.add(file.name().toString());
        }
        Tool.run(directory, command.toArray(String[]::new));
        var bytes = bytes(tree(files), ArOptions.gnu());
        OnDisk.assertSame(bytes, directory.resolve("made.a"));
        assertThat(
                Writing.elsewhere(out -> ArWriter.write(tree(files.reversed()), ArOptions.gnu(), out, Task.silent())))
                .isEqualTo(bytes);
        var reader = open(bytes);
        var read = Parts.files(reader);
        assertThat(read).hasSameSizeAs(files);
        for (int i = 0; i < read.size(); i++) {
            var expected = files.reversed().get(i);
            assertThat(read.get(i).path()).isEqualTo(expected.name().toString());
            assertThat(read.get(i).bytes()).isEqualTo(expected.content().bytes(0, (int) expected.size()));
        }
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(bytes(reader.tree(), ArOptions.gnu())).as("written again").isEqualTo(bytes);
    }

    @Test
    void bsdtarReadsTheSame() throws IOException {
        Tool.require("bsdtar");
        var tree = tree(
                List.of(file("short", "one".getBytes(UTF_8)), file("a name of some length", "two".getBytes(UTF_8))));
        Files.write(directory.resolve("ours.a"), bytes(tree, ArOptions.gnu()));
        // libarchive lists the table of names, too
        assertThat(Tool.run(directory, "bsdtar", "-tf", "ours.a").out())
                .isEqualTo("//\na name of some length\nshort\n");
        assertThat(Tool.run(directory, "bsdtar", "-xOf", "ours.a", "short").out()).isEqualTo("one");
    }

    @Test
    void writesAnArchiveOfNothing() throws IOException {
        assertThat(bytes(tree(List.of()), ArOptions.gnu())).isEqualTo("!<arch>\n".getBytes(UTF_8));
    }

    @Test
    void refusesWhatArCannotHold() {
        assertRefused(MemoryTree.directory(Name.of("d"), Metadata.NONE, List.of()), ArOptions.gnu(), "no file");
        assertRefused(file("a\nname of some length", new byte[0]), ArOptions.gnu(), "table of names");
        assertRefused(file("seventeen letters", new byte[0]), ArOptions.debian(Instant.EPOCH), "16 bytes");
        assertRefused(new Huge(Name.of("huge"), Metadata.NONE), ArOptions.gnu(), "10000000000 bytes");
        assertThatThrownBy(() -> ArOptions.debian(Instant.ofEpochSecond(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(Entry entry, ArOptions options, String rule) {
        assertThatThrownBy(() -> bytes(tree(List.of(entry)), options)).isInstanceOf(NotStorableException.class)
                .hasMessageContaining(rule);
    }

    private record Huge(Name name, Metadata metadata) implements Entry.File {
        @Override
        public long size() {
            return 10_000_000_000L;
        }

        @Override
        public BytesContent content() {
            return new BytesContent(new byte[0]);
        }
    }
}
