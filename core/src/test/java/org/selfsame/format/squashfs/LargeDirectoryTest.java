package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// A directory of 300,000 names.
class LargeDirectoryTest {
    private static final int NAMES = 300_000;

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
}
