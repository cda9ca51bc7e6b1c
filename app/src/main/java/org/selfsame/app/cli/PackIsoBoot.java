package org.selfsame.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FileContent;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.format.iso9660.BootImage;
import org.selfsame.format.iso9660.ElTorito;
import org.selfsame.format.iso9660.Hybrid;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.partition.Geometry;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import picocli.CommandLine.Model.OptionSpec;

/// The options of `pack iso` by which an image starts a computer.
final class PackIsoBoot {
    private static final String ISOLINUX = "--boot-isolinux";
    private static final String GRUB = "--boot-grub";
    private static final String EFI = "--boot-efi";
    private static final String CATALOG = "--boot-catalog";
    private static final String EFI_PARTITION = "--efi-partition";
    private static final String MBR_CODE = "--mbr-code";
    private static final String TABLE = "--partition-table";
    private static final String DISK_ID = "--disk-id";
    private static final String PARTITION_OFFSET = "--partition-offset";
    private static final String CYLINDERS = "--cylinders";
    private static final String APM = "--apm";
    private static final String PADDING = "--padding";

    /// What drives read beyond a track's end.
    private static final int USUAL_PADDING = 150;
    private static final Pattern GEOMETRY = Pattern.compile("(\\d{1,3}):(\\d{1,2})");
    private static final Pattern ID = Pattern.compile("0x[0-9a-fA-F]{1,8}");

    private final PackOptions given;
    private final List<BootImage> images = new ArrayList<>();
    private final Hybrid.Loader loader;
    private final @Nullable String efi;
    private final @Nullable String catalog;
    private final @Nullable String partition;
    private final @Nullable String code;
    private final @Nullable String table;
    private final @Nullable Long diskId;
    private final boolean partitionOffset;
    private final @Nullable Geometry cylinders;
    private final boolean apm;
    private final int padding;

    private PackIsoBoot(PackOptions given) {
        this.given = given;
        var isolinux = given.text(ISOLINUX);
        var grub = given.text(GRUB);
        efi = given.text(EFI);
        partition = given.file(EFI_PARTITION);
        code = given.file(MBR_CODE);
        if (isolinux != null) {
            images.add(BootImage.isolinux(isolinux));
        }
        if (grub != null) {
            images.add(BootImage.grub(grub));
        }
        if (efi != null) {
            images.add(BootImage.efi(efi));
        }
        if (partition != null) {
            images.add(BootImage.appendedEfi());
        }
        loader = code == null ? Hybrid.Loader.NONE : isolinux != null ? Hybrid.Loader.ISOLINUX : Hybrid.Loader.GRUB;
        catalog = images.isEmpty() ? null : given.text(CATALOG, beside(images.getFirst()));
        table = given.choiceIfGiven(TABLE, List.of("mbr", "gpt"));
        diskId = diskId(given.text(DISK_ID));
        partitionOffset = given.flag(PARTITION_OFFSET);
        apm = given.flag(APM);
        cylinders = cylinders(given.text(CYLINDERS));
        padding = given.number(PADDING, images.isEmpty() ? 0 : USUAL_PADDING, 0, IsoOptions.MAX_PADDING);
        checkTogether(isolinux != null || grub != null);
    }

    /// All of them.
    static List<OptionSpec> specs() {
        return List.of(OptionSpecs.text(ISOLINUX, "PATH"), OptionSpecs.text(GRUB, "PATH"),
                OptionSpecs.text(EFI, "PATH"),
                OptionSpecs.text(CATALOG, "PATH"), OptionSpecs.text(EFI_PARTITION, "FILE"),
                OptionSpecs.text(MBR_CODE, "FILE"), OptionSpecs.text(TABLE, "NAME"), OptionSpecs.text(DISK_ID, "ID"),
                OptionSpecs.flag(PARTITION_OFFSET), OptionSpecs.flag(APM),
                OptionSpecs.text(CYLINDERS, "HEADS:SECTORS"), OptionSpecs.number(PADDING, "SECTORS"));
    }

    /// What is given, or null if none of these options is.
    static @Nullable PackIsoBoot of(PackOptions given) {
        return specs().stream().noneMatch(spec -> given.has(spec.longestName())) ? null : new PackIsoBoot(given);
    }

    private static String beside(BootImage image) {
        var path = image.path() == null ? "" : image.path();
        return path.substring(0, path.lastIndexOf('/') + 1) + "boot.cat";
    }

    private static @Nullable Long diskId(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!ID.matcher(text).matches()) {
            throw UsageException.ofValue(DISK_ID, text, "disk-id");
        }
        return Long.parseLong(text, 2, text.length(), 16);
    }

    private static @Nullable Geometry cylinders(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var matcher = GEOMETRY.matcher(text);
        try {
            if (matcher.matches()) {
                return new Geometry(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw UsageException.ofValue(CYLINDERS, text, "cylinders");
    }

    /// @throws UsageException if an option needs another one, or cannot be with it
    private void checkTogether(boolean bios) {
        boolean gpt = "gpt".equals(table);
        if (code != null && !bios) {
            throw new UsageException("error.pack.needs", MBR_CODE, ISOLINUX + ", " + GRUB);
        }
        if (cylinders != null && (gpt || partition != null)) {
            throw new UsageException("error.pack.not-with", CYLINDERS, gpt ? TABLE + " gpt" : EFI_PARTITION);
        }
        if (apm && efi == null && partition == null) {
            throw new UsageException("error.pack.needs", APM, EFI + ", " + EFI_PARTITION);
        }
        if (apm && loader == Hybrid.Loader.GRUB) {
            throw new UsageException("error.pack.not-with", APM, MBR_CODE + ", " + GRUB);
        }
        if (partitionOffset && gpt && efi != null) {
            throw new UsageException("error.pack.not-with", PARTITION_OFFSET, TABLE + " gpt, " + EFI);
        }
    }

    /// Writes the image. The files of this computer that the options name are open meanwhile.
    ///
    /// @throws IllegalArgumentException if the options contradict each other
    /// @throws IOException as [IsoWriter#write] throws it, or if such a file cannot be read or has changed
    void write(Tree tree, IsoOptions.Builder options, OutputStream out, Task task) throws IOException {
        try (var appended = partition == null ? null : FileContent.open(Path.of(partition));
                var bootCode = code == null ? null : FileContent.open(Path.of(code))) {
            checkStarts(tree, appended, bootCode);
            if (catalog != null) {
                options.boot(new ElTorito(catalog, images));
            }
            if (appended != null || bootCode != null || table != null || partitionOffset || cylinders != null || apm) {
                Content mbr = bootCode == null ? new BytesContent(new byte[0]) : bootCode;
                options.hybrid(new Hybrid(loader, mbr,
                        "gpt".equals(table) ? Hybrid.Table.GPT : Hybrid.Table.MBR, diskId, appended, partitionOffset,
                        cylinders, apm));
            }
            record(EFI_PARTITION, appended);
            record(MBR_CODE, bootCode);
            IsoWriter.write(tree, options.padding(padding).build(), out, Limits.DEFAULT, task);
            check(appended);
            check(bootCode);
        }
    }

    /// What UEFI starts is a FAT image, and boot code fits the first sector.
    private void checkStarts(Tree tree, @Nullable FileContent appended, @Nullable FileContent bootCode)
            throws IOException {
        if (appended != null && !new FatFormat().recognizes(appended)) {
            throw new UsageException("error.pack.not-fat", EFI_PARTITION, appended.path());
        }
        if (efi != null && tree.find(efi).orElse(null) instanceof Entry.File file
                && !new FatFormat().recognizes(file.content())) {
            throw new UsageException("error.pack.not-fat", EFI, efi);
        }
        if (bootCode != null && (bootCode.size() == 0 || bootCode.size() > Geometry.SECTOR)) {
            throw new UsageException("error.pack.boot-code", bootCode.path(), bootCode.size());
        }
    }

    /// A file of this computer counts by its bytes.
    private void record(String option, @Nullable FileContent file) throws IOException {
        if (file != null) {
            given.record(option, "sha256:" + Digests.of(file, DigestAlgorithm.SHA256, count -> {}).hex());
        }
    }

    private static void check(@Nullable FileContent file) throws FileChangedException {
        if (file != null && file.hasChanged()) {
            throw new FileChangedException(file.path());
        }
    }
}
