package org.selfsame.format.squashfs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Images of the mksquashfs of other Debian releases, byte for byte.
@Tag("slow")
class OtherMksquashfsTest {
    private static final List<String> OPTIONS = List.of("-comp gzip", "-comp gzip -b 1M", "-comp lz4", "-comp xz",
            "-comp zstd", "-comp zstd -b 1M -Xcompression-level 3", "-comp xz -b 1M -Xdict-size 1048576 -Xbcj x86",
            "-noI -noD -noF -noX -no-exports", "-noId", "-comp lz4 -sort sort -b 8192 -tailends",
            "-b 4096 -Xcompression-level 1", "-tailends", "-tailends -b 4096", "-no-fragments",
            "-all-root -no-xattrs", "-no-duplicates -nopad", "-sort sort");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeTree() throws IOException {
        IdentityTree.create(directory.resolve("tree"));
    }

    @TestFactory
    Stream<DynamicTest> giveTheSameBytes() throws IOException {
        var others = Mksquashfs.others().toList();
        assumeTrue(!others.isEmpty(), "SELFSAME_MKSQUASHFS names no unpacked packages: see .ci/run");
        return others.stream().flatMap(other -> OPTIONS.stream().map(options -> DynamicTest.dynamicTest(
                other + " " + options, () -> other.assertMakesTheSame(directory, directory.resolve("tree"),
                        Mksquashfs.words(options), IdentityTree.PSEUDO))));
    }
}
