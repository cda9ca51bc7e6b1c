package org.selfsame.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.fat.FatOptions;
import org.selfsame.format.fat.FatWriter;
import org.selfsame.format.iso9660.BootImage;
import org.selfsame.format.iso9660.ElTorito;
import org.selfsame.format.iso9660.Hybrid;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Damaged images: each is made again, or not, or a rule that it breaks is named. Nothing else is thrown.
class RepackerFuzzTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_600_000_000);
    private static final int[] TELLING = {0x00, 0x01, 0x05, 0x7f, 0x80, 0xff};
    private static final int ROUNDS = 250;

    private static Entry.File file(String name, int size) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return MemoryTree.file(Name.of(name), Metadata.builder().modified(TIME).build(), new BytesContent(bytes));
    }

    private static Tree tree() {
        return new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE,
                List.of(MemoryTree.directory(Name.of("d"), Metadata.NONE, List.of(file("e", 5000))), file("efi", 600),
                        file("f", 70))));
    }

    /// @param head bytes at the start in which most of the damage is
    private static void exercise(byte[] seed, int head) throws IOException {
        assertThat(Repacker.repack(new BytesContent(seed), null, false, Task.silent()).isEqual()).isTrue();
        var dice = new Random(seed.length);
        int made = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var bytes = seed.clone();
            for (int changes = 1 + dice.nextInt(3); changes > 0; changes--) {
                int at = dice.nextInt(dice.nextBoolean() ? head : bytes.length);
                int end = Math.min(bytes.length, at + 1 + dice.nextInt(4));
                Arrays.fill(bytes, at, end, (byte) TELLING[dice.nextInt(TELLING.length)]);
            }
            try {
                Repacker.repack(new BytesContent(bytes), null, true, Task.silent());
                made++;
            } catch (FormatException _) {
                // as it should be
            }
        }
        assertThat(made).as("images that were not broken").isPositive();
    }

    @Test
    void squashfs(@TempDir Path directory) throws IOException {
        Tool.require("mksquashfs");
        Files.writeString(Files.createDirectories(directory.resolve("t/d")).resolve("f"), "text ".repeat(300));
        Files.write(directory.resolve("t/g"), new byte[9000]);
        Tool.run(directory, "mksquashfs", "t", "image", "-quiet", "-no-progress", "-nopad", "-b", "4096", "-comp",
                "lz4");
        exercise(Files.readAllBytes(directory.resolve("image")), 110);
    }

    @Test
    void fat() throws IOException {
        var out = new ByteArrayOutputStream();
        FatWriter.write(tree(), FatOptions.builder(TIME).size(64 << 10).build(), out, Task.silent());
        exercise(out.toByteArray(), 64);
    }

    @Test
    void iso() throws IOException {
        var out = new ByteArrayOutputStream();
        var boot = new ElTorito("boot.cat", List.of(BootImage.efi("efi")));
        var options = IsoOptions.builder("VOLUME", TIME).boot(boot).hybrid(Hybrid.of(Hybrid.Loader.NONE,
                new BytesContent("".getBytes(StandardCharsets.US_ASCII)), Hybrid.Table.GPT)).build();
        IsoWriter.write(tree(), options, out, Limits.DEFAULT, Task.silent());
        exercise(out.toByteArray(), 42 << 10);
    }
}
