package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region.Kind;

/// Makes the layout of an image. What a damaged or truncated image does not have is left out of it.
final class IsoLayout {
    private final Content image;
    private final Volume main;
    private final Task task;
    private final Layout.Builder builder;
    /// Extents of files that have their region, so that the other trees do not repeat them: offset to length.
    private final Map<Long, Long> extents = new TreeMap<>();
    /// Blocks with continuation areas, by offset.
    private final Map<Long, Integer> continuationBlocks = new TreeMap<>();

    /// @param main the volume that counts
    IsoLayout(Content image, Volume main, Task task) {
        this.image = image;
        this.main = main;
        this.task = task;
        builder = new Layout.Builder(Iso.FORMAT, image.size());
    }

    Layout of(List<Volume> others, @Nullable BootCatalog catalog, @Nullable BootImages images)
            throws IOException {
        add(0, Iso.SYSTEM_AREA, Kind.STRUCTURE, "system area", "");
        addVolume(main, "");
        for (var other : others) {
            var prefix = other.base() == other.start() && other.base() > 0 ? "partition's " : "session's ";
            addVolume(other, prefix);
        }
        if (catalog != null) {
            add(catalog.bytes().offset(0), catalog.bytes().length(), Kind.STRUCTURE, "boot catalog", "");
        }
        var bootImages = images == null ? List.<BootImages.Found>of() : images.found();
        for (var boot : bootImages) {
            add(boot.offset(), boot.length(), Kind.DATA, "boot image " + boot.entry().number() + " ("
                    + boot.entry().platformName() + ")", boot.path() == null ? "" : boot.path());
        }
        for (var block : continuationBlocks.entrySet()) {
            add(block.getKey(), block.getValue(), Kind.STRUCTURE, "continuation areas", "");
        }
        addTrailing(bootImages);
        return builder.build();
    }

    /// Names what lies after the volume's end and is not a boot image either, such as an appended partition.
    private void addTrailing(List<BootImages.Found> bootImages) throws FormatException {
        long at = main.end();
        for (var boot : bootImages.stream().sorted(Comparator.comparingLong(BootImages.Found::offset)).toList()) {
            if (boot.length() > 0) {
                addAfterEnd(at, boot.offset());
                at = Math.max(at, boot.offset() + boot.length());
            }
        }
        addAfterEnd(at, image.size());
    }

    private void addAfterEnd(long from, long to) throws FormatException {
        if (from < to) {
            add(from, to - from, Kind.UNKNOWN, "after the volume's end", "");
        }
    }

    /// Adds what of the range lies inside the image.
    private void add(long offset, long length, Kind kind, String what, String owner) throws FormatException {
        if (offset >= 0 && offset < image.size()) {
            builder.add(offset, Math.min(length, image.size() - offset), kind, what, owner);
        }
    }

    private void addVolume(Volume volume, String prefix) throws IOException {
        for (var descriptor : volume.descriptors()) {
            addDescriptor(descriptor, prefix);
            if (descriptor.hasTree()) {
                addPathTables(volume, descriptor, prefix);
            }
        }
        if (volume == main || !volume.sharesRootWith(main)) {
            addHierarchies(volume, prefix);
        }
    }

    private void addHierarchies(Volume volume, String prefix) throws IOException {
        for (var hierarchy : volume.hierarchies().sequencedValues()) {
            boolean seenThroughRockRidge = hierarchy.title().equals(Hierarchy.PLAIN)
                    && volume.hierarchies().containsKey(Hierarchy.ROCK_RIDGE);
            if (!seenThroughRockRidge) {
                addHierarchy(hierarchy, prefix);
            }
        }
    }

    private void addDescriptor(VolumeDescriptor descriptor, String prefix) throws FormatException {
        var title = prefix + descriptor.title();
        long offset = descriptor.bytes().offset(0);
        add(offset, Iso.SECTOR, Kind.STRUCTURE, title, "");
        if (descriptor.hasTree()) {
            for (var field : DescriptorField.ALL) {
                add(offset + field.at(), field.length(), Kind.FIELD, title + "." + field.name(), "");
            }
        } else if (descriptor.bootCatalog() != null) {
            add(offset + 7, 32, Kind.FIELD, title + ".boot_system_id", "");
            add(offset + 71, 4, Kind.FIELD, title + ".boot_catalog", "");
        }
    }

    private void addPathTables(Volume volume, VolumeDescriptor descriptor, String prefix) throws FormatException {
        var bytes = descriptor.bytes();
        long length = bytes.u32le(132);
        var tree = prefix + (descriptor.type() == VolumeDescriptor.PRIMARY
                ? ""
                : descriptor.jolietLevel() > 0 ? "Joliet " : "supplementary ");
        addPathTable(volume, bytes.u32le(140), length, tree + "L path table");
        addPathTable(volume, bytes.u32le(144), length, tree + "optional L path table");
        addPathTable(volume, bytes.u32be(148), length, tree + "M path table");
        addPathTable(volume, bytes.u32be(152), length, tree + "optional M path table");
    }

    private void addPathTable(Volume volume, long block, long length, String what) throws FormatException {
        if (block == 0) {
            return;
        }
        long offset = volume.base() + block * volume.blockSize();
        add(offset, length, Kind.STRUCTURE, what, "");
        add(offset + length, Iso.roundUp(length, volume.blockSize()) - length, Kind.PADDING, "padding of the " + what,
                "");
    }

    private void addHierarchy(Hierarchy hierarchy, String prefix) throws IOException {
        var tree = prefix + switch (hierarchy.title()) {
            case Hierarchy.PLAIN, Hierarchy.ROCK_RIDGE -> "";
            case Hierarchy.JOLIET -> "Joliet ";
            default -> hierarchy.title() + " ";
        };
        var visitor = new Regions(hierarchy, tree);
        new Survey(task).of(hierarchy, Notes.NONE, visitor);
        visitor.addOrphans();
    }

    /// Adds the regions of one hierarchy.
    private final class Regions implements Survey.Visitor {
        private final Hierarchy hierarchy;
        private final String tree;
        /// Directories that Rock Ridge has moved, by where they are; those that no `CL` leads to are added at the end.
        private final Map<Long, IsoDirectory> moved = new TreeMap<>();
        private final Set<Long> added = new HashSet<>();

        Regions(Hierarchy hierarchy, String tree) {
            this.hierarchy = hierarchy;
            this.tree = tree;
        }

        @Override
        public void directory(IsoDirectory directory, String path, Listing listing) throws IOException {
            addDirectory(directory, path);
            addSpecial(listing.self(), path);
            addSpecial(listing.parent(), path);
            for (var node : listing.nodes()) {
                var owner = Survey.path(path, node);
                addRecords(node, owner);
                if (node.entry() instanceof IsoFile file) {
                    addFile(node, file, owner);
                } else if (node.entry() instanceof IsoDirectory child && node.rockRidge().relocated) {
                    moved.put(child.offset(), child);
                }
            }
        }

        @Override
        public void unreadable(IsoDirectory directory, String path, FormatException problem) throws FormatException {
            addDirectory(directory, path);
        }

        @Override
        public void again(IsoDirectory directory, String path) {
            // its regions are there, under the path that came first
        }

        void addOrphans() throws FormatException {
            for (var directory : moved.values()) {
                if (!added.contains(directory.offset())) {
                    addDirectory(directory, "");
                }
            }
        }

        private void addDirectory(IsoDirectory directory, String path) throws FormatException {
            added.add(directory.offset());
            add(directory.offset(), directory.length(), Kind.STRUCTURE, tree + "directory", path);
        }

        private void addSpecial(@Nullable Node node, String path) throws FormatException {
            if (node != null) {
                addRecords(node, path);
            }
        }

        private void addRecords(Node node, String owner) throws FormatException {
            for (var record : node.records()) {
                add(record.offset(), record.bytes().length(), Kind.FIELD, tree + "directory record", owner);
            }
            for (var area : node.continuations()) {
                add(area.offset(0), area.length(), Kind.FIELD, tree + "continuation area", owner);
                long first = area.offset(0) / hierarchy.blockSize() * hierarchy.blockSize();
                for (long block = first; block < area.offset(area.length()); block += hierarchy.blockSize()) {
                    continuationBlocks.put(block, hierarchy.blockSize());
                }
            }
        }

        private void addFile(Node node, IsoFile file, String owner) throws FormatException {
            for (var record : node.records()) {
                int blocks = record.extendedAttributeBlocks();
                if (blocks > 0) {
                    long length = (long) blocks * hierarchy.blockSize();
                    add(hierarchy.dataOffset(record) - length, length, Kind.STRUCTURE, "extended attribute record",
                            owner);
                }
            }
            for (var section : file.sections()) {
                Long known = extents.putIfAbsent(section.offset(), section.length());
                if (known == null || known != section.length()) {
                    add(section.offset(), section.length(), Kind.DATA, "file", owner);
                    long end = section.offset() + section.length();
                    add(end, Iso.roundUp(end, hierarchy.blockSize()) - end, Kind.PADDING, "padding", owner);
                }
            }
        }
    }
}
