package org.selfsame.format.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.OnDisk;
import org.selfsame.testing.RandomTree;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.testing.Writing;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// Writes archives and has them judged by GNU cpio, bsdtar and our reader.
class CpioWriterTest {
    private static final Instant LATE = Instant.ofEpochSecond(4_000_000_000L);
    private static final CpioOptions NEWC = CpioOptions.newc(LATE);
    private static final Metadata PLAIN = Metadata.builder().permissions(0644).owner(0, 0).modified(LATE).build();

    /// The directory that an archive is extracted in keeps what it was.
    private static final String AS_SOURCE = "chown --reference=../source .; chmod --reference=../source .; "
            + "touch -r ../source .";

    @TempDir
    private Path directory;

    private static byte[] bytes(Tree tree, CpioOptions options) throws IOException {
        return Writing.bytes(out -> CpioWriter.write(tree, options, out, Task.silent()));
    }

    private static Entry.File file(String name, Metadata metadata, String text) {
        return MemoryTree.file(Name.of(name), metadata, new BytesContent(Name.of(text).bytes()));
    }

    private static Tree tree(Entry... children) {
        return new Tree(MemoryTree.directory(Name.of(""), PLAIN.with().permissions(0755).build(), List.of(children)));
    }

    private Path cpio(Path source, String options) {
        Tool.run(source, "sh", "-ec", "find . -print0 | LC_ALL=C sort -z | cpio --quiet -0 --reproducible -o " + options
                + " > ../made.cpio");
        return directory.resolve("made.cpio");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesTheBytesOfCpioForAnyTree(long seed) throws IOException {
        Tool.require("cpio");
        var tree = RandomTree.unix(seed);
        var source = OnDisk.write(tree, directory.resolve("source"));
        OnDisk.assertSame(bytes(tree, NEWC), cpio(source, "-H newc"));
        OnDisk.assertSame(bytes(tree, NEWC.checksums(true).allRoot(true)), cpio(source, "-H crc --owner=0:0"));
    }

    /// The names of a file that has several stand together, and directories are not listed where their names would be.
    @Test
    void givesTheBytesOfCpioForLinksAcrossDirectories() throws IOException {
        Tool.require("cpio");
        var twice = PLAIN.with().inode(1).build();
        var empty = PLAIN.with().inode(2).build();
        var device = PLAIN.with().inode(3).build();
        var tree = tree(file("a", twice, "data"), file("a-b", empty, ""), MemoryTree.directory(Name.of("b"), PLAIN,
                List.of(file("c", twice, "data"), file("d", empty, ""),
                        new Entry.Device(Name.of("e"), device, true, 8, 1))),
                MemoryTree.directory(Name.of("b-c"), PLAIN, List.of()),
                new Entry.Device(Name.of("f"), device, true, 8, 1),
                file("z", twice, "data"));
        var source = OnDisk.write(tree, directory.resolve("source"));
        OnDisk.assertSame(bytes(tree, NEWC), cpio(source, "-H newc"));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void readsBackAnyTree(long seed) throws IOException {
        var tree = RandomTree.unix(seed);
        for (var options : List.of(NEWC, NEWC.checksums(true))) {
            var bytes = bytes(tree, options);
            assertThat(Writing.elsewhere(out -> CpioWriter.write(RandomTree.shuffled(tree, seed), options, out,
                    Task.silent()))).as("elsewhere").isEqualTo(bytes);
            var reader = new CpioFormat().open(new BytesContent(bytes), Limits.DEFAULT);
            assertThat(TreeLines.of(reader.tree())).isEqualTo(TreeLines.of(tree));
            assertThat(reader.anomalies(Task.silent())).isEmpty();
            assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
            assertThat(bytes(reader.tree(), options)).as("written again").isEqualTo(bytes);
        }
    }

    @Test
    void otherToolsReadTheSame() throws IOException {
        Tool.require("cpio", "bsdtar");
        var tree = RandomTree.unix(21);
        OnDisk.write(tree, directory.resolve("source"));
        Files.write(directory.resolve("ours.cpio"), bytes(tree, NEWC.checksums(true)));
        assertThat(Tool.run(directory, "sh", "-ec", "cpio --quiet --only-verify-crc -i < ours.cpio").err()).isEmpty();
        var copy = Files.createDirectory(directory.resolve("copy"));
        Tool.run(copy, "sh", "-ec", "cpio --quiet -idm < ../ours.cpio; " + AS_SOURCE);
        OnDisk.assertSame(bytes(tree, NEWC), cpio(copy, "-H newc"));
        var other = Files.createDirectory(directory.resolve("other"));
        Tool.run(other, "sh", "-ec", "bsdtar -xpf ../ours.cpio; " + AS_SOURCE);
        OnDisk.assertSame(bytes(tree, NEWC), cpio(other, "-H newc"));
    }

    @Test
    void boundsTimes() throws IOException {
        var clamped = new CpioFormat().open(new BytesContent(bytes(tree(file("f", PLAIN, "")),
                CpioOptions.newc(Instant.ofEpochSecond(7)))), Limits.DEFAULT);
        assertThat(clamped.tree().find("f").orElseThrow().metadata().modified()).isEqualTo(Instant.ofEpochSecond(7));
    }

    @Test
    void refusesWhatCpioCannotHold() {
        assertRefused(tree(file("old", PLAIN.with().modified(Instant.ofEpochSecond(-1)).build(), "")), "time is -1");
        assertRefused(tree(file("TRAILER!!!", PLAIN, "")), "ends an archive");
        assertRefused(tree(new Stated(Name.of("huge"), PLAIN, 1L << 32)), "4294967296 bytes");
        assertThatThrownBy(() -> bytes(tree(new Stated(Name.of("shrunk"), PLAIN, 5)), NEWC))
                .hasMessageContaining("has 0 bytes, not the 5");
        assertThatThrownBy(() -> new CpioOptions(false, EntryTimes.keep(LATE), true, true, 6))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(Tree tree, String rule) {
        assertThatThrownBy(() -> bytes(tree, NEWC)).isInstanceOf(NotStorableException.class).hasMessageContaining(rule);
    }

    private record Stated(Name name, Metadata metadata, long size) implements Entry.File {
        @Override
        public BytesContent content() {
            return new BytesContent(new byte[0]);
        }
    }
}
