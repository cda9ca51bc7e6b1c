package org.selfsame.format.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// Empty volumes of many sizes, judged by mkfs.fat.
class FatGeometryTest {
    private static final Tree EMPTY = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
    private static final List<Integer> FLOPPIES = List.of(360, 720, 1200, 1440, 2880);

    @TempDir
    private Path directory;

    @Test
    void isThatOfMkfsForFloppiesAndSmallDisks() throws IOException {
        var sizes = new ArrayList<>(FLOPPIES);
        sizes.addAll(List.of(100, 2048, 4097, 8300));
        for (int kib : sizes) {
            assertSame(kib, 0, 0);
        }
    }

    @Test
    @Tag("slow")
    void isThatOfMkfsForAnySizeAndOptions() throws IOException {
        var sizes = new ArrayList<>(FLOPPIES);
        sizes.addAll(List.of(1023, 1025, 4096, 8193, 16384, 32769, 65536, 131073, 262145, 516097, 524287, 524288));
        var random = new Random(26);
        for (int i = 0; i < 40; i++) {
            sizes.add(64 + random.nextInt(1 << random.nextInt(8, 17)));
        }
        for (int kib : sizes) {
            for (int bits : new int[]{0, 12, 16, 32}) {
                assertSame(kib, bits, 0);
                assertSame(kib, bits, 1 << random.nextInt(8));
            }
        }
    }

    private void assertSame(int kib, int bits, int clusterSectors) throws IOException {
        Tool.require("mkfs.fat");
        var made = directory.resolve("made.img");
        Files.deleteIfExists(made);
        var command = new ArrayList<>(List.of("mkfs.fat", "-C", "--invariant", "-i", "00000001", "-n", "LABEL"));
        var options = FatOptions.builder(Instant.ofEpochSecond(1)).size(kib * 1024L).label("LABEL").wholeTracks(true)
                .labelTime(Instant.parse("2015-03-14T09:26:53Z")).clusterSectors(clusterSectors);
        if (bits > 0) {
            command.addAll(List.of("-F", Integer.toString(bits)));
            options.type(FatType.valueOf("FAT" + bits));
        }
        if (clusterSectors > 0) {
            command.addAll(List.of("-s", Integer.toString(clusterSectors)));
        }
        command.addAll(List.of(made.toString(), Integer.toString(kib)));
        var ours = directory.resolve("ours.img");
        if (Tool.tryRun(directory, Map.of(), command.toArray(String[]::new)).exit() != 0) {
            assertThatThrownBy(() -> write(ours, options)).as("%s", command).isInstanceOf(NotStorableException.class);
            return;
        }
        options.bootCode(new BytesContent(bootCode(made)));
        write(ours, options);
        assertThat(Files.mismatch(ours, made)).as("%s", command).isEqualTo(-1);
    }

    private static void write(Path image, FatOptions.Builder options) throws IOException {
        try (var out = Files.newOutputStream(image)) {
            FatWriter.write(EMPTY, options.build(), out, Task.silent());
        }
    }

    private static byte[] bootCode(Path image) throws IOException {
        try (var in = Files.newInputStream(image)) {
            var boot = in.readNBytes(512);
            boolean wide = boot[22] == 0 && boot[23] == 0;
            return Arrays.copyOfRange(boot, wide ? 90 : 62, 510);
        }
    }
}
