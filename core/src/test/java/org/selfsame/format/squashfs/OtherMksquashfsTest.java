package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.FileContent;
import org.selfsame.pack.Repack;
import org.selfsame.pack.Repacker;
import org.selfsame.task.Task;

/// Images of the mksquashfs of several Debian releases, byte for byte.
@Tag("slow")
class OtherMksquashfsTest {
    private static final List<String> OPTIONS = List.of("-comp gzip", "-comp gzip -b 1M", "-comp lz4", "-comp xz",
            "-comp zstd", "-comp zstd -b 1M -Xcompression-level 3", "-comp xz -b 1M -Xdict-size 1048576 -Xbcj x86",
            "-noI -noD -noF -noX -no-exports", "-noId", "-comp lz4 -sort sort -b 8192 -tailends",
            "-b 4096 -Xcompression-level 1", "-tailends", "-tailends -b 4096", "-no-fragments",
            "-all-root -no-xattrs", "-no-duplicates -nopad", "-sort sort");
    private static final List<String> SHARING = List.of("", "-tailends", "-no-fragments", "-sort sort",
            "-sort sort -tailends", "-no-duplicates -tailends -sort sort");
    private static final int SEEDS = 8;

    @TempDir
    private static Path directory;

    @TestFactory
    Stream<DynamicTest> giveTheSameBytes() throws IOException {
        var others = Mksquashfs.others().toList();
        assumeTrue(!others.isEmpty(), "SELFSAME_MKSQUASHFS names no unpacked packages: see .ci/run");
        var work = Files.createDirectories(directory.resolve("identity"));
        IdentityTree.create(work.resolve("tree"));
        Files.writeString(work.resolve("sort"), IdentityTree.SORT);
        return others.stream().flatMap(other -> OPTIONS.stream().map(options -> DynamicTest.dynamicTest(
                other + " " + options, () -> other.assertMakesTheSame(work, work.resolve("tree"),
                        Mksquashfs.words(options), IdentityTree.PSEUDO))));
    }

    /// Files that share blocks and ends in every way, by the installed mksquashfs too. Not with `-tailends` by 4.5 and 4.6:
    /// where a file has the blocks of another one and its end closes a fragment block, they damage that block.
    @TestFactory
    Stream<DynamicTest> shareTheSame() throws IOException {
        var all = new ArrayList<>(List.of(Mksquashfs.installed()));
        all.addAll(Mksquashfs.others().toList());
        var tests = new ArrayList<DynamicTest>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var work = Files.createDirectories(directory.resolve("seed-" + seed));
            EqualPartsTree.create(work.resolve("tree"), work.resolve("sort"), seed);
            for (var program : all) {
                for (var options : SHARING) {
                    if (program.release() == SquashfsOptions.Release.R4_5 && options.contains("-tailends")
                            && !options.contains("-no-duplicates")) {
                        continue;
                    }
                    tests.add(DynamicTest.dynamicTest(seed + " " + program + " " + options,
                            () -> program.assertMakesTheSame(work, work.resolve("tree"),
                                    Mksquashfs.words("-comp lz4 -b 4096 " + options), List.of())));
                }
            }
        }
        return tests.stream();
    }

    /// There is no sqfstar before 4.5.
    @TestFactory
    Stream<DynamicTest> storeAttributesTheSame() throws IOException {
        return Mksquashfs.others().filter(other -> other.release() != SquashfsOptions.Release.R4_4).map(
                other -> DynamicTest.dynamicTest(other.toString(), () -> {
                    other.assertStoresAttributesTheSame(directory, 200, 9, 1);
                    other.assertStoresAttributesTheSame(directory, 6, 2000, 4);
                }));
    }

    /// What is read off an image leads to its bytes.
    @TestFactory
    Stream<DynamicTest> areMadeAgain() throws IOException {
        var all = new ArrayList<>(List.of(Mksquashfs.installed()));
        all.addAll(Mksquashfs.others().toList());
        var tests = new ArrayList<DynamicTest>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var work = Files.createDirectories(directory.resolve("again-" + seed));
            EqualPartsTree.create(work.resolve("tree"), work.resolve("sort"), seed);
            for (var program : all) {
                for (var options : List.of("", "-sort sort", "-no-fragments -sort sort")) {
                    tests.add(DynamicTest.dynamicTest(seed + " " + program + " " + options, () -> {
                        var image = program.image(work, work.resolve("tree"),
                                Mksquashfs.words("-comp gzip -b 4096 -no-xattrs " + options), List.of());
                        try (var content = FileContent.open(image)) {
                            var repack = Repacker.repack(content, null, false, Task.silent());
                            assertThat(repack.outcome()).as(repack.toString()).isEqualTo(new Repack.Outcome.Equal());
                        }
                    }));
                }
            }
        }
        return tests.stream();
    }
}
