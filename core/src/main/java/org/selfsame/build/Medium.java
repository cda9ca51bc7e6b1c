package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.format.disk.DiskOptions;
import org.selfsame.format.iso9660.BootImage;
import org.selfsame.format.iso9660.ElTorito;
import org.selfsame.format.iso9660.Hybrid;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.pack.UsbImage;
import org.selfsame.recipe.Recipe;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// What lies on the medium beside the system, and the images of it.
final class Medium {
    private static final String CATALOG = "isolinux/boot.cat";
    private static final int PADDING = 150;
    private static final int LABEL = 11;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Recipe recipe;
    private final Lock lock;
    private final BootLoaders loaders;
    private final Task task;
    private final FileTree common;
    private final BootMenu menu;
    private final boolean starts;

    /// @param squashfs the system, compressed
    /// @param carried the files of `/.selfsame`
    /// @throws BuildException if the image is to start and there is no kernel
    /// @throws IOException if something cannot be read
    Medium(Recipe recipe, Lock lock, BootLoaders loaders, Tree system, Content squashfs, Tree carried, Task task)
            throws IOException {
        this.recipe = recipe;
        this.lock = lock;
        this.loaders = loaders;
        this.task = task;
        starts = recipe.boot().bios() || recipe.boot().uefi();
        common = new FileTree(lock.sourceDate());
        menu = new BootMenu(recipe.boot());
        common.file("live/filesystem.squashfs", squashfs, 0644);
        common.text("live/filesystem.packages", Manifest.text(Database.installed(system)));
        common.text(".disk/info", title() + " " + DAY.format(lock.sourceDate()) + "\n");
        common.all(Published.DIRECTORY, carried.root());
        if (starts) {
            kernels(system);
        }
        common.all("", recipe.includesBinary().root());
    }

    private String title() {
        return recipe.name() + " " + recipe.version();
    }

    private void kernels(Tree system) throws IOException {
        var kernels = Kernel.of(system);
        if (kernels.isEmpty()) {
            throw new BuildException(BuildException.Reason.NO_KERNEL, StepName.BOOT, "/boot", List.of());
        }
        for (var kernel : kernels) {
            var suffix = kernels.size() == 1 ? "" : "-" + kernel.version();
            var image = "live/vmlinuz" + suffix;
            var initrd = "live/initrd.img" + suffix;
            common.file(image, kernel.image().content(), 0644);
            common.file(initrd, kernel.initrd().content(), 0644);
            menu.add(kernels.size() == 1 ? recipe.boot().title() : recipe.boot().title() + " " + kernel.version(),
                    "/" + image, "/" + initrd);
        }
    }

    /// The tree of the ISO image.
    ///
    /// @param files the files beside the boot loaders
    /// @throws BuildException if a boot loader is missing
    /// @throws IOException if something cannot be read
    Tree iso(Tree files) throws IOException {
        var tree = new FileTree(lock.sourceDate());
        if (recipe.boot().bios()) {
            loaders.isolinux(tree, menu, recipe.boot().timeoutSeconds() > 0);
        }
        if (recipe.boot().uefi()) {
            loaders.grub(tree, menu, false);
            tree.file(BootLoaders.EFI_IMAGE, loaders.efiImage(lock.sourceDate()), 0644);
        }
        return summed(tree, files);
    }

    /// The tree of the USB image: a file system that UEFI and GRUB read themselves.
    ///
    /// @param files the files beside the boot loaders
    /// @throws BuildException if a boot loader is missing
    /// @throws IOException if something cannot be read
    Tree usb(Tree files) throws IOException {
        var tree = new FileTree(lock.sourceDate());
        if (starts) {
            loaders.grub(tree, menu, recipe.boot().uefi());
        }
        if (recipe.boot().bios()) {
            loaders.grubModules(tree);
        }
        return summed(tree, files);
    }

    /// What hooks for the image work on: everything but the boot loaders.
    Tree common() {
        return common.tree();
    }

    private Tree summed(FileTree tree, Tree files) throws IOException {
        tree.all("", recipe.boot().files().root());
        tree.all("", files.root());
        var sums = new Sums();
        sums.of(tree.tree());
        tree.text("md5sum.txt", sums.md5.toString());
        tree.text("sha256sum.txt", sums.sha256.toString());
        return tree.tree();
    }

    /// The lists of checksums that live-build's images have. What a writer changes in place, and `/.disk`, are not in them.
    private final class Sums {
        private final StringBuilder md5 = new StringBuilder();
        private final StringBuilder sha256 = new StringBuilder();

        void of(Tree tree) throws IOException {
            Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
                if (entry instanceof Entry.File file && !path.equals("isolinux/isolinux.bin")
                        && !path.equals(CATALOG)) {
                    var digests = Digests.of(file.content(), Set.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA256),
                            _ -> task.checkCancelled());
                    line(md5, digests.get(DigestAlgorithm.MD5), path);
                    line(sha256, digests.get(DigestAlgorithm.SHA256), path);
                }
            });
        }

        private static void line(StringBuilder list, @Nullable Digest digest, String path) {
            if (digest != null) {
                list.append(digest.hex()).append("  ./").append(path).append('\n');
            }
        }
    }

    /// Writes the ISO image.
    ///
    /// @throws BuildException if the volume id cannot be written
    /// @throws IOException if something cannot be read or stored, or `out` fails
    void writeIso(Tree tree, OutputStream out) throws IOException {
        IsoOptions options;
        try {
            options = isoOptions();
        } catch (IllegalArgumentException e) {
            throw new BuildException(BuildException.Reason.BAD_VALUE, StepName.ISO, recipe.image().volumeId(),
                    List.of(String.valueOf(e.getMessage())));
        }
        IsoWriter.write(tree, options, out, Limits.DEFAULT, task);
    }

    private IsoOptions isoOptions() throws IOException {
        var image = recipe.image();
        var options = IsoOptions.builder(image.volumeId(), lock.sourceDate()).publisher(image.publisher())
                .application(image.application()).clamp(true);
        if (!starts) {
            return options.build();
        }
        var images = new ArrayList<BootImage>();
        if (recipe.boot().bios()) {
            images.add(BootImage.isolinux("isolinux/isolinux.bin"));
            options.hybrid(Hybrid.of(Hybrid.Loader.ISOLINUX, loaders.isolinuxSector(), Hybrid.Table.MBR));
        } else {
            options.hybrid(Hybrid.of(Hybrid.Loader.NONE, new BytesContent(new byte[0]),
                    Hybrid.Table.MBR));
        }
        if (recipe.boot().uefi()) {
            images.add(BootImage.efi(BootLoaders.EFI_IMAGE));
        }
        return options.boot(new ElTorito(recipe.boot().bios() ? CATALOG : "boot/boot.cat", images)).padding(PADDING)
                .build();
    }

    /// Writes the USB image.
    ///
    /// @throws BuildException if a boot loader is missing
    /// @throws IOException if something cannot be read or stored, or `out` fails
    void writeUsb(Tree tree, OutputStream out) throws IOException {
        var id = recipe.image().volumeId().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_ -]", "_").strip();
        var label = id.substring(0, Math.min(LABEL, id.length())).strip();
        var options = UsbImage.Options.of(UsbImage.usualSize(tree), lock.sourceDate(), label,
                (int) lock.sourceDate().getEpochSecond());
        if (recipe.boot().bios()) {
            options = options.starting(loaders.grubSector(DiskOptions.CORE), loaders.grubCore(DiskOptions.CORE));
        }
        var buffered = new BufferedOutputStream(out, 1 << 18);
        UsbImage.write(tree, options, buffered, task);
        buffered.flush();
    }
}
