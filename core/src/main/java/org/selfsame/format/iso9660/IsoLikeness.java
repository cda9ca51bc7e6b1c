package org.selfsame.format.iso9660;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.partition.ApplePartitionMap;
import org.selfsame.partition.Geometry;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotWrittenException;
import org.selfsame.tree.Tree;

/// Reads off an image with which options [IsoWriter] makes it of its tree. What an image does not state leaves some to try:
/// how long names Joliet was allowed, and in which cylinders the image was filled up.
public final class IsoLikeness {
    /// The geometry of isohybrid(1), which Tails sets to the second one, and the usual one.
    private static final List<Geometry> GEOMETRIES = List.of(new Geometry(64, 32), new Geometry(128, 32),
            Geometry.USUAL);
    private static final int PARTITION_TYPE = 446 + 4;
    private static final int PARTITION = 16;
    private static final int EFI = 0xef;
    private static final int ADDRESS = 0x1b0;
    private static final int DISK_ID = 0x1b8;
    private static final int GRUB_CORE = 4;
    private static final int GRUB_ADDRESS = 2548;
    private static final int GRUB_DISTANCE = 5;

    private final Content image;
    private final Volume volume;
    private final boolean twin;
    private final @Nullable BootCatalog catalog;
    private final @Nullable BootImages images;
    private final Tree tree;
    private final Limits limits;
    private final Task task;

    /// @param twin whether there is a second set of descriptors for a partition that can be mounted by itself
    IsoLikeness(Content image, Volume volume, boolean twin, @Nullable BootCatalog catalog, @Nullable BootImages images,
            Limits limits, Task task) {
        this.image = image;
        this.volume = volume;
        this.twin = twin;
        this.catalog = catalog;
        this.images = images;
        this.tree = new Tree(volume.hierarchies().firstEntry().getValue().root());
        this.limits = limits;
        this.task = task;
    }

    /// All options that may have been used, the likeliest first.
    ///
    /// @throws NotWrittenException if no options make such an image
    /// @throws IOException if the image cannot be read, or breaks a rule of the format
    public static List<IsoOptions> of(Content image, Limits limits, Task task) throws IOException {
        return IsoReader.open(image, limits).likeness(task);
    }

    List<IsoOptions> options() throws IOException {
        boolean joliet = false;
        for (var descriptor : volume.descriptors()) {
            joliet |= descriptor.jolietLevel() > 0;
        }
        var found = new ArrayList<IsoOptions>();
        try {
            var boot = boot();
            var weights = FileWeights.of(tree, boot == null ? List.of() : bootBlocks(), limits);
            for (var hybrid : hybrids(boot)) {
                for (var kind : joliet ? List.of(Joliet.STANDARD, Joliet.LONG) : List.of(Joliet.NONE)) {
                    var builder = builder().joliet(kind);
                    weights.forEach(builder::weight);
                    if (boot != null) {
                        builder.boot(boot);
                    }
                    if (hybrid != null) {
                        builder.hybrid(hybrid);
                    }
                    found.add(builder.padding(padding(builder.build())).build());
                }
            }
        } catch (IllegalArgumentException e) {
            throw new NotWrittenException(Iso.FORMAT, String.valueOf(e.getMessage()));
        }
        return found;
    }

    private IsoOptions.Builder builder() throws IOException {
        var bytes = volume.primary().bytes();
        var time = Objects.requireNonNullElse(IsoDate.longForm(bytes, 813), Instant.EPOCH);
        return IsoOptions.builder(text(bytes, 40, 32), time).systemId(text(bytes, 8, 32))
                .volumeSetId(text(bytes, 190, 128)).publisher(text(bytes, 318, 128)).preparer(text(bytes, 446, 128))
                .application(text(bytes, 574, 128));
    }

    private static String text(Bytes bytes, int at, int length) throws IOException {
        return IsoFacts.text(bytes.slice(at, length), false);
    }

    /// What the volume has more than what is in it.
    private int padding(IsoOptions options) throws IOException {
        long more = volume.primary().spaceSize() - ImagePlan.of(tree, options, limits, task).volumeEnd();
        return Math.clamp(more, 0, IsoOptions.MAX_PADDING);
    }

    private @Nullable ElTorito boot() throws IOException {
        if (catalog == null || images == null) {
            return null;
        }
        var path = FileWeights.paths(tree, limits).get(catalog.bytes().offset(0));
        if (path == null) {
            throw refused("a boot catalog that is no file");
        }
        var found = new ArrayList<BootImage>();
        for (var boot : images.found()) {
            var entry = boot.entry();
            if (entry.emulation() != 0 || !entry.bootable()) {
                throw refused("a boot image that emulates a disk or is not to be booted");
            }
            var platform = switch (entry.platform()) {
                case 0 -> BootImage.Platform.BIOS;
                case EFI -> BootImage.Platform.EFI;
                default -> throw refused("a boot image for the platform " + entry.platformName());
            };
            boolean told = BootInfoTable.at(image, boot.offset(), entry.block()) != null && boot.path() != null;
            found.add(new BootImage(platform, boot.path(), entry.loadSize(), told, told && tellsGrub(boot)));
        }
        return new ElTorito(path, found);
    }

    private List<Long> bootBlocks() throws IOException {
        var blocks = new ArrayList<Long>();
        if (catalog != null && images != null) {
            blocks.add(catalog.bytes().offset(0));
            images.found().forEach(boot -> blocks.add(boot.offset()));
        }
        return blocks;
    }

    private boolean tellsGrub(BootImages.Found boot) throws IOException {
        if (boot.length() < GRUB_ADDRESS + 8) {
            return false;
        }
        var address = Bytes.read(image, boot.offset() + GRUB_ADDRESS, 8);
        return address.u32le(0) == (boot.offset() / SystemArea.BLOCK) + GRUB_DISTANCE;
    }

    /// What the system area says; null stands for an empty one.
    private List<@Nullable Hybrid> hybrids(@Nullable ElTorito boot) throws IOException {
        var hybrids = new ArrayList<@Nullable Hybrid>();
        var area = Bytes.read(image, 0, Iso.SYSTEM_AREA);
        if (area.isZero(0, Iso.SYSTEM_AREA)) {
            hybrids.add(null);
            return hybrids;
        }
        if (area.u16le(510) != 0xaa55) {
            throw refused("a system area without an MBR");
        }
        boolean apm = area.startsWith(ApplePartitionMap.BLOCK, "PM");
        boolean gpt = area.startsWith(SystemArea.BLOCK, "EFI PART");
        var loader = loader(area);
        var code = loader == Hybrid.Loader.NONE ? image.slice(0, 0) : image.slice(0, Hybrid.BOOT_CODE);
        boolean appends = boot != null && boot.images().stream().anyMatch(each -> each.path() == null);
        var appended = appends ? appended(area) : null;
        var hybrid = new Hybrid(loader, code, gpt ? Hybrid.Table.GPT : Hybrid.Table.MBR, area.u32le(DISK_ID), appended,
                twin, null, apm);
        long volumeEnd = volume.primary().spaceSize() * Iso.SECTOR;
        if (image.size() > volumeEnd && !gpt && appended == null) {
            for (var geometry : GEOMETRIES) {
                long size = Math.ceilDiv(volumeEnd, geometry.cylinder()) * geometry.cylinder();
                if (Iso.roundUp(size, Iso.SECTOR) == image.size()) {
                    hybrids.add(new Hybrid(loader, code, Hybrid.Table.MBR, area.u32le(DISK_ID), null, twin, geometry,
                            apm));
                }
            }
        }
        if (hybrids.isEmpty()) {
            hybrids.add(hybrid);
        }
        return hybrids;
    }

    /// Boot code is known by where it looks for what it loads.
    private Hybrid.Loader loader(Bytes area) throws IOException {
        if (area.isZero(0, Hybrid.BOOT_CODE)) {
            return Hybrid.Loader.NONE;
        }
        long address = area.u32le(ADDRESS);
        for (var boot : images == null ? List.<BootImages.Found>of() : images.found()) {
            long block = boot.offset() / SystemArea.BLOCK;
            if (boot.entry().platform() == 0 && address == block) {
                return Hybrid.Loader.ISOLINUX;
            }
            if (boot.entry().platform() == 0 && address == block + GRUB_CORE) {
                return Hybrid.Loader.GRUB;
            }
        }
        throw refused("boot code that loads none of the boot images");
    }

    /// The partition for UEFI, as the boot image in it may be shorter.
    private Content appended(Bytes area) throws IOException {
        if (area.startsWith(SystemArea.BLOCK, "EFI PART")) {
            for (var boot : images == null ? List.<BootImages.Found>of() : images.found()) {
                if (boot.path() == null) {
                    return image.slice(boot.offset(), boot.length());
                }
            }
        }
        for (int at = PARTITION_TYPE; at < SystemArea.BLOCK - 2; at += PARTITION) {
            if (area.u8(at) == EFI) {
                return image.slice(area.u32le(at + 4) * SystemArea.BLOCK, area.u32le(at + 8) * SystemArea.BLOCK);
            }
        }
        throw refused("a boot image for UEFI that is neither a file nor a partition");
    }

    private static NotWrittenException refused(String what) {
        return new NotWrittenException(Iso.FORMAT, what);
    }
}
