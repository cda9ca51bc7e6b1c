package org.selfsame.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.fat.FatOptions;
import org.selfsame.format.fat.FatWriter;
import org.selfsame.format.grub.CoreWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// The boot loaders of an image: programs out of locked packages, never ours. A BIOS is started by isolinux from an ISO image
/// and by GRUB from a USB image, an UEFI by GRUB.
final class BootLoaders {
    private static final String MODULES = "usr/lib/syslinux/modules/bios/";
    private static final String ISOLINUX = "usr/lib/ISOLINUX/";
    /// GRUB as one file for media with an ISO 9660 file system: it looks for `/.disk/info`, and reads
    /// `/boot/grub/grub.cfg` beside it.
    private static final String GRUB = "usr/lib/grub/x86_64-efi/monolithic/gcdx64.efi";
    static final String EFI_IMAGE = "boot/grub/efi.img";
    private static final String GRUB_BIOS = "usr/lib/grub/i386-pc/";
    private static final String GRUB_BIOS_PACKAGE = "grub-pc-bin";
    /// What reads a FAT file system in a partition of a GPT, each behind what it needs (`moddep.lst`).
    private static final List<String> CORE_MODULES = List.of("biosdisk", "part_gpt", "fshelp", "fat");
    /// The first partition of the disk that GRUB was started from.
    private static final String PREFIX = "(,gpt1)/boot/grub";
    private static final String EFI_PROGRAM = "EFI/BOOT/BOOTX64.EFI";

    private final PackageSet packages;
    private final Task task;
    private final Map<String, Tree> opened = new HashMap<>();

    BootLoaders(PackageSet packages, Task task) {
        this.packages = packages;
        this.task = task;
    }

    /// isolinux, its modules, and its menu.
    ///
    /// @throws BuildException if a package that holds them is not locked
    /// @throws IOException if one cannot be read
    void isolinux(FileTree image, BootMenu menu, boolean withMenu) throws IOException {
        image.file("isolinux/isolinux.bin", file("isolinux", ISOLINUX + "isolinux.bin"), 0644);
        for (var module : withMenu
                ? List.of("ldlinux.c32", "libcom32.c32", "libutil.c32", "menu.c32")
                : List.of("ldlinux.c32")) {
            image.file("isolinux/" + module, file("syslinux-common", MODULES + module), 0644);
        }
        image.text("isolinux/isolinux.cfg", menu.isolinux());
    }

    /// The code for the first sector of a disk that starts isolinux.
    ///
    /// @throws BuildException if the package that holds it is not locked
    /// @throws IOException if it cannot be read
    Content isolinuxSector() throws IOException {
        return file("isolinux", ISOLINUX + "isohdpfx.bin");
    }

    /// GRUB's menu, and where `image` is a file system that UEFI reads itself, GRUB.
    ///
    /// @throws BuildException if the package that holds it is not locked
    /// @throws IOException if it cannot be read
    void grub(FileTree image, BootMenu menu, boolean program) throws IOException {
        image.text("boot/grub/grub.cfg", menu.grub());
        if (program) {
            image.file(EFI_PROGRAM, grub(), 0644);
        }
    }

    /// GRUB's modules for a BIOS, beside its menu.
    ///
    /// @throws BuildException if the package that holds them is not locked
    /// @throws IOException if it cannot be read
    void grubModules(FileTree image) throws IOException {
        var tree = opened(GRUB_BIOS_PACKAGE);
        if (!(tree.find(GRUB_BIOS.substring(0, GRUB_BIOS.length() - 1)).orElse(null) instanceof Entry.Directory all)) {
            throw missing(GRUB_BIOS_PACKAGE, GRUB_BIOS);
        }
        for (var entry : all.children()) {
            var name = entry.name().toString();
            if (entry instanceof Entry.File file && (name.endsWith(".mod") || name.endsWith(".lst"))) {
                image.file("boot/grub/i386-pc/" + name, file.content(), 0644);
            }
        }
    }

    /// The code for the first sector of a disk that starts GRUB's core image.
    ///
    /// @param sector where that lies
    /// @throws BuildException if the package that holds it is not locked
    /// @throws IOException if it cannot be read
    Content grubSector(long sector) throws IOException {
        return new BytesContent(CoreWriter.bootCode(file(GRUB_BIOS_PACKAGE, GRUB_BIOS + "boot.img"), sector));
    }

    /// GRUB's core image, which finds the rest in the disk's first partition.
    ///
    /// @param sector where it will lie
    /// @throws BuildException if the package that holds its parts is not locked
    /// @throws IOException if one cannot be read
    Content grubCore(long sector) throws IOException {
        var modules = new ArrayList<Content>();
        for (var module : CORE_MODULES) {
            modules.add(file(GRUB_BIOS_PACKAGE, GRUB_BIOS + module + ".mod"));
        }
        var parts = new CoreWriter.Parts(file(GRUB_BIOS_PACKAGE, GRUB_BIOS + "diskboot.img"),
                file(GRUB_BIOS_PACKAGE, GRUB_BIOS + "lzma_decompress.img"),
                file(GRUB_BIOS_PACKAGE, GRUB_BIOS + "kernel.img"), modules);
        return new BytesContent(CoreWriter.core(parts, PREFIX, sector));
    }

    /// A FAT file system with GRUB, for UEFI to find on an ISO image.
    ///
    /// @throws BuildException if the package that holds it is not locked
    /// @throws IOException if it cannot be read
    Content efiImage(Instant time) throws IOException {
        var tree = new FileTree(time).file(EFI_PROGRAM, grub(), 0755).tree();
        var out = new ByteArrayOutputStream();
        FatWriter.write(tree, FatOptions.builder(time).build(), out, task);
        return new BytesContent(out.toByteArray());
    }

    private Content grub() throws IOException {
        return file("grub-efi-amd64-bin", GRUB);
    }

    private Content file(String name, String path) throws IOException {
        if (opened(name).find(path).orElse(null) instanceof Entry.File file) {
            return file.content();
        }
        throw missing(name, path);
    }

    private Tree opened(String name) throws IOException {
        var tree = opened.get(name);
        if (tree == null) {
            tree = open(name);
            opened.put(name, tree);
        }
        return tree;
    }

    private Tree open(String name) throws IOException {
        Lock.@Nullable Binary found = null;
        for (var each : packages.of(Lock.Use.IMAGE)) {
            if (each.name().equals(name)) {
                found = each;
            }
        }
        if (found == null) {
            throw missing(name, name);
        }
        return packages.deb(found, StepName.BOOT).files();
    }

    private static BuildException missing(String name, String what) {
        return new BuildException(BuildException.Reason.NO_BOOT_LOADER, StepName.BOOT, name, List.of(what));
    }
}
