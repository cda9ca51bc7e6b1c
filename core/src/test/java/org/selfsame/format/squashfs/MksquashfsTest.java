package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.SquashfsOptions.Times;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Images that are those of mksquashfs, byte for byte.
class MksquashfsTest {
    @TempDir
    private static Path directory;
    private static Mksquashfs installed = new Mksquashfs("", List.of(), "", Path.of(""));

    @BeforeAll
    static void makeTree() throws IOException {
        installed = Mksquashfs.installed();
        IdentityTree.create(directory.resolve("tree"));
        Files.writeString(directory.resolve("sort"), IdentityTree.SORT);
    }

    /// mksquashfs makes an image of the tree; the tree in that image is written by us.
    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp gzip -b 1M", "-comp lz4", "-noI -noD -noF -noX -no-exports",
            "-comp lz4 -sort sort -b 8192 -tailends", "-comp xz", "-comp xz -b 1048576 -Xdict-size 1048576 -Xbcj x86"})
    void givesTheSameBytes(String arguments) throws IOException {
        assertSame(arguments);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-b 4096 -Xcompression-level 1", "-comp lz4 -b 1M", "-comp lz4 -b 4096", "-noId", "-noD",
            "-noF -no-xattrs", "-tailends", "-tailends -b 4096", "-no-fragments", "-no-exports -all-root",
            "-no-duplicates -nopad", "-sort sort", "-comp xz -Xbcj x86",
            "-comp xz -Xdict-size 8192", "-comp xz -b 1M -Xdict-size 786432 -tailends"})
    void givesTheSameBytesWithOtherOptions(String arguments) throws IOException {
        assertSame(arguments);
    }

    /// The same libzstd as the installed mksquashfs has.
    @ParameterizedTest
    @ValueSource(strings = {"-comp zstd", "-comp zstd -b 1M -Xcompression-level 3"})
    void givesTheSameBytesWithTheSameZstd(String arguments) throws IOException {
        assertSame(arguments);
    }

    private static void assertSame(String arguments) throws IOException {
        installed.assertMakesTheSame(directory, directory.resolve("tree"), Mksquashfs.words(arguments),
                IdentityTree.PSEUDO);
    }

    /// Here the tree comes from tar, which knows no sockets, and not from our reader.
    @Test
    void givesTheSameBytesForAnArchive() throws IOException {
        Tool.require("tar");
        var tree = directory.resolve("archived");
        Tool.run(directory, "cp", "-a", directory.resolve("tree").toString(), tree.toString());
        Files.delete(tree.resolve("socket"));
        Files.delete(tree.resolve("pipe-2"));
        Tool.run(directory, "tar", "-C", tree.toString(), "-cf", "tree.tar", ".");
        var arguments = List.of("-no-xattrs");
        var theirs = installed.image(directory, tree, arguments, List.of());
        try (var content = FileContent.open(directory.resolve("tree.tar"))) {
            var read = new TarFormat().open(content, Limits.DEFAULT).tree();
            var options = Mksquashfs.options(directory, arguments).with().times(new Times.NotAfter(Mksquashfs.EPOCH))
                    .build();
            assertThat(Mksquashfs.write(directory, read, options, Encoders.of(options))).hasSameBinaryContentAs(theirs);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 9, 1", "6, 2000, 4", "3, 4000, 1"})
    void givesTheSameBytesForAttributes(int files, int attributes, int repeated) throws IOException {
        Tool.require("sqfstar");
        installed.assertStoresAttributesTheSame(directory, files, attributes, repeated);
    }

    @Test
    void allTimesAreTheSame() throws IOException {
        var tree = directory.resolve("tree/names");
        var theirs = installed.image(directory, tree, List.of(), List.of("-all-time", "1500000000"));
        try (var content = FileContent.open(installed.image(directory, tree, List.of(), List.of()))) {
            var options = Mksquashfs.options(directory, List.of()).with()
                    .times(new Times.All(Instant.ofEpochSecond(1_500_000_000))).build();
            assertThat(Mksquashfs.write(directory, new SquashfsFormat().open(content, Limits.DEFAULT).tree(), options,
                    Encoders.of(options)))
                    .hasSameBinaryContentAs(theirs);
        }
    }

    /// A whole system, or what of it is installed here: some 36,000 inodes and 400 MB.
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp lz4", "-comp gzip -b 1M -sort sort", "-comp zstd", "-comp xz"})
    void givesTheSameBytesForASystem(String arguments) throws IOException {
        Tool.require("tar");
        Tool.run(directory, "bash", "-c", "test -d system || { mkdir system && cd / && find usr/share usr/lib -xdev"
                + " -size -900k -print0 | LC_ALL=C sort -z | head -z -n 36000 | tar --null --no-recursion -T - -c"
                + " | tar -x -C '" + directory + "/system'; }");
        installed.assertMakesTheSame(directory, directory.resolve("system"),
                Mksquashfs.words(arguments + " -no-xattrs"),
                List.of());
    }
}
