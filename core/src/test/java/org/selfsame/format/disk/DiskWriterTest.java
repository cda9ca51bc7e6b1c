package org.selfsame.format.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.partition.Geometry;
import org.selfsame.partition.GptPartition;
import org.selfsame.partition.Guid;
import org.selfsame.partition.MbrPartition;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Disk images that we write, judged by the bytes that sgdisk and sfdisk write for the same tables.
class DiskWriterTest {
    private static final Guid DISK = Guid.of("17B81DA0-8B1E-4269-9C39-FE5C7B9B58A3");
    private static final Guid PARTITION = Guid.of("34BF027A-8001-4B93-8243-1F9D3DCE7DE7");
    private static final int MIB = 1 << 20;
    private static final Content NO_CODE = new BytesContent(new byte[0]);

    @TempDir
    private Path directory;

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(DiskOptions options, Content... contents) throws IOException {
        var out = new ByteArrayOutputStream();
        DiskWriter.write(options, fillings(contents), out, Task.silent());
        return out.toByteArray();
    }

    private static List<DiskWriter.Filling> fillings(Content... contents) {
        return Arrays.stream(contents).map(DiskWriter.Filling::of).toList();
    }

    /// An image of `theirs`, made by a tool, with `content` put at the block `lba`.
    private static byte[] with(Path theirs, long lba, byte[] content) throws IOException {
        byte[] bytes = Files.readAllBytes(theirs);
        System.arraycopy(content, 0, bytes, (int) lba * 512, content.length);
        return bytes;
    }

    private Path empty(int size) throws IOException {
        var image = directory.resolve("theirs.img");
        Files.write(image, new byte[size]);
        return image;
    }

    /// The USB image of Tails: one EFI system partition, with its name and attributes.
    @Test
    void hasTheBytesOfSgdisk() throws IOException {
        Tool.require("sgdisk");
        var theirs = empty(16 * MIB);
        Tool.run(directory, "sgdisk", "-U", DISK.value().toString(), "-n", "1:2048:30719", "-t", "1:ef00", "-u",
                "1:" + PARTITION.value(), "-c", "1:Tails", "-A", "1:set:0", "-A", "1:set:2", "-A", "1:set:60", "-A",
                "1:set:62", "-A", "1:set:63", theirs.toString());
        var options = DiskOptions.oneEfiPartition(16 * MIB, NO_CODE, DISK, PARTITION, "Tails",
                1L | 1L << 2 | 1L << 60 | 1L << 62 | 1L << 63);
        byte[] fat = random(3 * MIB + 7);
        assertThat(bytes(options, new BytesContent(fat))).isEqualTo(with(theirs, 2048, fat));
    }

    @Test
    void hasTheBytesOfSfdisk() throws IOException {
        Tool.require("sfdisk");
        var theirs = empty(8 * MIB);
        var script = Files.writeString(directory.resolve("script"), """
                label: dos
                label-id: 0xcafe1234
                2048,4096,0c,*
                8192,2048,ef
                """);
        Tool.run(directory, "sh", "-c", "sfdisk -q " + theirs + " <" + script);
        var options = new DiskOptions(8 * MIB, NO_CODE, 0xcafe1234L, new DiskOptions.Mbr(List.of(
                new MbrPartition(true, 0x0c, 2048, 4096), new MbrPartition(false, 0xef, 8192, 2048)),
                Geometry.USUAL));
        byte[] second = random(100);
        var first = new BytesContent(new byte[0]);
        assertThat(bytes(options, first, new BytesContent(second))).isEqualTo(with(theirs, 8192, second));
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        var table = new DiskOptions.Gpt(DISK, List.of(
                new GptPartition(Guid.LINUX_DATA, PARTITION, 4096, 4200, 0, "second \u00e9\u4e2d"),
                new GptPartition(Guid.EFI_SYSTEM, DISK, 34, 100, 0, "first")));
        byte[] code = random(440);
        byte[] large = random(105 * 512);
        byte[] image = bytes(new DiskOptions(4 * MIB, new BytesContent(code), 7, table), new BytesContent(large),
                new BytesContent(random(5)));
        var reader = new DiskFormat().open(new BytesContent(image), Limits.DEFAULT);
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(Parts.file(reader, "gpt-1").bytes()).isEqualTo(large);
        assertThat(Parts.file(reader, "gpt-2").bytes()).startsWith(random(5)).hasSize(67 * 512);
        assertThat(Parts.facts(reader)).containsEntry("disk.gpt.1.name", "second \u00e9\u4e2d")
                .containsEntry("disk.mbr.id", "0x00000007");
        assertThat(Arrays.copyOf(image, 440)).isEqualTo(code);
        Tool.require("sgdisk");
        var file = Files.write(directory.resolve("ours.img"), image);
        assertThat(Tool.run(directory, "sgdisk", "-v", file.toString()).out()).contains("No problems found");
    }

    @Test
    void refusesWhatATableCannotHold() {
        var content = new BytesContent(new byte[513]);
        assertRefused(gpt(34, 34), content);
        assertRefused(gpt(33, 40), content);
        assertRefused(gpt(34, 2047), content);
        assertRefused(new DiskOptions(MIB, new BytesContent(new byte[441]), 0,
                new DiskOptions.Mbr(List.of(), Geometry.USUAL)));
        assertRefused(mbr(new MbrPartition(false, 1, 0, 4)), content);
        assertRefused(mbr(new MbrPartition(false, 1, 2040, 9)), content);
        assertRefused(mbr(new MbrPartition(false, 1, 9, 9), new MbrPartition(false, 1, 17, 9)), content, content);
        assertRefused(mbr(new MbrPartition(false, 1, 9, 9)));
        assertThatThrownBy(() -> new DiskOptions(513, NO_CODE, 0, new DiskOptions.Mbr(List.of(), Geometry.USUAL)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MbrPartition(false, 1, 1L << 32, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GptPartition(DISK, DISK, 1, 2, 0, "x".repeat(37)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DiskOptions gpt(long first, long last) {
        return new DiskOptions(MIB, NO_CODE, 0, new DiskOptions.Gpt(DISK, List.of(
                new GptPartition(Guid.EFI_SYSTEM, PARTITION, first, last, 0, ""))));
    }

    private static DiskOptions mbr(MbrPartition... partitions) {
        return new DiskOptions(MIB, NO_CODE, 0, new DiskOptions.Mbr(List.of(partitions), Geometry.USUAL));
    }

    private static void assertRefused(DiskOptions options, Content... contents) {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> DiskWriter.write(options, fillings(contents), out, Task.silent()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void stopsWhenItIsCancelled() {
        var task = Task.silent();
        task.cancel();
        assertThatThrownBy(() -> DiskWriter.write(gpt(34, 40), fillings(new BytesContent(new byte[1])),
                new ByteArrayOutputStream(), task)).isInstanceOf(CancellationException.class);
    }
}
