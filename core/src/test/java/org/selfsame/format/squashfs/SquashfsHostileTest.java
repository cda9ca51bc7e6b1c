package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Good images, damaged: whatever the bytes say, a reader answers with a tree or a [FormatException].
class SquashfsHostileTest {
    private static final SquashfsFormat FORMAT = new SquashfsFormat();
    private static final List<String> CODECS = List.of("gzip", "lzma", "lzo", "xz", "lz4", "zstd");
    private static final int[] FIELDS_32 = {0, 4, 8, 12, 16};
    private static final int[] FIELDS_16 = {20, 22, 24, 26, 28, 30};
    private static final int[] FIELDS_64 = {32, 40, 48, 56, 64, 72, 80, 88};

    @TempDir
    private static Path directory;
    private static final List<byte[]> IMAGES = new ArrayList<>();

    @BeforeAll
    static void makeImages() throws IOException {
        Tool.require("mksquashfs");
        var tree = small(directory.resolve("tree"));
        for (var codec : CODECS) {
            IMAGES.add(mksquashfs(tree, codec, "-noI", "-noId", "-noX", "-b", "4K"));
            IMAGES.add(mksquashfs(tree, codec));
        }
    }

    private static Path small(Path root) throws IOException {
        Files.createDirectories(root.resolve("a/b/c"));
        Files.write(root.resolve("a/b/c/file"),
                "some text ".repeat(2000).getBytes(StandardCharsets.UTF_8));
        Files.write(root.resolve("a/tail"), "some text ".repeat(500).getBytes(StandardCharsets.UTF_8));
        Files.write(root.resolve("a/zeros"), new byte[20_000]);
        Files.createSymbolicLink(root.resolve("a/link"), Path.of("tail"));
        Files.createLink(root.resolve("a/b/tail"), root.resolve("a/tail"));
        Files.setAttribute(root.resolve("a/tail"), "user:name", ByteBuffer.wrap(new byte[]{1, 2, 3}));
        Files.setAttribute(root.resolve("a/b"), "user:name", ByteBuffer.wrap(new byte[]{1, 2, 3}));
        for (int i = 0; i < 20; i++) {
            Files.write(root.resolve("a/b/" + i), new byte[]{(byte) i});
        }
        return root;
    }

    private static byte[] mksquashfs(Path tree, String codec, String... options) throws IOException {
        var image = directory.resolve("image.sqfs");
        var command = new ArrayList<>(List.of("mksquashfs", tree.toString(), image.toString(), "-noappend", "-quiet",
                "-no-progress", "-comp", codec));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return Files.readAllBytes(image);
    }

    private static byte[] plain() {
        return IMAGES.getFirst().clone();
    }

    private static ByteBuffer fields(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void survivesEveryFieldOfTheSuperblock() {
        for (var image : IMAGES.subList(0, 2)) {
            for (int field : FIELDS_32) {
                for (long value : List.of(0L, 1L, 2L, 0x7fffffffL, 0x80000000L, 0xffffffffL)) {
                    exercise(image, copy -> copy.putInt(field, (int) value));
                }
            }
            for (int field : FIELDS_16) {
                for (int value = 0; value < 40; value++) {
                    int set = value < 32 ? value : 1 << value - 32 << 8 | 0xff;
                    exercise(image, copy -> copy.putShort(field, (short) set));
                }
            }
            for (int field : FIELDS_64) {
                long size = image.length;
                long own = fields(image).getLong(field);
                for (long value : List.of(0L, 1L, 95L, 96L, own - 1, own + 1, own + 2, size - 1, size, size + 1,
                        1L << 31, 1L << 32, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE, -1L, -2L)) {
                    exercise(image, copy -> copy.putLong(field, value));
                }
            }
        }
    }

    /// The image with stored metadata has its tables in the open: every byte of them is set to what hurts most.
    @Test
    void survivesEveryByteOfTheTables() {
        var image = IMAGES.getFirst();
        int start = (int) fields(image).getLong(64);
        for (int i = start; i < (int) fields(image).getLong(40); i++) {
            int at = i;
            for (int value : new int[]{0, 1, 0x7f, 0x80, 0xff}) {
                exercise(image, copy -> copy.put(at, (byte) value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip,1", "lzma,2", "lzo,3", "xz,4", "lz4,5", "zstd,6"})
    void survivesDamage(String codec, int seed) {
        var random = new Random(seed);
        int first = 2 * CODECS.indexOf(codec);
        for (int round = 0; round < 150; round++) {
            var image = IMAGES.get(first + round % 2).clone();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                image[96 + random.nextInt(image.length - 96)] = (byte) random.nextInt();
            }
            FuzzReader.exercise(FORMAT, image);
        }
    }

    @Test
    void survivesEveryTruncation() {
        var image = IMAGES.get(1);
        for (int length = 0; length < image.length; length += length < 200 ? 1 : 37) {
            FuzzReader.exercise(FORMAT, Arrays.copyOf(image, length));
        }
    }

    @Test
    void namesFormatOffsetAndRule() {
        var image = plain();
        fields(image).putInt(12, 3);
        assertThatThrownBy(() -> open(image)).isInstanceOfSatisfying(FormatException.class, e -> {
            assertThat(e.format()).isEqualTo("squashfs");
            assertThat(e.offset()).isEqualTo(12);
            assertThat(e.rule()).contains("block size is 3");
        });
    }

    @Test
    void refusesADirectoryWithinItself() throws IOException {
        var image = plain();
        // the listing of the root has one entry, a: its inode becomes the root's own
        var superblock = Superblock.read(new BytesContent(image));
        long root = superblock.rootInode();
        int listing = rootListing(image, superblock);
        fields(image).putInt(listing + 4, (int) (root >>> 16));
        fields(image).putShort(listing + 12, (short) root);
        var tree = open(image).tree();
        assertThatThrownBy(() -> walk(tree)).isInstanceOf(FormatException.class)
                .hasMessageContaining("within itself");
        FuzzReader.exercise(FORMAT, image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "."})
    void tellsOfHostileNames(String name) throws IOException {
        var image = plain();
        int listing = rootListing(image, Superblock.read(new BytesContent(image)));
        image[listing + 20] = (byte) name.charAt(0);
        assertThat(codes(open(image))).contains("squashfs.hostile_name");
    }

    @Test
    void tellsOfBytesAfterTheEnd() throws IOException {
        var image = plain();
        var longer = Arrays.copyOf(image, image.length + 5);
        longer[image.length + 3] = 'x';
        var reader = open(longer);
        assertThat(codes(reader)).containsExactly("squashfs.trailing_data");
        assertThat(reader.layout(Task.silent()).unknown()).singleElement()
                .satisfies(region -> assertThat(region.offset()).isEqualTo(image.length));
        int padding = (int) fields(image).getLong(40);
        image[padding + 1] = 'x';
        assertThat(codes(open(image))).containsExactly("squashfs.trailing_data");
    }

    @Test
    void tellsOfAnInodeThatNoNameLeadsTo() throws IOException {
        var image = plain();
        // the second name of a listing leads where the first one does
        int at = nameIn(image, "11");
        fields(image).putShort(at - 8, fields(image).getShort(nameIn(image, "10") - 8));
        assertThat(codes(open(image))).contains("squashfs.unreferenced_inode", "squashfs.inode_number_disagrees",
                "squashfs.link_count_disagrees");
    }

    @Test
    void tellsOfNamesThatAreThereTwiceOrOutOfOrder() throws IOException {
        var image = plain();
        image[nameIn(image, "11") + 1] = '0';
        assertThat(codes(open(image))).containsExactly("squashfs.duplicate_name");
        image[nameIn(image, "12") + 1] = '/';
        assertThat(codes(open(image))).contains("squashfs.unsorted_directory", "squashfs.hostile_name");
        assertThat(open(image).tree().find("a/b/10")).isPresent();
    }

    @Test
    void namesInAnomaliesArePrintableOnce() throws IOException {
        var image = plain();
        int name = nameIn(image, "11");
        image[name] = 0x1b;
        image[name + 1] = '\\';
        assertThat(open(image).anomalies(Task.silent()))
                .filteredOn(it -> it.code().equals("squashfs.unsorted_directory")).extracting(Anomaly::detail)
                .containsExactly("a/b/\\u{1b}\\\\");
    }

    /// Where a listing has the name of this many bytes.
    private static int nameIn(byte[] image, String name) {
        for (int at = (int) fields(image).getLong(72); at < image.length - name.length(); at++) {
            if (fields(image).getShort(at - 2) == name.length() - 1
                    && new String(image, at, name.length(), StandardCharsets.ISO_8859_1)
                            .equals(name)) {
                return at;
            }
        }
        throw new AssertionError("no name " + name);
    }

    @Test
    void tellsOfFlagsThatNobodyUses() throws IOException {
        var image = plain();
        fields(image).putShort(24, (short) (fields(image).getShort(24) | 0x8000));
        assertThat(codes(open(image))).containsExactly("squashfs.unknown_flags");
    }

    @Test
    void takesLittleMemoryForLargeClaims() throws IOException {
        var image = plain();
        for (int field : FIELDS_32) {
            if (field != 0 && field != 12) {
                fields(image).putInt(field, -1);
                assertThat(allocated(image)).as("field at " + field).isLessThan(16L << 20);
                image = plain();
            }
        }
        // every 32-bit word of the inode table claims as much as it can
        int start = (int) fields(image).getLong(64);
        for (int at = start; at < fields(image).getLong(72) - 4; at += 2) {
            var copy = image.clone();
            fields(copy).putInt(at, 0x7fffffff);
            assertThat(allocated(copy)).as("inode table at " + at).isLessThan(48L << 20);
        }
    }

    @Test
    void takesLittleTime() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var image : IMAGES) {
                FuzzReader.exercise(FORMAT, image);
            }
        });
    }

    private static long allocated(byte[] image) {
        return Allocations.of(() -> FuzzReader.exercise(FORMAT, image));
    }

    private static int rootListing(byte[] image, Superblock superblock) throws IOException {
        var inode = open(image).tree().root() instanceof SquashfsDirectory root ? root.body() : null;
        return (int) (superblock.directoryTable() + Objects.requireNonNull(inode).block() + 2
                + inode.offset());
    }

    private static Reader open(byte[] image) throws IOException {
        return FORMAT.open(new BytesContent(image), Limits.DEFAULT);
    }

    private static List<String> codes(Reader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    private static void walk(Tree tree) throws IOException {
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {});
    }

    private interface Damage {
        void to(ByteBuffer image);
    }

    private static void exercise(byte[] image, Damage damage) {
        var copy = image.clone();
        damage.to(fields(copy));
        FuzzReader.exercise(FORMAT, copy);
    }
}
