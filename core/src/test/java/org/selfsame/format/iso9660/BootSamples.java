package org.selfsame.format.iso9660;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Trees with boot loaders of Debian packages, and images of them.
final class BootSamples {
    static final Instant TIME = Instant.parse("2025-06-07T08:09:10Z");
    static final ElTorito ISOLINUX = new ElTorito("isolinux/boot.cat",
            List.of(BootImage.isolinux("isolinux/isolinux.bin")));
    static final ElTorito ISOLINUX_AND_EFI = new ElTorito("isolinux/boot.cat",
            List.of(BootImage.isolinux("isolinux/isolinux.bin"), BootImage.efi("boot/efi.img")));
    static final ElTorito ISOLINUX_AND_APPENDED = new ElTorito("isolinux/boot.cat",
            List.of(BootImage.isolinux("isolinux/isolinux.bin"), BootImage.appendedEfi()));

    private BootSamples() {}

    static byte[] isolinux() throws IOException {
        return Files.readAllBytes(Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux"));
    }

    static Content isohdpfx() throws IOException {
        return bytes(Tool.requireFile("/usr/lib/ISOLINUX/isohdpfx.bin", "isolinux"));
    }

    static Content grubHybrid() throws IOException {
        return bytes(Tool.requireFile("/usr/lib/grub/i386-pc/boot_hybrid.img", "grub-pc-bin"));
    }

    private static Content bytes(Path file) throws IOException {
        return new BytesContent(Files.readAllBytes(file));
    }

    /// A FAT file system of a megabyte with one file.
    static byte[] fat(Path directory) throws IOException {
        Tool.require("mkfs.fat", "mcopy");
        var image = directory.resolve("fat.img");
        Tool.run(directory, "mkfs.fat", "-C", "--invariant", image.toString(), "1024");
        Files.write(directory.resolve("BOOTX64.EFI"), new byte[5_000]);
        Tool.run(directory, "mcopy", "-i", image.toString(), "BOOTX64.EFI", "::");
        return Files.readAllBytes(image);
    }

    static Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(IsoImages.TIME).build();
    }

    static Entry.File file(String name, byte[] bytes) {
        return MemoryTree.file(Name.of(name), metadata(0644), new BytesContent(bytes));
    }

    static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), metadata(0755), List.of(children));
    }

    /// isolinux, a FAT file system, and files around them.
    static Tree tree(byte[] isolinux, byte[] fat) {
        var live = new ArrayList<Entry>();
        for (int size : new int[]{0, 1, 2048, 100_000}) {
            var bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            live.add(file("file-" + size, bytes));
        }
        return new Tree(directory("",
                directory("boot", file("efi.img", fat)),
                directory("isolinux", file("isolinux.bin", isolinux), file("isolinux.cfg", "default x\n".getBytes(
                        StandardCharsets.UTF_8))),
                MemoryTree.directory(Name.of("live"), metadata(0755), live)));
    }

    static IsoOptions.Builder options(ElTorito boot) {
        return IsoOptions.builder("BOOT SAMPLE", TIME).boot(boot);
    }

    static Path write(Path image, Tree tree, IsoOptions options) throws IOException {
        try (var out = Files.newOutputStream(image)) {
            IsoWriter.write(tree, options, out, Limits.DEFAULT, Task.silent());
        }
        return image;
    }

    static byte[] bytes(Tree tree, String path) throws IOException {
        Content content = ((Entry.File) tree.find(path).orElseThrow()).content();
        return content.bytes(0, (int) content.size());
    }
}
