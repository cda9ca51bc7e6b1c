package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Directories of 300,000 names, real and hostile ones.
class LargeDirectoryTest {
    private static final int NAMES = 300_000;
    private static final long MIB = 1L << 20;

    @TempDir
    private static Path directory;
    private static Path image = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        var metadata = Metadata.builder().permissions(0644).owner(0, 0).modified(Mksquashfs.EPOCH).build();
        var files = new ArrayList<Entry>();
        for (int i = 0; i < NAMES; i++) {
            files.add(MemoryTree.file(Name.of("name-%07d".formatted(i)), metadata, new BytesContent(new byte[0])));
        }
        var outer = Metadata.builder().permissions(0755).owner(0, 0).modified(Mksquashfs.EPOCH).build();
        var tree = new Tree(MemoryTree.directory(Name.of(""), outer,
                List.of(MemoryTree.directory(Name.of("many"), outer, files))));
        var options = SquashfsOptions.of(Mksquashfs.EPOCH).with().compressor(SquashfsCompressor.GZIP).build();
        image = Mksquashfs.write(directory, tree, options, Encoders.of(options));
    }

    @Test
    void isReadByUs() throws IOException {
        try (var content = FileContent.open(image)) {
            var root = new SquashfsFormat().open(content, Limits.DEFAULT).tree().root();
            assertThat(root.children()).singleElement().isInstanceOfSatisfying(Entry.Directory.class, many -> {
                assertThat(names(many)).hasSize(NAMES).isSorted().startsWith("name-0000000").endsWith("name-0299999");
            });
        }
    }

    @Test
    void noImageIsLargeEnoughForMoreThanFourTimesAsMany() throws IOException {
        var limits = new Limits(10, 1_000_000, 256 * 50_000, 64 * MIB);
        try (var content = FileContent.open(image)) {
            var many = (Entry.Directory) new SquashfsFormat().open(content, limits).tree().root().children().getFirst();
            assertThatThrownBy(many::children).isInstanceOf(FormatException.class)
                    .hasMessageContaining("more than 200000 entries");
        }
    }

    private static List<String> names(Entry.Directory directory) {
        try {
            return directory.children().stream().map(child -> child.name().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isReadByTheKernel() throws IOException {
        var mount = Files.createDirectories(directory.resolve("mount"));
        var result = Tool.tryRun(directory, Map.of(), "mount", "-o", "loop,ro", image.toString(), mount.toString());
        assumeTrue(result.exit() == 0, () -> "cannot mount here: " + result.err());
        try (var names = Files.list(mount.resolve("many"))) {
            assertThat(names.count()).isEqualTo(NAMES);
            // by the index
            assertThat(mount.resolve("many/name-0299999")).isEmptyFile();
        } finally {
            Tool.run(directory, "umount", mount.toString());
        }
    }

    @Tag("slow")
    @Test
    void isThatOfMksquashfs() throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        var tree = directory.resolve("tree");
        Tool.run(directory, "unsquashfs", "-quiet", "-no-progress", "-d", tree.toString(), image.toString());
        assertThat(Mksquashfs.installed().image(directory, tree, List.of("-comp", "gzip"), List.of()))
                .hasSameBinaryContentAs(image);
    }

    /// 300,000 times one name. That listing is some MiB, and less than a byte a name as it is stored.
    @Test
    void listingsThatCostNothingAreRefused() throws IOException {
        var file = directory.resolve("hostile");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeHostile(new ImageOutput(channel, null));
        }
        assertThat(Files.size(file)).isLessThan(NAMES / 4);
        try (var content = FileContent.open(file)) {
            var root = new SquashfsFormat().open(content, Limits.DEFAULT).tree().root();
            assertThat(Allocations.of(() -> assertThatThrownBy(root::children).isInstanceOf(FormatException.class)
                    .hasMessageMatching(".*a directory of more than 2[678][0-9]{4} entries"))).isLessThan(128 * MIB);
        }
    }

    private static void writeHostile(ImageOutput output) throws IOException {
        var options = SquashfsOptions.of(Mksquashfs.EPOCH).with().compressor(SquashfsCompressor.GZIP).build();
        try (var encoder = Encoders.of(options).metadata()) {
            var inodes = new MetadataOutput(encoder);
            var listings = new MetadataOutput(encoder);
            inodes.write(new Encoder().u16(InodeType.FIFO.number(false)).u16(0644).u16(0).u16(0).u32(0).u32(1).u32(1)
                    .toBytes());
            int size = 0;
            for (int i = 0; i < NAMES; i += 256) {
                var run = new Encoder().u32(255).u32(0).u32(1);
                for (int k = 0; k < 256; k++) {
                    run.u16(0).u16(0).u16(InodeType.FIFO.number(false)).u16(0).bytes(new byte[]{'n'});
                }
                listings.write(run.toBytes());
                size += run.size();
            }
            long root = inodes.reference();
            inodes.write(new Encoder().u16(InodeType.DIRECTORY.number(true)).u16(0755).u16(0).u16(0).u32(0).u32(2)
                    .u32(2).u32(size + 3L).u32(0).u32(3).u16(0).u16(0).u32(Inode.NO_XATTR).toBytes());
            output.write(new byte[Superblock.SIZE]);
            long inodeStart = inodes.writeTable(output);
            long directoryStart = listings.writeTable(output);
            var ids = new IdOutput();
            ids.number(0);
            long fragmentStart = output.position();
            long idStart = ids.write(new MetadataOutput(encoder), output);
            output.finish(4096, new Encoder().u32(Superblock.MAGIC).u32(2).u32(0).u32(options.blockSize()).u32(0)
                    .u16(1).u16(17).u16(0).u16(1).u16(4).u16(0).i64(root).i64(output.position()).i64(idStart)
                    .i64(Superblock.ABSENT).i64(inodeStart).i64(directoryStart).i64(fragmentStart)
                    .i64(Superblock.ABSENT).toBytes());
        }
    }
}
