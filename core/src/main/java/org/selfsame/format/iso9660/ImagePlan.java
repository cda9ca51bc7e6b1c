package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.iso9660.BootCatalogWriter.Placed;
import org.selfsame.format.iso9660.DescriptorWriter.PathTables;
import org.selfsame.format.iso9660.PlannedNode.FileData;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// An image before it is written: where everything goes, and what is patched into boot images.
final class ImagePlan {
    private static final int DESCRIPTORS = Iso.SYSTEM_AREA / Iso.SECTOR;
    /// Where a partition begins that can be mounted by itself.
    private static final int PARTITION_OFFSET = 16;
    /// isolinux that an MBR can start has this at byte 64 (isohybrid(1) looks for it).
    private static final int HYBRID_SIGNATURE = 0x7078c0fb;
    /// Where GRUB's core image keeps the block from which it reads on, and how far that is behind the boot image's start.
    private static final int GRUB_ADDRESS = 2548;
    private static final int GRUB_DISTANCE = 5;

    private final PlannedTree planned;
    private final IsoOptions options;
    private final List<WrittenHierarchy> hierarchies = new ArrayList<>();
    private final List<PathTables> tables = new ArrayList<>();
    private final List<FileData> bootFiles = new ArrayList<>();
    private final List<PlannedNode> files;
    private final SystemArea systemArea;
    private final long filesEnd;
    private long volumeEnd;
    /// Bytes of the disk that partition tables tell of.
    private long diskSize;

    private ImagePlan(PlannedTree planned, IsoOptions options) throws IOException {
        this.planned = planned;
        this.options = options;
        var systemUse = new SystemUseWriter(options.time(), options.clamp());
        nameAll();
        var bases = hasTwin() ? new int[]{0, PARTITION_OFFSET} : new int[]{0};
        for (int base : bases) {
            hierarchies.add(new WrittenHierarchy(planned.root(), false, base, systemUse));
            if (options.joliet() != Joliet.NONE) {
                hierarchies.add(new WrittenHierarchy(planned.root(), true, base, systemUse));
            }
        }
        findBootFiles();
        files = FileOrder.of(planned, options.weights(), bootFiles);
        filesEnd = place();
        placeEnd();
        systemArea = boot();
    }

    /// Plans the image of `tree`.
    ///
    /// @throws NotStorableException if an image cannot hold the tree, or a boot image is not what the options say
    /// @throws IOException if a directory or a boot image cannot be read
    static ImagePlan of(Tree tree, IsoOptions options, Limits limits, Task task) throws IOException {
        var boot = options.boot();
        var whole = boot == null ? tree : BootCatalogFile.addTo(tree, boot.catalog());
        return new ImagePlan(PlannedTree.of(whole, limits, task), options);
    }

    private boolean hasTwin() {
        return options.hybrid() != null && options.hybrid().partitionOffset();
    }

    private void nameAll() {
        var stack = new ArrayDeque<PlannedNode>();
        stack.push(planned.root());
        while (!stack.isEmpty()) {
            var directory = stack.pop();
            WrittenNames.assign(directory, options.joliet());
            directory.children.stream().filter(PlannedNode::isDirectory).forEach(stack::push);
        }
    }

    /// The data of the boot catalog, and then that of boot images that are files.
    private void findBootFiles() throws NotStorableException {
        var boot = options.boot();
        if (boot == null) {
            return;
        }
        bootFiles.add(file(boot.catalog()));
        for (var image : boot.images()) {
            if (image.path() != null) {
                bootFiles.add(file(image.path()));
            }
        }
    }

    private FileData file(String path) throws NotStorableException {
        var node = planned.find(path);
        if (node == null || !(node.entry instanceof Entry.File) || node.data.size == 0) {
            throw Iso.notStorable(path, "this is to be booted, and is not a file of the tree or is empty");
        }
        return node.data;
    }

    /// Gives all up to the last file its place, and answers the sector behind it.
    private long place() throws NotStorableException {
        long next = descriptorsEnd();
        for (var hierarchy : hierarchies) {
            int length = hierarchy.pathTable(true).length;
            long sectors = Iso.roundUp(length, Iso.SECTOR) / Iso.SECTOR;
            tables.add(new PathTables(length, next, next + sectors));
            next += 2 * sectors;
        }
        for (var hierarchy : hierarchies) {
            next = hierarchy.place(next);
        }
        for (var file : files) {
            file.data.sector = next;
            next = Math.addExact(next, Math.ceilDiv(file.data.size, Iso.SECTOR));
            if (next >>> 32 != 0) {
                throw Iso.notStorable(file.path(), "with it the image would have more than 2^32 sectors");
            }
        }
        return next;
    }

    private long descriptorsEnd() {
        int each = options.joliet() == Joliet.NONE ? 2 : 3;
        return hasTwin()
                ? DESCRIPTORS + PARTITION_OFFSET + each
                : DESCRIPTORS + each + (options.boot() == null ? 0 : 1);
    }

    private void placeEnd() throws NotStorableException {
        var hybrid = options.hybrid();
        var appended = appended();
        volumeEnd = filesEnd + options.padding();
        if (appended != null) {
            volumeEnd += Math.ceilDiv(appended.size(), Iso.SECTOR);
        }
        if (hybrid != null && hybrid.table() == Hybrid.Table.GPT) {
            volumeEnd += SystemArea.GPT_SECTORS;
        }
        if (volumeEnd >>> 32 != 0) {
            throw Iso.notStorable("", "the image would have more than 2^32 sectors");
        }
        diskSize = volumeEnd * Iso.SECTOR;
        if (hybrid != null && hybrid.cylinders() != null) {
            long cylinder = hybrid.cylinders().cylinder();
            diskSize = Math.ceilDiv(diskSize, cylinder) * cylinder;
        }
    }

    /// Makes what depends on where boot images went.
    private SystemArea boot() throws IOException {
        long biosSector = 0;
        SystemArea.Blocks efi = null;
        var appended = appended();
        if (appended != null) {
            efi = blocks(filesEnd, appended.size());
        }
        var boot = options.boot();
        if (boot != null) {
            var placed = new ArrayList<Placed>();
            for (var image : boot.images()) {
                var at = placed(image, appended);
                placed.add(at);
                if (biosSector == 0 && image.platform() == BootImage.Platform.BIOS) {
                    biosSector = at.sector();
                } else if (efi == null && image.platform() == BootImage.Platform.EFI) {
                    efi = blocks(at.sector(), at.size());
                }
            }
            bootFiles.getFirst().replacement = new BytesContent(BootCatalogWriter.of(placed));
        }
        return SystemArea.of(options, new SystemArea.Places(biosSector, efi, filesEnd, diskSize / SystemArea.BLOCK));
    }

    private static SystemArea.Blocks blocks(long sector, long size) {
        return new SystemArea.Blocks(sector * Iso.SECTOR / SystemArea.BLOCK, Math.ceilDiv(size, SystemArea.BLOCK));
    }

    private Placed placed(BootImage image, @Nullable Content appended) throws IOException {
        if (image.path() == null) {
            return new Placed(image, filesEnd, appended == null ? 0 : appended.size());
        }
        var data = file(image.path());
        var hybrid = options.hybrid();
        if (hybrid != null && hybrid.loader() == Hybrid.Loader.ISOLINUX
                && image.platform() == BootImage.Platform.BIOS) {
            checkHybrid(image.path(), data);
        }
        int least = image.grubBootInfo() ? GRUB_ADDRESS + 8 : image.bootInfoTable() ? BootInfoTable.SUMMED_FROM : 1;
        if (data.size < least) {
            throw Iso.notStorable(image.path(), data.size + " bytes are too few for what is patched into a boot image");
        }
        if (image.grubBootInfo()) {
            var address = new byte[8];
            long block = data.sector * (Iso.SECTOR / SystemArea.BLOCK) + GRUB_DISTANCE;
            Fields.little32(address, 0, block & 0xffff_ffffL);
            Fields.little32(address, 4, block >> 32);
            data.replacement = patched(data.content(), GRUB_ADDRESS, address);
        }
        if (image.bootInfoTable()) {
            var table = BootInfoTable.of(data.content(), data.sector);
            data.replacement = patched(data.content(), BootInfoTable.AT, table.toBytes());
        }
        return new Placed(image, data.sector, data.size);
    }

    private static void checkHybrid(String path, FileData data) throws IOException {
        int at = BootInfoTable.SUMMED_FROM;
        var content = data.content();
        if (content.size() < at + 4 || Bytes.read(content, at, 4).u32le(0) != HYBRID_SIGNATURE) {
            throw Iso.notStorable(path, "this is not an isolinux.bin that an MBR can start");
        }
    }

    IsoOptions options() {
        return options;
    }

    /// The hierarchies, those of a partition that can be mounted last.
    List<WrittenHierarchy> hierarchies() {
        return hierarchies;
    }

    /// Where the path tables of each hierarchy are.
    List<PathTables> tables() {
        return tables;
    }

    /// The names whose data is written, in this order.
    List<PlannedNode> files() {
        return files;
    }

    /// The sector of the boot catalog, or 0 without one.
    long catalog() {
        return bootFiles.isEmpty() ? 0 : bootFiles.getFirst().sector;
    }

    SystemArea systemArea() {
        return systemArea;
    }

    /// What follows the files, or null.
    @Nullable
    Content appended() {
        return options.hybrid() == null ? null : options.hybrid().appended();
    }

    /// The sector behind the last file.
    long filesEnd() {
        return filesEnd;
    }

    /// The sector behind the volume.
    long volumeEnd() {
        return volumeEnd;
    }

    /// The sector behind what the volume of `hierarchy` has; that of a partition ends with the files.
    long volumeEnd(WrittenHierarchy hierarchy) {
        return hierarchy.base() == 0 ? volumeEnd : filesEnd;
    }

    /// Bytes of the image: whole sectors, which whole cylinders need not be.
    long size() {
        return Iso.roundUp(diskSize, Iso.SECTOR);
    }

    private static Content patched(Content whole, long offset, byte[] patch) throws IOException {
        return SplicedContent.patched(whole, new TreeMap<>(Map.of(offset, patch)));
    }
}
