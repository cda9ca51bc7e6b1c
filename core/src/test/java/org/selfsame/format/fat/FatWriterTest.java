package org.selfsame.format.fat;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/// Writes volumes and has them judged by dosfstools, mtools and our reader.
class FatWriterTest {
    private static final Instant TIME = Instant.parse("2023-11-14T22:13:20Z");
    private static final Metadata MADE = Metadata.builder().modified(TIME).build();

    @TempDir
    private Path directory;

    private static Entry.File file(String name, int size) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) name.charAt(0));
        return MemoryTree.file(Name.of(name), MADE, new BytesContent(bytes));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), MADE, List.of(children));
    }

    private static Tree sample() {
        var many = new ArrayList<Entry>();
        for (int i = 0; i < 40; i++) {
            many.add(file("file with a long name, number " + i, 7 * i));
        }
        return new Tree(directory("",
                directory("EFI", directory("BOOT", file("BOOTX64.EFI", 20_000)), directory("none")),
                MemoryTree.directory(Name.of("many files"), MADE, many), file("EMPTY.TXT", 0), file("lower.txt", 511),
                file("UPPER.low", 512), file("Mixed Case and spaces.configuration", 513), file("Mixed.txt", 3),
                file("a.b.c.d", 1), file(".hidden", 1), file("ABCDEFGHI.TXT", 5), file("ABCDEFGHJ.TXT", 6),
                file("a+b=c;[d],e", 9), file("NOEXT", 70_000), file("thirteen char", 2),
                file("x".repeat(251) + ".txt", 8)));
    }

    private static FatOptions.Builder options() {
        return FatOptions.builder(TIME).label("LABEL").serial(0x1234abcd);
    }

    private static byte[] bytes(Tree tree, FatOptions options) throws IOException {
        return Writing.bytes(out -> FatWriter.write(tree, options, out, Task.silent()));
    }

    private FatImage write(Tree tree, FatOptions options) throws IOException {
        var image = FatImage.empty(directory, 0);
        try (var out = Files.newOutputStream(image.image())) {
            FatWriter.write(tree, options, out, Task.silent());
        }
        return image;
    }

    private static Reader open(Content content) throws IOException {
        return new FatFormat().open(content, Limits.DEFAULT);
    }

    /// What nothing in a volume refers to is zero, but for the copy of FSInfo behind that of the boot sector.
    private static void assertNothingHidden(Reader reader, Content content) throws IOException {
        for (var region : reader.layout(Task.silent()).unknown()) {
            if (region.offset() == 7 * 512) {
                continue;
            }
            var bytes = content.bytes(region.offset(), (int) region.length());
            assertThat(Arrays.equals(bytes, new byte[bytes.length])).as("%s is zero", region).isTrue();
        }
    }

    /// Arrays of this size are not to be printed.
    private static void assertSame(byte[] written, Path image) throws IOException {
        assertThat(Arrays.mismatch(written, Files.readAllBytes(image))).as("first difference").isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"FAT12, 0, NAME", "FAT16, 0, NAME", "FAT16, 40960000, DIRECTORIES_FIRST", "FAT32, 0, NAME"})
    void judgesReadTheSame(FatType type, long size, FatOptions.Order order) throws IOException {
        Tool.require("fsck.fat", "mdir", "mcopy");
        var image = write(sample(), options().type(type).size(size).order(order).build());
        var check = Tool.run(directory, "fsck.fat", "-n", image.image().toString()).out();
        assertThat(check.lines().toList()).as(check).hasSize(2).last().asString().contains("59 files");
        try (var content = FileContent.open(image.image())) {
            var reader = open(content);
            assertThat(TreeLines.of(reader.tree())).isEqualTo(TreeLines.of(sample()));
            assertThat(reader.anomalies(Task.silent())).isEmpty();
            assertNothingHidden(reader, content);
            assertThat(image.paths()).hasSize(58).contains("EFI/BOOT/BOOTX64.EFI", "EFI/none/", "Mixed.txt",
                    "lower.txt");
            assertThat(image.get("/many files/file with a long name, number 37")).hasSize(7 * 37);
            assertThat(image.get("/NOEXT")).isEqualTo(file("NOEXT", 70_000).content().bytes(0, 70_000));
        }
    }

    /// The tools that live-build and Tails use give the same bytes, in a volume of each type, if they are run once an entry.
    /// The boot code is theirs.
    @ParameterizedTest
    @CsvSource({"FAT12, 1440, 0, NAME", "FAT16, 16384, 0, DIRECTORIES_FIRST", "FAT32, 40000, 32, DIRECTORIES_FIRST"})
    void givesTheBytesOfMkfsAndMtools(FatType type, int kib, int forced, FatOptions.Order order) throws IOException {
        Tool.require("mkfs.fat", "mcopy", "mmd");
        var made = new ArrayList<>(List.of("-i", "1234abcd", "-n", "LABEL"));
        if (forced > 0) {
            made.addAll(List.of("-F", Integer.toString(forced)));
        }
        var image = FatImage.make(directory, kib, made.toArray(String[]::new));
        var code = bootCode(image.image(), type);
        var options = options().size(kib * 1024L).type(forced > 0 ? type : null).bootCode(new BytesContent(code))
                .wholeTracks(true)
                .labelTime(Instant.parse("2015-03-14T09:26:53Z"));
        var empty = new Tree(directory(""));
        assertSame(bytes(empty, options.build()), image.image());
        copy(image, sample().root(), "", order);
        assertSame(bytes(sample(), options.order(order).build()), image.image());
    }

    private static byte[] bootCode(Path image, FatType type) throws IOException {
        try (var in = Files.newInputStream(image)) {
            return Arrays.copyOfRange(in.readNBytes(512), type == FatType.FAT32 ? 90 : 62, 510);
        }
    }

    private void copy(FatImage image, Entry.Directory from, String path, FatOptions.Order order) throws IOException {
        var children = new ArrayList<>(from.children());
        if (order == FatOptions.Order.DIRECTORIES_FIRST) {
            children.sort(Comparator.comparing(child -> !(child instanceof Entry.Directory)));
        }
        for (var child : children) {
            var target = path + "/" + child.name();
            if (child instanceof Entry.File file) {
                image.put(target, file.content().bytes(0, (int) file.size()));
            } else {
                image.mtools("mmd", "::" + target);
                if (order == FatOptions.Order.NAME) {
                    copy(image, (Entry.Directory) child, target, order);
                }
            }
        }
        for (var child : children) {
            if (order == FatOptions.Order.DIRECTORIES_FIRST && child instanceof Entry.Directory below) {
                copy(image, below, path + "/" + child.name(), order);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsBackAnyTree(long seed) throws IOException {
        Tool.require("fsck.fat");
        var tree = RandomTree.files(seed);
        var options = FatOptions.builder(Instant.ofEpochSecond(2_000_000_000))
                .order(seed % 2 == 0 ? FatOptions.Order.NAME : FatOptions.Order.DIRECTORIES_FIRST)
                .clusterSectors(1 << seed % 5).build();
        var bytes = bytes(tree, options);
        assertThat(
                Writing.elsewhere(out -> FatWriter.write(RandomTree.shuffled(tree, seed), options, out, Task.silent())))
                .as("elsewhere").isEqualTo(bytes);
        var reader = open(new BytesContent(bytes));
        assertThat(TreeLines.of(reader.tree())).isEqualTo(evenSeconds(TreeLines.of(tree)));
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertNothingHidden(reader, new BytesContent(bytes));
        assertThat(bytes(reader.tree(), options)).as("written again").isEqualTo(bytes);
        var image = Files.write(directory.resolve("random.img"), bytes);
        assertThat(Tool.run(directory, "fsck.fat", "-n", image.toString()).out().lines()).hasSize(2);
    }

    /// FAT has steps of two seconds.
    private static List<String> evenSeconds(List<String> lines) {
        return lines.stream().map(line -> {
            int at = line.indexOf(".000000000");
            return line.substring(0, at - 1) + (line.charAt(at - 1) - '0') / 2 * 2 + line.substring(at);
        }).toList();
    }

    @Test
    void choosesTimesAsAsked() throws IOException {
        var late = MemoryTree.file(Name.of("late"), Metadata.builder().modified(TIME.plusSeconds(9)).build(),
                new BytesContent(new byte[0]));
        var early = MemoryTree.file(Name.of("early"), Metadata.builder().modified(Instant.EPOCH).build(),
                new BytesContent(new byte[0]));
        var none = MemoryTree.file(Name.of("none"), Metadata.NONE, new BytesContent(new byte[0]));
        var tree = new Tree(directory("", late, early, none));
        assertThat(times(tree, EntryTimes.clamp(TIME))).containsExactlyInAnyOrderEntriesOf(Map.of("late", TIME, "early",
                Instant.parse("1980-01-01T00:00:00Z"), "none", TIME));
        assertThat(times(tree, EntryTimes.keep(TIME))).containsEntry("late", TIME.plusSeconds(8));
        assertThat(times(tree, EntryTimes.set(TIME)).values()).containsOnly(TIME);
    }

    private static Map<String, Instant> times(Tree tree, EntryTimes times) throws IOException {
        var found = new TreeMap<String, Instant>();
        for (var entry : open(new BytesContent(bytes(tree, options().times(times).build()))).tree().root().children()) {
            found.put(entry.name().toString(), Objects.requireNonNull(entry.metadata().modified()));
        }
        return found;
    }

    @Test
    void statesWhatIsAskedFor() throws IOException {
        var options = FatOptions.builder(TIME).size(4 << 20).label("Tails").serial(0xa69020d2).oemName("SYSLINUX")
                .hidden(2048).geometry(255, 63).media(0xf0).drive(0x81).reservedSectors(8).rootEntries(64).tables(1)
                .bootCode(new BytesContent("code".getBytes(UTF_8))).clusterSectors(8).build();
        var bytes = bytes(new Tree(directory("")), options);
        var facts = new TreeMap<String, String>();
        open(new BytesContent(bytes)).facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        assertThat(facts).containsEntry("fat.serial", "A690-20D2").containsEntry("fat.label", "Tails")
                .containsEntry("fat.volume_label", "Tails").containsEntry("fat.oem_name", "SYSLINUX")
                .containsEntry("fat.hidden_sectors", "2048").containsEntry("fat.heads", "255")
                .containsEntry("fat.sectors_per_track", "63").containsEntry("fat.media", "0xf0")
                .containsEntry("fat.drive", "0x81").containsEntry("fat.reserved_sectors", "8")
                .containsEntry("fat.root_entries", "64").containsEntry("fat.tables", "1")
                .containsEntry("fat.sectors_per_cluster", "8");
        assertThat(new String(bytes, 62, 4, UTF_8)).isEqualTo("code");
        assertThat(bytes).hasSize(4 << 20);
    }

    @Test
    void makesTheSmallestVolumeThatHoldsTheTree() throws IOException {
        var tree = new Tree(directory("", file("big", 3_000_000), file("small", 10)));
        var bytes = bytes(tree, options().build());
        assertThat(bytes.length).isBetween(3_000_000, 3_050_000);
        assertThatThrownBy(() -> bytes(tree, options().size(bytes.length - 8192).build()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining("clusters");
        var roots = new ArrayList<Entry>();
        for (int i = 0; i < 700; i++) {
            roots.add(file("a long name for the root " + i, 0));
        }
        var many = new Tree(MemoryTree.directory(Name.of(""), MADE, roots));
        assertThat(open(new BytesContent(bytes(many, options().build()))).tree().root().children()).hasSize(700);
    }

    @Test
    void writesEachNameOfAFileAsAFile() throws IOException {
        var linked = MADE.with().inode(5).build();
        var bytes = new BytesContent("twice".getBytes(UTF_8));
        var tree = new Tree(directory("", MemoryTree.file(Name.of("one"), linked, bytes),
                MemoryTree.file(Name.of("two"), linked, bytes)));
        var image = write(tree, options().build());
        assertThat(image.get("/one")).isEqualTo(image.get("/two")).asString(UTF_8).isEqualTo("twice");
    }

    @Test
    void keepsNamesThatLookLikeShortNamesOfOthers() throws IOException {
        var tree = new Tree(directory("", file("ABCDEFGHI.TXT", 5), file("ABCDEF~1.TXT", 6), file("abcdef~2.txt", 7)));
        var image = write(tree, options().build());
        assertThat(image.mtools("mdir", "-a", "::")).contains("ABCDEF~3 TXT", "ABCDEF~1 TXT         6", "abcdef~2 txt");
        assertThat(image.get("/ABCDEF~1.TXT")).hasSize(6);
    }

    @Test
    void refusesWhatFatCannotHold() {
        assertRefused("dir/link", "symbolic link",
                directory("dir", new Entry.Symlink(Name.of("link"), MADE, Name.of("x"))));
        assertRefused("tty", "device", new Entry.Device(Name.of("tty"), MADE, false, 5, 0));
        assertRefused("pipe", "named pipe", new Entry.Fifo(Name.of("pipe"), MADE));
        assertRefused("socket", "socket", new Entry.Socket(Name.of("socket"), MADE));
        assertRefused("a:b", "one of", file("a:b", 1));
        assertRefused("ends.", "ends with a dot", file("ends.", 1));
        assertRefused("ends ", "ends with a dot or a space", file("ends ", 1));
        assertRefused("sAME", "but for case", file("Same", 1), file("sAME", 2));
        assertRefused("é".repeat(256), "256 UTF-16 units", file("é".repeat(256), 1));
        assertRefused("\\xff", "no text in UTF-8", MemoryTree.file(Name.of(new byte[]{-1}), MADE,
                new BytesContent(new byte[0])));
        assertRefused("huge", "4294967296 bytes", new Huge(Name.of("huge"), MADE, 1L << 32));
        var many = new ArrayList<Entry>();
        for (int i = 0; i < 22_000; i++) {
            many.add(file("a name of two pieces " + i, 0));
        }
        assertRefused("many", "66002 entries", MemoryTree.directory(Name.of("many"), MADE, many));
    }

    private static void assertRefused(String path, String rule, Entry... entries) {
        var tree = new Tree(directory("", entries));
        assertThatThrownBy(() -> FatWriter.write(tree, options().build(), new Untouched(), Task.silent()))
                .isInstanceOfSatisfying(NotStorableException.class, e -> {
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.rule()).contains(rule);
                });
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        assertThatThrownBy(() -> options().label("TWELVE CHARS").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options().label("a/b").build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options().clusterSectors(3).build()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options().bootCode(new BytesContent(new byte[449])).build())
                .isInstanceOf(IllegalArgumentException.class);
        var small = options().type(FatType.FAT16).size(1 << 20).build();
        assertThatThrownBy(() -> bytes(new Tree(directory("")), small)).isInstanceOf(NotStorableException.class);
    }

    @Test
    void stopsWhenCancelledOrWhenAFileIsNotAsLongAsItSays() {
        var task = Task.silent();
        task.cancel();
        assertThatThrownBy(() -> FatWriter.write(sample(), options().build(), new Untouched(), task))
                .isInstanceOf(CancellationException.class);
        var shrunk = new Tree(directory("", new Huge(Name.of("shrunk"), MADE, 10)));
        assertThatThrownBy(() -> bytes(shrunk, options().build())).hasMessageContaining("has 0 bytes, not the 10");
    }

    /// A file that states a size and has none.
    private record Huge(Name name, Metadata metadata, long size) implements Entry.File {
        @Override
        public Content content() {
            return new BytesContent(new byte[0]);
        }
    }

    /// Nothing may be written to it.
    private static final class Untouched extends OutputStream {
        @Override
        public void write(int b) {
            throw new AssertionError("a byte was written");
        }
    }
}
