package org.selfsame.format.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
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
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// Writes archives and has them judged by Info-ZIP, Python, bsdtar, the JDK and our reader.
class ZipWriterTest {
    private static final Instant TIME = Instant.parse("2023-11-14T22:13:20Z");
    private static final Metadata PLAIN = Metadata.builder().permissions(0640).modified(TIME).build();

    @TempDir
    private Path directory;

    private static Entry.File file(String name, byte[] bytes) {
        return MemoryTree.file(Name.of(name), PLAIN, new BytesContent(bytes));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), PLAIN.with().permissions(0750).build(), List.of(children));
    }

    private static Tree sample() {
        var noise = new byte[2 << 20];
        new Random(1).nextBytes(noise);
        var regular = new byte[3 << 20];
        for (int i = 0; i < regular.length; i++) {
            regular[i] = (byte) (i * 31 >> 7 ^ i * 17 >> 13);
        }
        return new Tree(directory("", directory("META-INF", file("A.SF", new byte[3]), file("MANIFEST.MF",
                "Manifest-Version: 1.0\r\n".getBytes(UTF_8))), directory("A first directory", directory("empty")),
                file("empty", new byte[0]), file("noise", noise), file("regular", regular),
                file("é 中", "text ".repeat(99).getBytes(UTF_8)),
                new Entry.Symlink(Name.of("link"), PLAIN.with().permissions(0777).build(), Name.of("empty"))));
    }

    private static byte[] bytes(Tree tree, ZipOptions options) throws IOException {
        return Writing.bytes(out -> ZipWriter.write(tree, options, out, Task.silent()));
    }

    private Path write(Tree tree, ZipOptions options) throws IOException {
        return Files.write(directory.resolve("ours.zip"), bytes(tree, options));
    }

    private static Reader open(byte[] bytes) throws IOException {
        return new ZipFormat().open(new BytesContent(bytes), Limits.DEFAULT);
    }

    @Test
    void judgesReadTheSame() throws IOException {
        Tool.require("unzip", "zipinfo", "bsdtar", "python3");
        var bytes = bytes(sample(), ZipOptions.deflated(TIME));
        var reader = open(bytes);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(TreeLines.of(reader.tree())).isEqualTo(TreeLines.of(sample()));
        var archive = write(sample(), ZipOptions.deflated(TIME)).toString();
        assertThat(Tool.run(directory, "unzip", "-tq", archive).out()).startsWith("No errors detected");
        var listed = Tool.run(directory, "zipinfo", archive).out();
        assertThat(listed).contains("-rw-r-----  2.0 unx  2097152 b- stor 23-Nov-14 22:13 noise",
                "-rw-r-----  2.0 unx  3145728 b- defN 23-Nov-14 22:13 regular", "drwxr-x---  2.0 unx        0 b- stor",
                "lrwxrwxrwx  2.0 unx        5 b- stor 23-Nov-14 22:13 link");
        assertThat(Tool.run(directory, "bsdtar", "-tf", archive).out().lines()).hasSize(10).contains("é 中");
        var python = Tool.run(directory, "python3", "-c", "import zipfile; z = zipfile.ZipFile('ours.zip'); "
                + "print(z.testzip(), [i.extra for i in z.infolist() if i.extra], [i.flag_bits & ~0x800 for i in "
                + "z.infolist() if i.flag_bits & ~0x800])").out();
        assertThat(python).isEqualTo("None [] []\n");
        assertThat(bytes.length).isLessThan(3 << 20);
    }

    @Test
    void theJdkReadsAJar() throws IOException {
        var tree = new Tree(directory("", directory("META-INF", file("A.SF", new byte[3]), file("MANIFEST.MF",
                "Manifest-Version: 1.0\r\n".getBytes(UTF_8))), directory("A"), file("x.class", new byte[9])));
        var names = new ArrayList<String>();
        try (var jar = new ZipFile(write(tree, ZipOptions.jar(TIME)).toFile())) {
            for (var entry : jar.stream().toList()) {
                names.add(entry.getName());
            }
            assertThat(new String(jar.getInputStream(jar.getEntry("META-INF/MANIFEST.MF")).readAllBytes(), UTF_8))
                    .startsWith("Manifest-Version");
        }
        assertThat(names).containsExactly("META-INF/", "META-INF/MANIFEST.MF", "A/", "META-INF/A.SF", "x.class");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsBackAnyTree(long seed) throws IOException {
        Tool.require("unzip");
        var tree = RandomTree.files(seed);
        var options = new ZipOptions((int) seed, EntryTimes.keep(TIME), seed % 2 == 0, true, false);
        var bytes = bytes(tree, options);
        assertThat(
                Writing.elsewhere(out -> ZipWriter.write(RandomTree.shuffled(tree, seed), options, out, Task.silent())))
                .as("elsewhere").isEqualTo(bytes);
        var reader = open(bytes);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(contents(reader.tree())).isEqualTo(contents(tree));
        assertThat(bytes(reader.tree(), options)).as("written again").isEqualTo(bytes);
        if (!tree.root().children().isEmpty()) {
            assertThat(Tool.run(directory, "unzip", "-tq", write(tree, options).toString()).out())
                    .startsWith("No errors");
        }
    }

    /// The lines without mode, which not every archive states, and time, which has steps of two seconds.
    private static List<String> contents(Tree tree) throws IOException {
        return TreeLines.of(tree).stream().map(line -> {
            var fields = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
            fields.subList(2, 5).clear();
            return String.join("|", fields);
        }).toList();
    }

    @Test
    void countsMoreThan65534Entries() throws IOException {
        var files = new ArrayList<Entry>();
        for (int i = 0; i < 65_600; i++) {
            files.add(file("f" + i, new byte[0]));
        }
        var tree = new Tree(MemoryTree.directory(Name.of(""), PLAIN, files));
        var options = new ZipOptions(0, EntryTimes.keep(TIME), false, false, false);
        assertThat(open(bytes(tree, options)).tree().root().children()).hasSize(65_600);
        try (var zip = new ZipFile(write(tree, options).toFile())) {
            assertThat(zip.size()).isEqualTo(65_600);
        }
    }

    @Test
    @Tag("slow")
    void writesFilesBeyondFourGibibytes() throws IOException {
        Tool.require("zipinfo");
        var huge = new Zeros(Name.of("huge"), PLAIN, (4L << 30) + 5);
        var tree = new Tree(MemoryTree.directory(Name.of(""), PLAIN, List.of(huge, file("later", new byte[7]))));
        for (int level : new int[]{0, 1}) {
            var archive = directory.resolve("huge.zip");
            try (OutputStream out = Files.newOutputStream(archive)) {
                ZipWriter.write(tree, new ZipOptions(level, EntryTimes.keep(TIME), true, true, false), out,
                        Task.silent());
            }
            try (var content = FileContent.open(archive); var zip = new ZipFile(archive.toFile())) {
                var reader = new ZipFormat().open(content, Limits.DEFAULT);
                assertThat(((Entry.File) reader.tree().find("huge").orElseThrow()).size()).isEqualTo(huge.size());
                assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
                assertThat(zip.getEntry("huge").getSize()).isEqualTo(huge.size());
                assertThat(zip.getInputStream(zip.getEntry("later")).readAllBytes()).isEqualTo(new byte[7]);
            }
            assertThat(Tool.run(directory, "zipinfo", "-t", archive.toString()).out())
                    .contains("2 files, 4294967308 bytes");
        }
    }

    @Test
    void refusesWhatZipCannotHold() {
        assertRefused(new Entry.Fifo(Name.of("pipe"), PLAIN), ZipOptions.deflated(TIME), "named pipe");
        assertRefused(new Entry.Device(Name.of("tty"), PLAIN, false, 5, 0), ZipOptions.deflated(TIME), "device");
        assertRefused(new Entry.Socket(Name.of("socket"), PLAIN), ZipOptions.deflated(TIME), "socket");
        assertRefused(new Entry.Symlink(Name.of("link"), PLAIN, Name.of("x")), ZipOptions.jar(TIME), "symbolic link");
        assertRefused(MemoryTree.file(Name.of(new byte[]{-1}), PLAIN, new BytesContent(new byte[0])),
                ZipOptions.deflated(TIME), "UTF-8");
    }

    private static void assertRefused(Entry entry, ZipOptions options, String rule) {
        assertThatThrownBy(() -> bytes(new Tree(directory("", entry)), options))
                .isInstanceOf(NotStorableException.class).hasMessageContaining(rule);
    }

    @Test
    void noticesAFileThatChangesWhileItIsRead() {
        var changing = new Zeros(Name.of("changing"), PLAIN, 5 << 20) {
            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) {
                Arrays.fill(target, targetOffset, targetOffset + length, (byte) ++reads);
            }
        };
        var tree = new Tree(directory("", changing));
        assertThatThrownBy(() -> bytes(tree, new ZipOptions(0, EntryTimes.keep(TIME), true, true, false)))
                .isInstanceOf(IOException.class).hasMessageContaining("changed while it was read");
    }

    /// Zero bytes that take no memory.
    private static class Zeros implements Entry.File, Content {
        private final Name name;
        private final Metadata metadata;
        private final long size;
        int reads;

        Zeros(Name name, Metadata metadata, long size) {
            this.name = name;
            this.metadata = metadata;
            this.size = size;
        }

        @Override
        public Name name() {
            return name;
        }

        @Override
        public Metadata metadata() {
            return metadata;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Content content() {
            return this;
        }

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) {
            Arrays.fill(target, targetOffset, targetOffset + length, (byte) 0);
        }
    }
}
