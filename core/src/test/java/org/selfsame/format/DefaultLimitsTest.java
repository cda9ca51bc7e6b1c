package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.FuzzReader;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// Hostile images at the limits that the program runs with: what is allocated in all, garbage included, stays far below
/// what the images claim or could unfold to. The other tests of hostile images have smaller limits, to be fast.
@Timeout(120)
class DefaultLimitsTest {
    private static final long MIB = 1L << 20;

    @TempDir
    Path directory;

    /// Every word of the headers claims as much as it can: sizes, counts and places of tables.
    @ParameterizedTest
    @CsvSource({"squashfs,squashfs/SquashfsFuzzTestInputs/survives/gzip,0,96",
            "squashfs,squashfs/SquashfsFuzzTestInputs/survives/stored-tables,0,96",
            "fat,fat/FatFuzzTestInputs/fat12.img,0,64", "fat,fat/FatFuzzTestInputs/fat16.img,0,64",
            "fat,fat/FatFuzzTestInputs/fat32.img,0,96", "disk,disk/DiskFuzzTestInputs/gpt.img,440,620",
            "disk,disk/DiskFuzzTestInputs/mbr.img,440,512",
            "iso9660,iso9660/IsoFuzzTestInputs/readsAnyBytes/own-writer.iso,32768,32960"})
    void largeClaimsTakeLittleMemory(String name, String seed, int from, int to) throws IOException {
        Format format = switch (name) {
            case "squashfs" -> new SquashfsFormat();
            case "fat" -> new FatFormat();
            case "disk" -> new DiskFormat();
            default -> new IsoFormat();
        };
        var image = Files.readAllBytes(Path.of("src/test/resources/org/selfsame/format").resolve(seed));
        for (int at = from; at < to; at += 4) {
            for (int value : new int[]{-1, 0x7fffffff, 0x00ffffff}) {
                var copy = image.clone();
                ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
                assertThat(Allocations.of(() -> FuzzReader.exercise(format, copy, Limits.DEFAULT)))
                        .as("word at " + at + " is " + Integer.toHexString(value)).isLessThan(96 * MIB);
            }
        }
    }

    private static Entry.File file(String name, Metadata metadata, byte[] bytes) {
        return MemoryTree.file(Name.of(name), metadata, new BytesContent(bytes));
    }

    /// `depth` directories with names of 250 bytes within each other; in the last one, `children`.
    private static Tree deep(int depth, List<? extends Entry> children) {
        var entries = List.<Entry>copyOf(children);
        for (int i = 0; i < depth; i++) {
            entries = List.of(MemoryTree.directory(Name.of("d".repeat(250)), Metadata.NONE, entries));
        }
        return new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, entries));
    }

    private static List<Entry> files(int count, byte[] bytes) {
        var files = new ArrayList<Entry>();
        for (int i = 0; i < count; i++) {
            files.add(file(String.format(java.util.Locale.ROOT, "f%07d", i), Metadata.NONE, bytes));
        }
        return files;
    }

    private Reader squashfs(Tree tree) throws IOException {
        var image = Files.createTempFile(directory, "hostile", ".sqfs");
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel,
                    SquashfsOptions.of(Instant.EPOCH).with().compressor(SquashfsCompressor.GZIP).build(),
                    Task.silent());
        }
        return new SquashfsFormat().open(new BytesContent(Files.readAllBytes(image)), Limits.DEFAULT);
    }

    private static long mapped(Reader reader) {
        return Allocations.of(() -> {
            try {
                reader.layout(Task.silent());
                reader.anomalies(Task.silent());
            } catch (FormatException _) {
                // refused, which is as good
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /// Each path has 60,000 characters. Put together for every name, they would be 1.8 billion.
    @Test
    void manyNamesFarDownInASquashfs() throws IOException {
        var reader = squashfs(deep(240, files(30_000, new byte[0])));
        assertThat(mapped(reader)).isLessThan(256 * MIB);
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        var withBytes = squashfs(deep(240, files(30_000, new byte[]{1})));
        assertThat(mapped(withBytes)).isLessThan(512 * MIB);
        assertThatThrownBy(() -> withBytes.layout(Task.silent())).isInstanceOf(FormatException.class)
                .hasMessageContaining("too much memory");
    }

    @Test
    void pathsBeyondAnySystemAreNotMapped() throws IOException {
        var reader = squashfs(deep(300, files(1, new byte[0])));
        assertThatThrownBy(() -> reader.layout(Task.silent())).isInstanceOf(FormatException.class)
                .hasMessageContaining("a path of more than 65536 bytes");
        assertThatThrownBy(() -> reader.anomalies(Task.silent())).isInstanceOf(FormatException.class);
    }

    /// 340,000 names of a few characters fit into a listing of 4 MiB, and take a hundred times as much as entries.
    @Test
    void aDirectoryOfTooManyNames() throws IOException {
        var metadata = Metadata.builder().inode(7).links(340_000).build();
        var names = new ArrayList<Entry>();
        for (int i = 0; i < 340_000; i++) {
            names.add(file(Integer.toString(i, 36), metadata, new byte[0]));
        }
        names.sort(java.util.Comparator.comparing(Entry::name));
        var root = squashfs(new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, names)))
                .tree().root();
        assertThat(Allocations.of(() -> assertThatThrownBy(root::children).isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 335544 entries"))).isLessThan(128 * MIB);
    }

    /// One block of a file with very many names.
    @Test
    void manyNamesOfOneBlock() throws IOException {
        var metadata = Metadata.builder().inode(7).links(60_000).build();
        var names = new ArrayList<Entry>();
        var bytes = new byte[]{1, 2, 3};
        for (int i = 100_000; i < 160_000; i++) {
            names.add(file(Integer.toString(i), metadata, bytes));
        }
        var reader = squashfs(deep(20, names));
        assertThat(mapped(reader)).isLessThan(512 * MIB);
        assertThatThrownBy(() -> reader.layout(Task.silent())).isInstanceOf(FormatException.class);
    }

    @Test
    void manyNamesFarDownInAnIso() throws IOException {
        var out = new ByteArrayOutputStream();
        IsoWriter.write(deep(100, files(2_000, new byte[]{1})), IsoOptions.of("DEEP", Instant.EPOCH), out,
                Limits.DEFAULT, Task.silent());
        var reader = new IsoFormat().open(new BytesContent(out.toByteArray()), Limits.DEFAULT);
        assertThat(mapped(reader)).isLessThan(768 * MIB);
    }
}
