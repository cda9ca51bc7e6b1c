package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// Writes images and has them judged by xorriso, isoinfo and our reader.
class IsoWriterTest {
    private static final Instant TIME = Instant.parse("2025-06-07T08:09:10Z");
    private static final IsoOptions OPTIONS = IsoOptions.builder("SAMPLE 1.0", TIME).publisher("publisher")
            .preparer("preparer")
            .application("application").build();

    @TempDir
    private Path directory;

    private static Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(1000, 100).modified(IsoImages.TIME).build();
    }

    private static Entry.File file(String name, int size) {
        return MemoryTree.file(Name.of(name), metadata(0644), new BytesContent(new byte[size]));
    }

    private static Tree sample() {
        var linked = metadata(0600).with().inode(7).build();
        var bytes = new BytesContent("twice".getBytes(StandardCharsets.UTF_8));
        var many = new ArrayList<Entry>();
        for (int i = 0; i < 300; i++) {
            many.add(file("a file with a name of some length, number " + i, i));
        }
        Entry.Directory deep = MemoryTree.directory(Name.of("level-12"), metadata(0755), List.of(file("leaf", 3)));
        for (int level = 11; level > 0; level--) {
            deep = MemoryTree.directory(Name.of("level-" + level), metadata(0755), List.of(deep));
        }
        return new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(
                MemoryTree.directory(Name.of(".disk"), metadata(0755), List.of(
                        MemoryTree.file(Name.of("info"), metadata(0444), new BytesContent("Sample".getBytes(
                                StandardCharsets.UTF_8))))),
                MemoryTree.file(Name.of("linked"), linked, bytes),
                MemoryTree.directory(Name.of("dir"), metadata(02775), List.of(
                        MemoryTree.file(Name.of("linked too"), linked, bytes))),
                MemoryTree.directory(Name.of("many"), metadata(0755), many),
                deep,
                file("empty", 0), file("one", 1), file("sector", 2048), file("more", 2049),
                file("n".repeat(255), 5), file("n".repeat(254) + "m", 6),
                file("same.EXT", 1), file("SAME.ext", 2), file("\u00fc\u00df\u4e2d.txt", 4), file("semi;colon", 7),
                new Entry.Symlink(Name.of("link"), metadata(0777), Name.of("../etc/x/./y")),
                new Entry.Symlink(Name.of("link-root"), metadata(0777), Name.of("/")),
                new Entry.Symlink(Name.of("link-absolute"), metadata(0777), Name.of("/usr/bin")),
                new Entry.Symlink(Name.of("link-wide"), metadata(0777), Name.of("w".repeat(240) + "/v")),
                new Entry.Device(Name.of("console"), metadata(0600), false, 5, 1),
                new Entry.Device(Name.of("disk"), metadata(0660), true, 259, 70_000),
                new Entry.Fifo(Name.of("fifo"), metadata(0600)),
                new Entry.Socket(Name.of("socket"), metadata(0600)))));
    }

    private static byte[] bytes(Tree tree, IsoOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        IsoWriter.write(tree, options, out, Limits.DEFAULT, Task.silent());
        return out.toByteArray();
    }

    private Path write(Tree tree) throws IOException {
        var image = directory.resolve("written.iso");
        try (var out = Files.newOutputStream(image)) {
            IsoWriter.write(tree, OPTIONS, out, Limits.DEFAULT, Task.silent());
        }
        return image;
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        var reader = IsoImages.open(new BytesContent(bytes(sample(), OPTIONS)));
        assertThat(IsoImages.listed(reader.tree())).isEqualTo(IsoImages.listed(sample()));
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(sample()));
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(IsoImages.digests(IsoImages.tree(reader, "joliet")).values())
                .containsExactlyInAnyOrderElementsOf(IsoImages.digests(sample()).values());
        var linked = reader.tree().find("linked").orElseThrow().metadata();
        assertThat(linked.inode()).isEqualTo(reader.tree().find("dir/linked too").orElseThrow().metadata().inode());
        assertThat(linked.links()).isEqualTo(2);
        assertThat(linked.modified()).isEqualTo(IsoImages.TIME);
    }

    @Test
    void xorrisoReadsTheSame() throws IOException {
        Tool.require("xorriso");
        var image = write(sample());
        assertThat(IsoImages.listedByXorriso(image)).isEqualTo(IsoImages.listed(sample()));
        var log = Tool.run(directory, "xorriso", "-indev", image.toString(), "-check_media", "--").err();
        assertThat(log).doesNotContain("WARNING", "FAILURE", "SORRY");
        Tool.run(directory, "xorriso", "-osirrox", "on", "-indev", image.toString(), "-extract", "/.disk",
                directory.resolve("out").toString());
        assertThat(directory.resolve("out/info")).hasContent("Sample");
    }

    @Test
    void isoinfoReadsTheSame() throws IOException {
        Tool.require("isoinfo");
        var image = write(sample());
        var description = Tool.run(directory, "isoinfo", "-d", "-i", image.toString()).out();
        assertThat(description).contains("Volume id: SAMPLE 1.0", "Publisher id: publisher", "Joliet with UCS level 3",
                "Rock Ridge signatures version 1 found");
        var names = Tool.run(directory, "isoinfo", "-R", "-f", "-i", image.toString()).out();
        assertThat(names.lines()).contains("/.disk/info", "/link-wide", "/" + "n".repeat(255),
                "/level-1/level-2/level-3/level-4/level-5/level-6/level-7/level-8/level-9/level-10/level-11/level-12/leaf");
        assertThat(Tool.run(directory, "isoinfo", "-J", "-f", "-i", image.toString()).out().lines())
                .contains("/semi_colon;1", "/.disk/info;1").doesNotContain("/fifo;1");
    }

    @Test
    void dependsOnTreeAndOptionsAlone() throws IOException {
        assertThat(bytes(sample(), OPTIONS)).isEqualTo(bytes(sample(), OPTIONS));
        var other = IsoOptions.builder("SAMPLE 1.0", TIME.plusSeconds(1)).publisher("publisher").preparer("preparer")
                .application("application").build();
        assertThat(bytes(sample(), other)).isNotEqualTo(bytes(sample(), OPTIONS));
    }

    @Test
    void doesNotDependOnWhereItRuns() throws IOException {
        byte[] here = bytes(sample(), OPTIONS);
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            for (var tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone(tag.startsWith("tr") ? "Pacific/Kiritimati" : "America/Adak"));
                assertThat(bytes(shuffled(sample(), tag.hashCode()), OPTIONS)).isEqualTo(here);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /// The same tree, declared in another order.
    private static Tree shuffled(Tree tree, int seed) throws IOException {
        return new Tree(shuffled(tree.root(), new Random(seed)));
    }

    private static Entry.Directory shuffled(Entry.Directory directory, Random random) throws IOException {
        var children = new ArrayList<Entry>();
        for (var child : directory.children()) {
            children.add(child instanceof Entry.Directory inner ? shuffled(inner, random) : child);
        }
        Collections.shuffle(children, random);
        return MemoryTree.directory(directory.name(), directory.metadata(), children);
    }

    @Test
    void clampsTimes() throws IOException {
        var early = TIME.minusSeconds(1);
        var tree = new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(
                MemoryTree.file(Name.of("early"), metadata(0644).with().modified(early).build(),
                        new BytesContent(new byte[1])),
                MemoryTree.file(Name.of("late"), metadata(0644).with().modified(TIME.plusSeconds(9)).build(),
                        new BytesContent(new byte[1])),
                MemoryTree.file(Name.of("none"), Metadata.NONE, new BytesContent(new byte[1])))));
        for (boolean clamp : new boolean[]{false, true}) {
            var read = IsoImages.open(new BytesContent(bytes(tree, IsoOptions.builder("X", TIME).clamp(clamp).build())))
                    .tree();
            assertThat(read.find("early").orElseThrow().metadata().modified()).isEqualTo(early);
            assertThat(read.find("late").orElseThrow().metadata().modified())
                    .isEqualTo(clamp ? TIME : TIME.plusSeconds(9));
            assertThat(read.find("none").orElseThrow().metadata().modified()).isEqualTo(TIME);
        }
    }

    @Test
    void givesJolietTheNamesItCanHold() throws IOException {
        Tool.require("isoinfo");
        var name = "a long name, ".repeat(7) + "number 1.html";
        var tree = new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(file(name, 1))));
        for (var joliet : Joliet.values()) {
            var image = Files.write(directory.resolve(joliet + ".iso"),
                    bytes(tree, IsoOptions.builder("X", TIME).joliet(joliet).build()));
            var reader = IsoImages.open(image);
            assertThat(IsoImages.codes(reader)).isEmpty();
            assertThat(reader.trees().containsKey("joliet")).isEqualTo(joliet != Joliet.NONE);
            if (joliet != Joliet.NONE) {
                var expected = joliet == Joliet.STANDARD
                        ? name.substring(0, 57) + ".html"
                        : name.substring(0, 96) + ".html";
                assertThat(Tool.run(directory, "isoinfo", "-J", "-f", "-i", image.toString()).out().strip())
                        .isEqualTo("/" + expected + ";1");
            }
        }
    }

    @Test
    void statesSerialNumbersWhereFilesHaveSeveralNames() throws IOException {
        byte[] bytes = bytes(sample(), IsoOptions.builder("X", TIME).joliet(Joliet.NONE).build());
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.split("PX\\x2c\\x01", -1)).as("with a serial number").hasSize(3);
        assertThat(text.split("PX\\x24\\x01", -1)).as("without").hasSizeGreaterThan(300);
    }

    @Test
    void refusesWhatAnImageCannotHoldBeforeItWrites() {
        var name = "n".repeat(256);
        assertRefused(List.of(file(name, 1)), name);
        assertRefused(
                List.of(MemoryTree.directory(Name.of("d"), metadata(0755),
                        List.of(file("twice", 1), file("twice", 2)))),
                "d/twice");
        var many = new ArrayList<Entry>();
        for (int i = 0; i < 65_536; i++) {
            many.add(MemoryTree.directory(Name.of(Integer.toString(i)), Metadata.NONE, List.of()));
        }
        assertRefused(many, "65535");
        var huge = MemoryTree.file(Name.of("huge"), metadata(0644), new Zeros(1L << 43));
        assertRefused(List.of(file("before", 1), huge), "huge");
    }

    private static void assertRefused(List<? extends Entry> entries, String named) {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(
                () -> IsoWriter.write(new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, entries)), OPTIONS,
                        out, Limits.DEFAULT, Task.silent()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining(named);
        assertThat(out.size()).isZero();
    }

    @Test
    void stopsWhenItIsCancelledOrAFileChanges() throws IOException {
        var task = new Task[1];
        task[0] = new Task(event -> {
            if (event instanceof TaskEvent.Advanced) {
                task[0].cancel();
            }
        });
        var tree = new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(
                MemoryTree.file(Name.of("large"), metadata(0644), new Zeros(64L << 20)))));
        var head = new Head(1);
        assertThatThrownBy(() -> IsoWriter.write(tree, OPTIONS, head, Limits.DEFAULT, task[0]))
                .isInstanceOf(CancellationException.class);
        assertThat(head.count()).isLessThan(8L << 20);
        assertThatThrownBy(() -> bytes(new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(new Liar()))),
                OPTIONS)).isInstanceOf(IOException.class).hasMessageContaining("\"liar\" has 3 bytes, not the 5");
    }

    /// A file that has become shorter.
    private record Liar() implements Entry.File {
        @Override
        public Name name() {
            return Name.of("liar");
        }

        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public long size() {
            return 5;
        }

        @Override
        public Content content() {
            return new BytesContent(new byte[3]);
        }
    }

    @Test
    void writesFilesBeyondFourGigabytesInSections() throws IOException {
        long size = (1L << 32) + 5;
        var huge = MemoryTree.file(Name.of("huge"), metadata(0644), new Zeros(size));
        var tree = new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(huge, file("after", 3))));
        var head = new Head(1 << 20);
        IsoWriter.write(tree, IsoOptions.of("HUGE", TIME), head, Limits.DEFAULT, Task.silent());
        // all behind the first bytes is zero: a sparse file holds it
        var image = directory.resolve("huge.iso");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.write(head.bytes());
            file.setLength(head.count());
        }
        var reader = IsoImages.open(image);
        var read = (IsoFile) reader.tree().find("huge").orElseThrow();
        assertThat(read.size()).isEqualTo(size);
        assertThat(read.sections()).hasSize(2);
        assertThat(read.content().size()).isEqualTo(size);
        assertThat(IsoImages.codes(reader)).isEmpty();
        Tool.require("xorriso");
        assertThat(IsoImages.listedByXorriso(image)).isEqualTo(IsoImages.listed(tree));
    }

    @Test
    void refusesNamesThatNoEntryCanHave() {
        for (var name : List.of("..", ".", "a/b", "nul\0", "")) {
            var tree = new Tree(MemoryTree.directory(Name.of(""), metadata(0755), List.of(file(name, 1))));
            assertThatThrownBy(() -> bytes(tree, OPTIONS)).isInstanceOf(NotStorableException.class);
        }
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        assertThatThrownBy(() -> IsoOptions.of("x".repeat(33), TIME)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IsoOptions.of("\u00fc", TIME)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Zero bytes that take no memory.
    private record Zeros(long size) implements Content {
        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) {
            Arrays.fill(target, targetOffset, targetOffset + length, (byte) 0);
        }
    }

    /// Keeps the first bytes that are written and counts all.
    private static final class Head extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int limit;
        private long count;

        Head(int limit) {
            this.limit = limit;
        }

        @Override
        public void write(int b) {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            kept.write(bytes, from, Math.min(length, limit - kept.size()));
            count += length;
        }

        byte[] bytes() {
            return kept.toByteArray();
        }

        long count() {
            return count;
        }
    }
}
