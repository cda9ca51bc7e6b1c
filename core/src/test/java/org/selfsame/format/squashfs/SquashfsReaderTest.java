package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Reads what mksquashfs, gensquashfs and tar2sqfs write, with unsquashfs as the judge.
class SquashfsReaderTest {
    @TempDir
    private static Path directory;
    private static Path tree;

    @BeforeAll
    static void makeTree() throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        tree = SampleTree.create(directory.resolve("tree"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp lzma", "-comp lzo -b 4K", "-comp xz -Xbcj x86 -b 1M", "-comp lz4",
            "-comp lz4 -Xhc -b 4K", "-comp zstd", "-comp zstd -Xcompression-level 3 -b 1M",
            "-comp gzip -b 4K -Xcompression-level 1 -Xwindow-size 9 -Xstrategy default,huffman_only",
            "-comp gzip -noI -noD -noF -noX", "-comp gzip -noI -noId", "-comp gzip -no-fragments -no-exports",
            "-comp gzip -always-use-fragments -b 1M", "-comp gzip -tailends -b 4K", "-comp gzip -no-duplicates -nopad",
            "-comp zstd -no-sparse", "-comp lzo -Xalgorithm lzo1x_1 -b 1M",
            "-comp xz -Xdict-size 8K -b 64K"})
    void readsWhatMksquashfsWrites(String options) throws IOException {
        check(mksquashfs(options), true);
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("allCombinations")
    void readsEveryCombination(String options) throws IOException {
        check(mksquashfs(options), true);
    }

    static List<String> allCombinations() {
        var all = new ArrayList<String>();
        for (var codec : List.of("gzip", "lzma", "lzo", "xz", "xz -Xbcj x86", "lz4", "zstd -Xcompression-level 3")) {
            for (var block : List.of("4K", "128K", "1M")) {
                for (var more : List.of("", "-noI", "-noD", "-noF", "-noX", "-noI -noD -noF -noX", "-no-fragments",
                        "-always-use-fragments", "-no-exports")) {
                    all.add("-comp " + codec + " -b " + block + " " + more);
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "lzma", "zstd"})
    void readsWhatGensquashfsWrites(String codec) throws IOException {
        Tool.require("gensquashfs");
        var image = directory.resolve("gen.sqfs");
        Tool.run(directory, "gensquashfs", "-f", "-q", "-x", "-k", "-c", codec, "-e", "-D", tree.toString(),
                image.toString());
        check(image, false);
    }

    @Test
    void readsWhatTar2sqfsWrites() throws IOException {
        Tool.require("tar2sqfs", "tar");
        var tar = directory.resolve("tree.tar");
        Tool.run(directory, "tar", "--xattrs", "--exclude=socket", "-C", tree.toString(), "-cf", tar.toString(), ".");
        var image = directory.resolve("tar.sqfs");
        Tool.run(directory, "sh", "-c", "tar2sqfs -f -q -c zstd tar.sqfs < tree.tar");
        check(image, true);
    }

    @Test
    void readsADirectoryWithAnIndex() throws IOException {
        var large = Files.createDirectories(directory.resolve("large"));
        for (int i = 0; i < 3000; i++) {
            Files.write(large.resolve("a-rather-long-name-for-an-entry-" + i), new byte[0]);
        }
        var image = directory.resolve("large.sqfs");
        Tool.run(directory, "mksquashfs", large.toString(), image.toString(), "-noappend", "-quiet", "-no-progress");
        try (var content = FileContent.open(image)) {
            var reader = new SquashfsFormat().open(content, Limits.DEFAULT);
            Judge.assertSameListing(image, reader.tree());
            assertThat(reader.anomalies(Task.silent())).isEmpty();
        }
    }

    @Test
    void readsAnImageOfNothing() throws IOException {
        var empty = Files.createDirectories(directory.resolve("nothing"));
        var image = directory.resolve("nothing.sqfs");
        Tool.run(directory, "mksquashfs", empty.toString(), image.toString(), "-noappend", "-quiet", "-no-progress");
        try (var content = FileContent.open(image)) {
            var reader = new SquashfsFormat().open(content, Limits.DEFAULT);
            Judge.assertSameListing(image, reader.tree());
            assertThat(reader.tree().root().children()).isEmpty();
            assertExplained(reader);
        }
    }

    @Test
    void readsWhatUnsquashfsExtracts() throws IOException {
        var image = mksquashfs("-comp gzip");
        var extracted = directory.resolve("extracted");
        Tool.run(directory, "unsquashfs", "-q", "-n", "-d", extracted.toString(), image.toString());
        try (var content = FileContent.open(image)) {
            Judge.assertSameFiles(extracted, new SquashfsFormat().open(content, Limits.DEFAULT).tree(), true);
        }
    }

    @Test
    void statesWhatUnsquashfsStates() throws IOException {
        var image = mksquashfs(
                "-comp xz -b 64K -Xbcj x86,arm -Xdict-size 32K -noX -always-use-fragments -mkfs-time 1700000000");
        try (var content = FileContent.open(image)) {
            var facts = new LinkedHashMap<String, String>();
            new SquashfsFormat().open(content, Limits.DEFAULT).facts()
                    .forEach(fact -> facts.put(fact.name().replace("squashfs.", ""), fact.value()));
            assertThat(facts).containsEntry("compression", "xz").containsEntry("compression.dictionary", "32768")
                    .containsEntry("compression.filters", "x86,arm").containsEntry("block_size", "65536")
                    .containsEntry("mkfs_time", "2023-11-14T22:13:20Z").containsEntry("always_fragments", "yes")
                    .containsEntry("xattrs_compressed", "no").containsEntry("exportable", "yes")
                    .containsEntry("data_compressed", "yes").containsEntry("duplicates_removed", "yes");
            var stated = Tool.run(directory, "unsquashfs", "-s", image.toString()).out();
            assertThat(stated).contains("Number of inodes " + facts.get("inodes") + "\n")
                    .contains("Number of fragments " + facts.get("fragments") + "\n")
                    .contains("Number of ids " + facts.get("ids") + "\n")
                    .contains("Number of xattr ids " + facts.get("xattr_ids") + "\n")
                    .contains("Filesystem size " + facts.get("bytes_used") + " bytes");
        }
    }

    @Test
    void readsFilesOnSeveralThreads() throws Exception {
        var image = mksquashfs("-comp zstd -b 16K");
        try (var content = FileContent.open(image); var threads = Executors.newFixedThreadPool(4)) {
            var reader = new SquashfsFormat().open(content, Limits.DEFAULT);
            var runs = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                runs.add(threads.submit(() -> {
                    Judge.assertSameFiles(tree, reader.tree(), true);
                    return null;
                }));
            }
            for (var run : runs) {
                run.get();
            }
        }
    }

    private static Path mksquashfs(String options) {
        var image = directory.resolve("image.sqfs");
        var command = new ArrayList<>(List.of("mksquashfs", tree.toString(), image.toString(), "-noappend", "-quiet",
                "-no-progress"));
        command.addAll(List.of(options.trim().split(" +")));
        command.addAll(List.of(SampleTree.PSEUDO));
        Tool.run(directory, command.toArray(String[]::new));
        return image;
    }

    private static void check(Path image, boolean exact) throws IOException {
        try (var content = FileContent.open(image)) {
            var reader = new SquashfsFormat().open(content, Limits.DEFAULT);
            Judge.assertSameListing(image, reader.tree());
            Judge.assertSameFiles(tree, reader.tree(), exact);
            assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code, Anomaly::detail).isEmpty();
            assertExplained(reader);
        }
    }

    private static void assertExplained(Reader reader) throws IOException {
        Layout layout = reader.layout(Task.silent());
        assertThat(layout.unknown()).isEmpty();
        assertThat(layout.at(0)).extracting(region -> region.what()).containsExactly("superblock", "superblock.magic");
    }
}
