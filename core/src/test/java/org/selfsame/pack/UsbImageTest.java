package org.selfsame.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// Images for USB sticks, judged by sgdisk, fsck.fat and our readers.
class UsbImageTest {
    private static final Instant TIME = Instant.parse("2025-06-07T08:09:10Z");

    @TempDir
    private Path directory;

    private static Tree tree(Entry... more) {
        var random = new byte[1_500_000];
        new Random(1).nextBytes(random);
        var metadata = Metadata.builder().modified(TIME).build();
        var efi = MemoryTree.file(Name.of("BOOTX64.EFI"), metadata, new BytesContent(random));
        var boot = MemoryTree.directory(Name.of("BOOT"), metadata, List.of(efi));
        var readme = MemoryTree.file(Name.of("a file with a long name.txt"), metadata,
                new BytesContent("hello".getBytes(StandardCharsets.UTF_8)));
        var all = new ArrayList<Entry>(List.of(more));
        all.add(MemoryTree.directory(Name.of("EFI"), metadata, List.of(boot)));
        all.add(readme);
        return new Tree(MemoryTree.directory(Name.of(""), metadata, all));
    }

    private static byte[] image(Tree tree) throws IOException {
        var out = new ByteArrayOutputStream();
        UsbImage.write(tree, UsbImage.Options.of(UsbImage.usualSize(tree), TIME, "STICK", 0x1234abcd), out,
                Task.silent());
        return out.toByteArray();
    }

    @Test
    void holdsTheTree() throws IOException {
        byte[] bytes = image(tree());
        assertThat(bytes.length).isEqualTo(12 << 20);
        var disk = new DiskFormat().open(new BytesContent(bytes), Limits.DEFAULT);
        assertThat(Parts.codes(disk)).isEmpty();
        var partition = Parts.file(disk, "gpt-1");
        var fat = new FatFormat().open(partition.file().content(), Limits.DEFAULT);
        assertThat(Parts.codes(fat)).isEmpty();
        assertThat(names(fat.tree())).isEqualTo(names(tree()));
        assertThat(Parts.facts(disk)).containsEntry("disk.gpt.1.name", "STICK");
        assertThat(image(tree())).isEqualTo(bytes);
    }

    private static List<String> names(Tree tree) throws IOException {
        return TreeLines.of(tree).stream().map(line -> line.replaceAll("\\|.*\\|", "|")).toList();
    }

    @Test
    void isSoundToTools() throws IOException {
        Tool.require("sgdisk", "fsck.fat", "mdir");
        var image = Files.write(directory.resolve("usb.img"), image(tree()));
        assertThat(Tool.run(directory, "sgdisk", "-v", image.toString()).out()).contains("No problems found");
        byte[] bytes = Files.readAllBytes(image);
        var volume = Files.write(directory.resolve("fat.img"), Arrays.copyOfRange(bytes, 1 << 20, 11 << 20));
        Tool.run(directory, "fsck.fat", "-n", volume.toString());
        assertThat(Tool.run(directory, "mdir", "-i", image + "@@1M", "::EFI/BOOT").out()).contains("BOOTX64");
    }

    @Test
    void refusesWhatFatCannotHold() {
        var link = new Entry.Symlink(Name.of("link"), Metadata.NONE, Name.of("EFI"));
        assertThatThrownBy(() -> image(tree(link))).isInstanceOf(NotStorableException.class)
                .hasMessageContaining("/link");
        assertThatThrownBy(() -> UsbImage.write(tree(), UsbImage.Options.of(3 << 20, TIME, "", 0),
                new ByteArrayOutputStream(), Task.silent())).isInstanceOf(IOException.class);
    }
}
