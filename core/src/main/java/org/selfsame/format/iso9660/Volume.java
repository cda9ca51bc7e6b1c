package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;

/// One volume descriptor set and the directory hierarchies it leads to. An image has one that counts, and may have
/// others: of earlier sessions, or the twin that a partition offset needs.
final class Volume {
    /// Descriptors in one set; real ones have up to about six.
    private static final int MAX_DESCRIPTORS = 64;

    private final long start;
    private final long base;
    private final List<VolumeDescriptor> descriptors;
    private final VolumeDescriptor primary;
    private final int blockSize;
    private final SequencedMap<String, Hierarchy> hierarchies = new LinkedHashMap<>();
    private @Nullable Susp susp;

    private Volume(long start, long base, List<VolumeDescriptor> descriptors, VolumeDescriptor primary)
            throws FormatException {
        this.start = start;
        this.base = base;
        this.descriptors = descriptors;
        this.primary = primary;
        blockSize = primary.blockSize();
    }

    /// Whether a volume descriptor lies at `offset`: a type, `CD001`, version 1 or 2.
    static boolean isDescriptor(Content image, long offset) throws IOException {
        if (offset > image.size() - Iso.SECTOR) {
            return false;
        }
        var start = Bytes.read(image, offset, 7);
        return start.startsWith(1, "CD001") && (start.u8(6) == 1 || start.u8(6) == 2);
    }

    /// Opens the volume that begins at `start`, with its system area, and whose block 0 lies at `base`. These differ
    /// for the sessions of a multi-session image: their blocks count from the start of the image.
    ///
    /// @throws FormatException if it has no primary volume descriptor, or that one has an unknown block size
    static Volume open(Content image, long start, long base, Limits limits, Notes notes) throws IOException {
        var descriptors = descriptors(image, start, notes);
        VolumeDescriptor primary = null;
        for (var descriptor : descriptors) {
            if (descriptor.type() == VolumeDescriptor.PRIMARY) {
                if (primary == null) {
                    primary = descriptor;
                } else if (!Arrays.equals(primary.bytes().copy(0, Iso.SECTOR),
                        descriptor.bytes().copy(0, Iso.SECTOR))) {
                    notes.add("second_primary", descriptor.bytes().offset(0),
                            "a second primary volume descriptor differs from the first");
                }
            }
        }
        if (primary == null) {
            throw Iso.bad(start + Iso.SYSTEM_AREA, "no primary volume descriptor among " + descriptors.size()
                    + " volume descriptors");
        }
        var volume = new Volume(start, base, descriptors, primary);
        volume.addHierarchies(image, limits, notes);
        return volume;
    }

    private static List<VolumeDescriptor> descriptors(Content image, long start, Notes notes) throws IOException {
        var descriptors = new ArrayList<VolumeDescriptor>();
        long offset = start + Iso.SYSTEM_AREA;
        for (; isDescriptor(image, offset) && descriptors.size() < MAX_DESCRIPTORS; offset += Iso.SECTOR) {
            var descriptor = VolumeDescriptor.of(Bytes.read(image, offset, Iso.SECTOR));
            descriptors.add(descriptor);
            if (descriptor.type() == VolumeDescriptor.TERMINATOR) {
                return descriptors;
            }
        }
        notes.add("unterminated", offset, "no volume descriptor set terminator follows " + descriptors.size()
                + " volume descriptors");
        return descriptors;
    }

    private void addHierarchies(Content image, Limits limits, Notes notes) throws IOException {
        var source = new SystemUse.Source(image, base, blockSize);
        var plain = new Hierarchy(Hierarchy.PLAIN, source, primary.root(), Identifiers.PLAIN, null, limits);
        susp = susp(plain, source, limits, notes);
        if (susp != null) {
            hierarchies.put(Hierarchy.ROCK_RIDGE, new Hierarchy(Hierarchy.ROCK_RIDGE, source, primary.root(),
                    Identifiers.PLAIN, susp, limits));
        }
        for (var descriptor : descriptors) {
            if (descriptor.type() == VolumeDescriptor.SUPPLEMENTARY && isOtherTree(descriptor)) {
                boolean joliet = descriptor.jolietLevel() > 0;
                var title = freeTitle(
                        joliet ? Hierarchy.JOLIET : descriptor.version() == 2 ? "enhanced" : "supplementary");
                hierarchies.put(title, new Hierarchy(title, source, descriptor.root(),
                        joliet ? Identifiers.UCS2 : Identifiers.PLAIN, null, limits));
            }
        }
        hierarchies.put(Hierarchy.PLAIN, plain);
    }

    /// An enhanced descriptor usually leads to the primary one's directories.
    private boolean isOtherTree(VolumeDescriptor descriptor) throws FormatException {
        return descriptor.jolietLevel() > 0 || descriptor.root().extent() != primary.root().extent();
    }

    private String freeTitle(String title) {
        var free = title;
        for (int number = 2; hierarchies.containsKey(free); number++) {
            free = title + "-" + number;
        }
        return free;
    }

    /// Null also if the root directory cannot be read: that its descriptors can be shown is worth more.
    private static @Nullable Susp susp(Hierarchy plain, SystemUse.Source source, Limits limits, Notes notes)
            throws IOException {
        var root = plain.root();
        try {
            long there = Math.min(255, source.image().size() - root.offset());
            var self = DirectoryRecord.parse(Bytes.read(source.image(), root.offset(), (int) Math.max(0, there)), 0);
            return self.isSelf() ? Susp.of(self, source, limits) : null;
        } catch (FormatException e) {
            notes.add("unreadable_root", e.offset(), e.rule());
            return null;
        }
    }

    /// Where the volume's system area begins, in bytes.
    long start() {
        return start;
    }

    /// Where block 0 lies, in bytes.
    long base() {
        return base;
    }

    int blockSize() {
        return blockSize;
    }

    List<VolumeDescriptor> descriptors() {
        return descriptors;
    }

    VolumeDescriptor primary() {
        return primary;
    }

    /// The hierarchies by title, the one that people mean first.
    SequencedMap<String, Hierarchy> hierarchies() {
        return hierarchies;
    }

    /// Whether this volume is another set of descriptors for the same directories, as the last session's are.
    boolean sharesRootWith(Volume other) {
        return root().offset() == other.root().offset();
    }

    private IsoDirectory root() {
        return hierarchies.lastEntry().getValue().root();
    }

    /// How the volume uses SUSP, or null if it does not.
    @Nullable
    Susp susp() {
        return susp;
    }

    /// The first byte after the volume, as the primary descriptor states its size.
    long end() throws FormatException {
        return start + primary.spaceSize() * blockSize;
    }
}
