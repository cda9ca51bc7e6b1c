package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.Trees.compare;
import static org.selfsame.compare.Trees.directory;
import static org.selfsame.compare.Trees.file;
import static org.selfsame.compare.Trees.lines;
import static org.selfsame.compare.Trees.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// Images, packed by the tools that people use and by ours: every byte that differs has an owner.
class ContentComparisonTest {
    /// Where the data of an image begin: after superblock and compressor options.
    private static final int DATA = 96 + 10;

    @TempDir
    private Path directory;

    private Content squashfs(String name, Tree tree) throws IOException {
        var path = directory.resolve(name);
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel,
                    SquashfsOptions.of(Trees.TIME).with().compressor(SquashfsCompressor.GZIP).build(), Task.silent());
        }
        return new BytesContent(Files.readAllBytes(path));
    }

    private static byte[] noise(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Checks what holds for every comparison of contents, and returns it.
    private static Comparison checked(Content left, Content right) throws IOException {
        var comparison = compare(left, right, 3);
        assertThat(comparison).usingRecursiveComparison().ignoringFields("differences.subject")
                .isEqualTo(compare(left, right, 1));
        long different = 0;
        for (long i = 0; i < Math.max(left.size(), right.size()); i++) {
            different += i >= left.size() || i >= right.size() || left.bytes(i, 1)[0] != right.bytes(i, 1)[0] ? 1 : 0;
        }
        assertThat(comparison.identical()).isEqualTo(different == 0);
        for (var account : comparison.accounts()) {
            assertThat(account.explained()).isLessThanOrEqualTo(account.different());
            assertThat(account.unexplained().isEmpty()).as("what is not explained is listed")
                    .isEqualTo(account.explained() == account.different());
        }
        if (different > 0 && !comparison.accounts().isEmpty()) {
            assertThat(comparison.accounts().getFirst().different()).isEqualTo(different);
        }
        return comparison;
    }

    @Test
    void findsIdenticalContentsIdentical() throws IOException {
        var bytes = noise(1, 100_000);
        var comparison = checked(new BytesContent(bytes), new BytesContent(bytes.clone()));
        assertThat(comparison.identical()).isTrue();
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void comparesBytesThatAreOfNoFormat() throws IOException {
        var right = noise(1, 100_000);
        right[99_999]++;
        assertThat(lines(checked(new BytesContent(noise(1, 100_000)), new BytesContent(right)))).containsExactly(
                "content ");
    }

    @Test
    void namesTheOneFileOfManyThatDiffersAndExplainsWhatMoved() throws IOException {
        var left = new ArrayList<Entry>();
        var right = new ArrayList<Entry>();
        for (int i = 0; i < 60; i++) {
            left.add(file("f" + i, noise(i, 3000 + 5000 * (i % 7))));
            right.add(file("f" + i, i == 20 ? noise(99, 140_000) : noise(i, 3000 + 5000 * (i % 7))));
        }
        var comparison = checked(squashfs("a", new Tree(directory("", left.toArray(Entry[]::new)))),
                squashfs("b", new Tree(directory("", right.toArray(Entry[]::new)))));
        assertThat(lines(comparison)).contains("content !/f20").filteredOn(line -> !line.startsWith("layout"))
                .hasSize(1);
        assertThat(comparison.differences()).extracting(Difference::field).contains(ByteAccount.MOVED);
        assertThat(comparison.accounts()).singleElement()
                .satisfies(account -> assertThat(account.unexplained()).isEmpty());
    }

    @Test
    void saysWhichFieldsOfTheContainerDifferWhereTheTreeIsTheSame() throws IOException {
        Tool.require("mksquashfs");
        var source = Files.createDirectory(directory.resolve("source"));
        Files.write(source.resolve("text"), "All work and no play makes Jack a dull boy.\n".repeat(9000).getBytes(
                StandardCharsets.UTF_8));
        var images = new ArrayList<Content>();
        for (var time : new String[]{"1600000000", "1700000000"}) {
            Tool.run(directory, "mksquashfs", "source", time, "-mkfs-time", time, "-all-time", "1500000000",
                    "-no-progress");
            images.add(new BytesContent(Files.readAllBytes(directory.resolve(time))));
        }
        assertThat(lines(checked(images.get(0), images.get(1)))).containsExactly(
                "layout  superblock.mkfs_time: 2020-09-13T12:26:40Z | 2023-11-14T22:13:20Z");
    }

    @Test
    void explainsOtherCompressionOfTheSameTree() throws IOException {
        Tool.require("mksquashfs");
        var source = Files.createDirectory(directory.resolve("source"));
        for (int i = 0; i < 20; i++) {
            Files.write(source.resolve("f" + i), ("line " + i + "\n").repeat(20_000).getBytes(
                    StandardCharsets.UTF_8));
        }
        var images = new ArrayList<Content>();
        for (var level : new String[]{"1", "9"}) {
            Tool.run(directory, "mksquashfs", "source", level, "-mkfs-time", "1500000000", "-all-time", "1500000000",
                    "-no-progress", "-Xcompression-level", level);
            images.add(new BytesContent(Files.readAllBytes(directory.resolve(level))));
        }
        var comparison = checked(images.get(0), images.get(1));
        assertThat(comparison.differences()).isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.kind()).isEqualTo(Difference.Kind.LAYOUT));
        assertThat(comparison.differences()).extracting(Difference::field).contains("squashfs.compression.level");
        assertThat(comparison.accounts()).singleElement()
                .satisfies(account -> assertThat(account.unexplained()).isEmpty());
    }

    /// One byte anywhere in an image: it is found, and either named or listed.
    @Test
    void nothingHides() throws IOException {
        Tool.require("mksquashfs", "xorriso");
        var iso = Files.readAllBytes(iso());
        var image = new BytesContent(iso);
        var unexplained = new ArrayList<Long>();
        for (int offset = 0; offset < iso.length; offset += 1201) {
            var edited = iso.clone();
            edited[offset] ^= 0x55;
            var comparison = compare(image, new BytesContent(edited), 1);
            assertThat(comparison.identical()).as("byte %d", offset).isFalse();
            if (comparison.accounts().isEmpty()) {
                assertThat(comparison.differences()).as("byte %d", offset).isNotEmpty();
                continue;
            }
            var account = comparison.accounts().getFirst();
            assertThat(account.different()).as("byte %d", offset).isEqualTo(1);
            if (account.explained() == 0) {
                assertThat(account.unexplained()).as("byte %d", offset).extracting(ByteRange::offset)
                        .containsOnly((long) offset);
                unexplained.add((long) offset);
            } else {
                assertThat(comparison.differences()).as("byte %d", offset).isNotEmpty();
            }
        }
        assertThat(unexplained.size()).as("most bytes of an image have an owner").isLessThan(iso.length / 1201 / 2);
    }

    /// Bytes behind the compressed data of a block are seen by nobody. The file that the block belongs to is the same, or
    /// differs too: they are not taken for its data either way.
    @Test
    void doesNotTakeForDataWhatNobodySees() throws IOException {
        Tool.require("mksquashfs");
        var text = new StringBuilder();
        var random = new Random(3);
        while (text.length() < 60_000) {
            text.append(Integer.toString(random.nextInt(500), 36)).append(' ');
        }
        Files.createDirectory(directory.resolve("words"));
        Files.writeString(directory.resolve("words/text"), text);
        Tool.run(directory, "mksquashfs", "words", "loose", "-b", "64K", "-no-fragments", "-Xcompression-level", "1",
                "-all-time", "1500000000", "-mkfs-time", "1500000000", "-no-progress");
        byte[] image = Files.readAllBytes(directory.resolve("loose"));
        byte[] zeros = tight(image, text.toString());
        int behind = behind(image, zeros);
        var secret = zeros.clone();
        System.arraycopy("hidden!".getBytes(StandardCharsets.US_ASCII), 0, secret, behind, 7);
        var hidden = checked(new BytesContent(zeros), new BytesContent(secret));
        assertThat(hidden.accounts().getFirst().unexplained()).containsExactly(new ByteRange(Side.RIGHT, behind, 7));
        var changed = tight(image, text.replace(5000, 5001, "!").toString());
        System.arraycopy("hidden!".getBytes(StandardCharsets.US_ASCII), 0, changed, behind(image, changed), 7);
        var louder = checked(new BytesContent(zeros), new BytesContent(changed));
        assertThat(lines(louder)).contains("content !/text");
        assertThat(louder.accounts().getFirst().unexplained())
                .anySatisfy(range -> assertThat(range.side()).isEqualTo(Side.RIGHT));
    }

    /// The image with its first block packed tighter, and zeros behind it.
    private static byte[] tight(byte[] image, String text) {
        var deflater = new Deflater(9);
        deflater.setInput(text.getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        var packed = new byte[1 << 17];
        int length = deflater.deflate(packed);
        deflater.end();
        var result = image.clone();
        int stored = firstBlock(image);
        assertThat(length).as("room for something").isLessThan(stored - 40);
        Arrays.fill(result, DATA, DATA + stored, (byte) 0);
        System.arraycopy(packed, 0, result, DATA, length);
        return result;
    }

    /// Bytes of the first block, which is followed by the inode table.
    private static int firstBlock(byte[] image) {
        return (int) LittleEndian.i64(image, 64) - DATA;
    }

    private static int behind(byte[] image, byte[] tight) {
        int end = DATA + firstBlock(image);
        while (tight[end - 1] == 0) {
            end--;
        }
        return end + 8;
    }

    private Path iso() throws IOException {
        var source = Files.createDirectory(directory.resolve("root"));
        Files.write(source.resolve("noise"), noise(3, 40_000));
        Files.writeString(source.resolve("text"), "some text\n".repeat(5000));
        Files.createSymbolicLink(source.resolve("link"), Path.of("text"));
        var disk = Files.createDirectories(directory.resolve("disk/live"));
        Tool.run(directory, "mksquashfs", "root", disk.resolve("filesystem.squashfs").toString(), "-all-time",
                "1500000000", "-mkfs-time", "1500000000", "-no-progress");
        Files.writeString(disk.resolve("readme"), "read me\n");
        Tool.run(directory, "xorriso", "-as", "mkisofs", "-quiet", "-no-pad", "-R", "-J", "-V", "TEST", "-o",
                "test.iso", "disk");
        return directory.resolve("test.iso");
    }

    @Test
    void opensContainersInContainersAsFarAsItMay() throws IOException {
        var inner = squashfs("inner-a", tree(file("f", "1")));
        var other = squashfs("inner-b", tree(file("f", "2")));
        var left = squashfs("a", tree(file("image", inner)));
        var right = squashfs("b", tree(file("image", other)));
        assertThat(lines(checked(left, right))).contains("content !/image!/f");
        var shallow = new Comparer(new CompareOptions(Limits.DEFAULT, 1, 1)).contents(left, right,
                _ -> {}, Task.silent());
        assertThat(lines(shallow)).contains("content !/image").noneMatch(line -> line.contains("!/image!"));
    }

    @Test
    void comparesBytesWhereAContainerIsBroken() throws IOException {
        var left = squashfs("a", tree(file("f", noise(1, 5000))));
        var bytes = left.bytes(0, (int) left.size());
        // the block of the root's inode
        bytes[33] = 0x7f;
        var comparison = checked(left, new BytesContent(bytes));
        assertThat(comparison.troubles()).isNotEmpty().allSatisfy(trouble -> assertThat(trouble.side()).isEqualTo(
                Side.RIGHT));
        assertThat(comparison.identical()).isFalse();
        assertThat(comparison.differences()).isNotEmpty();
    }

    /// A zip of `sealed` and then `open`; the first one is marked as encrypted, so that nobody can read it.
    private static Content sealed(String open, String sealed) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var member : List.of(List.of("open", open), List.of("sealed", sealed))) {
                var entry = new ZipEntry(member.getFirst());
                entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(member.getLast().getBytes(StandardCharsets.US_ASCII));
            }
        }
        var bytes = out.toByteArray();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        // bit 0 of the flags, which are 24 bytes before the name in a local header and 38 in the central directory
        bytes[text.indexOf("sealed") - 24] |= 1;
        bytes[text.lastIndexOf("sealed") - 38] |= 1;
        return new BytesContent(bytes);
    }

    @Test
    void comparesWhatNeitherSideCanBeReadAsByItsStoredBytes() throws IOException {
        var same = checked(sealed("a", "secret"), sealed("some more", "secret"));
        assertThat(same.troubles()).extracting(Trouble::path).containsOnly("!/sealed").hasSize(2);
        assertThat(lines(same)).contains("content !/open").noneMatch(
                line -> line.contains("/sealed") && !line.contains("local_offset"));
        var other = checked(sealed("a", "secret"), sealed("a", "secrets"));
        assertThat(lines(other)).anyMatch(line -> line.startsWith("layout !/sealed compressed data"));
    }

    @Test
    void accountsForAStreamThatCannotBeDecoded() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(noise(1, 5_000));
        }
        var sound = out.toByteArray();
        var damaged = sound.clone();
        damaged[1_000] ^= 1;
        var one = checked(new BytesContent(sound), new BytesContent(damaged));
        assertThat(one.troubles()).extracting(Trouble::side).containsExactly(Side.RIGHT);
        assertThat(lines(one)).containsExactly("layout  compressed data", "content !/");
        assertThat(one.differences().getFirst().ranges()).contains(new ByteRange(Side.RIGHT, 1_000, 1));
        assertThat(one.accounts().getFirst().explained()).isEqualTo(1);
        var other = damaged.clone();
        other[2_000] ^= 1;
        var both = checked(new BytesContent(damaged), new BytesContent(other));
        assertThat(lines(both)).containsExactly("layout  compressed data");
        assertThat(both.accounts().getFirst().explained()).isEqualTo(1);
    }

    @Test
    void comparesJsonByValueWhereThePlacesAreTheSame() throws IOException {
        var text = "{\"made\": \"2024-01-31\", \"list\": [{\"size\": 1}, {\"size\": 2}]}";
        assertThat(lines(json(text, text.replace("2}", "3}")))).contains("content !/list/1/size")
                .noneMatch(line -> line.startsWith("content !/list/0") || line.startsWith("content !/made"));
        var dated = json(text, text.replace("2024-01-31", "2026-12-01")).differences();
        assertThat(dated).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("!/made");
            assertThat(difference.causes()).extracting(Cause::code).containsExactly(CauseCode.TIME_TEXT);
        });
        // what is one item further on, and what lies in another order, is told of the text as a whole
        assertThat(lines(json(text, text.replace("[", "[0, ")))).containsExactly("content ");
        var reordered = json(text, "{\"list\": [{\"size\": 2}, {\"size\": 1}], \"made\": \"2024-01-31\"}");
        assertThat(lines(reordered)).containsExactly("content ");
        assertThat(reordered.differences().getFirst().causes()).extracting(Cause::code)
                .containsExactly(CauseCode.ORDER_KEYS);
    }

    private static Comparison json(String left, String right) throws IOException {
        return checked(new BytesContent(left.getBytes(StandardCharsets.UTF_8)),
                new BytesContent(right.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void givesWhatWasFoundWhenItIsCancelled() throws IOException {
        var left = squashfs("a", tree(file("image", noise(1, 500_000))));
        var right = squashfs("b", tree(file("image", noise(2, 500_000))));
        for (var activity : new Activity[]{Activity.COMPARE_BYTES, Activity.COMPARE_ENTRIES}) {
            var task = new Task[1];
            Consumer<TaskEvent> cancel = event -> {
                if (event.activity() == activity && event instanceof TaskEvent.Started) {
                    task[0].cancel();
                }
            };
            task[0] = new Task(cancel);
            var comparison = new Comparer(CompareOptions.DEFAULT).contents(left, right, _ -> {}, task[0]);
            assertThat(comparison.complete()).isFalse();
            assertThat(comparison.identical()).isFalse();
        }
    }
}
