package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Writes trees, with unsquashfs, the kernel and our own reader as judges.
class SquashfsWriterTest {
    private static final Instant TIME = Instant.parse("2026-11-24T01:02:03Z");
    private static final SquashfsOptions OPTIONS = SquashfsOptions.of(TIME);

    @TempDir
    private static Path directory;
    private static Path sample;

    @BeforeAll
    static void makeTree() throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        var tree = SampleTree.create(directory.resolve("tree"), 400);
        sample = directory.resolve("sample.sqfs");
        var command = new ArrayList<>(List.of("mksquashfs", tree.toString(), sample.toString(), "-noappend", "-quiet",
                "-no-progress", "-comp", "zstd"));
        command.addAll(List.of(SampleTree.PSEUDO));
        Tool.run(directory, command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesWhatItRead(boolean compressed) throws IOException {
        try (var original = FileContent.open(sample)) {
            var expected = new SquashfsFormat().open(original, Limits.DEFAULT);
            var image = write(expected.tree(), compressed);
            try (var content = FileContent.open(image)) {
                var reader = new SquashfsFormat().open(content, Limits.DEFAULT);
                assertThat(description(reader)).isEqualTo(description(expected));
                Judge.assertSameListing(image, reader.tree());
                Judge.assertSameFiles(directory.resolve("tree"), reader.tree(), true);
                assertThat(reader.anomalies(Task.silent())).isEmpty();
                assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
            }
        }
    }

    @Test
    void unsquashfsExtractsIt() throws IOException {
        try (var original = FileContent.open(sample)) {
            var image = write(new SquashfsFormat().open(original, Limits.DEFAULT).tree(), true);
            var extracted = directory.resolve("extracted");
            Tool.run(directory, "unsquashfs", "-q", "-n", "-d", extracted.toString(), image.toString());
            try (var content = FileContent.open(image)) {
                Judge.assertSameFiles(extracted, new SquashfsFormat().open(content, Limits.DEFAULT).tree(), true);
            }
        }
    }

    @Test
    void theKernelReadsIt() throws IOException {
        try (var original = FileContent.open(sample)) {
            var image = write(new SquashfsFormat().open(original, Limits.DEFAULT).tree(), true);
            var mount = Files.createDirectories(directory.resolve("mount"));
            var result = Tool.tryRun(directory, Map.of(), "mount", "-o", "loop,ro", image.toString(),
                    mount.toString());
            assumeTrue(result.exit() == 0, () -> "cannot mount here: " + result.err());
            try (var content = FileContent.open(image)) {
                Judge.assertSameFiles(mount, new SquashfsFormat().open(content, Limits.DEFAULT).tree(), true);
            } finally {
                Tool.run(directory, "umount", mount.toString());
            }
        }
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        try (var original = FileContent.open(sample)) {
            var tree = new SquashfsFormat().open(original, Limits.DEFAULT).tree();
            assertThat(write(tree, true)).hasSameBinaryContentAs(write(tree, true));
        }
    }

    @Test
    void storesAllXattrPrefixesAndLargeDevices() throws IOException {
        var xattrs = new TreeMap<Name, byte[]>();
        xattrs.put(Name.of("security.capability"), new byte[]{1, 0, 0, 2});
        xattrs.put(Name.of("trusted.overlay.opaque"), new byte[]{'y'});
        xattrs.put(Name.of("user.empty"), new byte[0]);
        var metadata = Metadata.builder().permissions(04755).owner(70_000, 4_000_000_000L).modified(TIME)
                .xattrs(xattrs).build();
        var device = new Entry.Device(Name.of("device"), metadata, false, 4000, 1_000_000);
        var link = new Entry.Symlink(Name.of("link"), metadata, Name.of("target"));
        var image = write(new Tree(MemoryTree.directory(Name.of(""), metadata, List.of(device, link))), true);
        try (var content = FileContent.open(image)) {
            var children = new SquashfsFormat().open(content, Limits.DEFAULT).tree().root().children();
            assertThat(children).hasSize(2);
            assertThat(children.getFirst()).isInstanceOfSatisfying(Entry.Device.class, read -> {
                assertThat(read.major()).isEqualTo(4000);
                assertThat(read.minor()).isEqualTo(1_000_000);
                assertThat(read.metadata().owner()).isEqualTo(new Metadata.Owner(70_000, 4_000_000_000L));
                assertThat(read.metadata().permissions()).isEqualTo(04755);
                assertThat(read.metadata().xattrs().keySet()).isEqualTo(xattrs.keySet());
                assertThat(read.metadata().xattrs().get(Name.of("security.capability"))).containsExactly(1, 0, 0, 2);
            });
            assertThat(children.getLast().metadata().modified()).isEqualTo(TIME);
        }
    }

    private static Path write(Tree tree, boolean compressed) throws IOException {
        var image = Files.createTempFile(directory, "written", ".sqfs");
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel, compressed ? OPTIONS : OPTIONS.with().uncompressed().build(),
                    Task.silent());
        }
        return image;
    }

    private static List<String> description(Reader reader) throws IOException {
        var lines = new ArrayList<String>();
        Walk.of(reader.tree(), Limits.DEFAULT, (path, entry) -> {
            var metadata = entry.metadata();
            var xattrs = new StringBuilder();
            metadata.xattrs().forEach((name, value) -> xattrs.append(name).append('=')
                    .append(new String(value, StandardCharsets.ISO_8859_1)));
            lines.add(path + " " + metadata.permissions() + " " + metadata.owner() + " " + metadata.modified() + " "
                    + metadata.links() + " " + xattrs + (entry instanceof Entry.Symlink link ? link.target() : "")
                    + (entry instanceof Entry.Device device ? device.major() + ":" + device.minor() : ""));
        });
        return lines;
    }
}
