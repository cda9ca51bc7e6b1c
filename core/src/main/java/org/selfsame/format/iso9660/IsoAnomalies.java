package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Finds what is odd in an image that can be read all the same.
final class IsoAnomalies {
    private static final int PIECE = 1 << 16;

    private final Content image;
    private final Limits limits;
    private final Task task;
    private final Anomalies anomalies = new Anomalies();

    /// @param found what was odd while opening
    IsoAnomalies(Content image, Limits limits, Task task, List<Anomaly> found) {
        this.image = image;
        this.limits = limits;
        this.task = task;
        found.forEach(anomalies::add);
    }

    List<Anomaly> of(Volume volume, List<Volume> others, @Nullable BootImages images) throws IOException {
        checkEnd(volume);
        checkVolume(volume);
        for (var other : others) {
            if (other.sharesRootWith(volume)) {
                continue;
            }
            anomalies.add("other_volume", other.start(), "another volume begins at sector "
                    + other.start() / Iso.SECTOR + ", with the volume id \""
                    + Text.printable(IsoFacts.text(other.primary().bytes().slice(40, 32), false)) + "\"");
            checkVolume(other);
            if (other.start() == other.base()) {
                compare(volume, other);
            }
        }
        var hierarchies = volume.hierarchies();
        var joliet = hierarchies.get(Hierarchy.JOLIET);
        if (joliet != null) {
            new TreeComparison(task, limits, anomalies, "joliet_disagrees").of(hierarchies.firstEntry().getValue(),
                    joliet);
        }
        if (images != null) {
            checkBootImages(images);
        }
        return anomalies.list();
    }

    /// The twin of a partition offset leads to the same files as the volume does.
    private void compare(Volume volume, Volume twin) throws IOException {
        var other = twin.hierarchies().get(volume.hierarchies().firstEntry().getKey());
        if (other == null) {
            anomalies.add("partition_disagrees", twin.start(), "the volume at the partition's start has no tree "
                    + volume.hierarchies().firstEntry().getKey());
        } else {
            new TreeComparison(task, limits, anomalies, "partition_disagrees")
                    .of(volume.hierarchies().firstEntry().getValue(), other);
        }
    }

    private void checkEnd(Volume volume) throws IOException {
        long end = volume.end();
        if (end > image.size()) {
            anomalies.add("truncated", image.size(), "the volume has " + end + " bytes, the image " + image.size());
        } else if (end < image.size()) {
            anomalies.add("trailing_bytes", end, image.size() - end + " bytes follow the volume's end, "
                    + (isZero(end, image.size()) ? "all of them zero" : "not all of them zero"));
        }
    }

    private boolean isZero(long from, long end) throws IOException {
        var piece = new byte[PIECE];
        for (long at = image.nextData(from); at < end; at = image.nextData(at)) {
            task.checkCancelled();
            int length = (int) Math.min(PIECE, end - at);
            image.read(at, piece, 0, length);
            for (int i = 0; i < length; i++) {
                if (piece[i] != 0) {
                    return false;
                }
            }
            at += length;
        }
        return true;
    }

    private void checkVolume(Volume volume) throws IOException {
        for (var descriptor : volume.descriptors()) {
            if (descriptor.hasTree()) {
                checkFields(descriptor);
                if (descriptor.bytes().u16le(128) != volume.blockSize()) {
                    anomalies.add("block_size", descriptor.bytes().offset(128), descriptor.title()
                            + " has another logical block size than the primary one");
                }
            }
        }
        for (var hierarchy : volume.hierarchies().sequencedValues()) {
            var checks = new DirectoryChecks(hierarchy, image, anomalies);
            new Survey(task).of(hierarchy, anomalies, checks);
            checks.finish();
        }
        new PathTableCheck(image, limits, task, anomalies).of(volume);
    }

    private void checkFields(VolumeDescriptor descriptor) throws FormatException {
        var bytes = descriptor.bytes();
        for (var field : DescriptorField.ALL) {
            boolean agrees = switch (field.form()) {
                case BOTH_16 -> bytes.agree16(field.at());
                case BOTH_32 -> bytes.agree32(field.at());
                default -> true;
            };
            if (!agrees) {
                anomalies.add("both_endian", bytes.offset(field.at()), descriptor.title() + ", " + field.name()
                        + " differs between its two forms");
            }
            if (field.form() == DescriptorField.Form.DATE && !IsoDate.isUnset(bytes, field.at())
                    && IsoDate.longForm(bytes, field.at()) == null) {
                anomalies.add("date", bytes.offset(field.at()), descriptor.title() + ", " + field.name()
                        + " is not a date");
            }
        }
    }

    private void checkBootImages(BootImages images) throws IOException {
        for (var boot : images.found()) {
            var title = "boot image " + boot.entry().number();
            if (boot.length() == 0) {
                anomalies.add("boot_image_outside", boot.entry().bytes().offset(8), title + " at sector "
                        + boot.entry().block() + " does not lie inside the image");
                continue;
            }
            var table = BootInfoTable.at(image, boot.offset(), boot.entry().block());
            if (table == null) {
                continue;
            }
            if (table.length() != boot.length()) {
                anomalies.add("boot_info_length", boot.offset() + 16, title + " has " + boot.length()
                        + " bytes, its boot info table says " + table.length());
            } else if (table.checksum() != BootInfoTable.sum(image.slice(boot.offset(), boot.length()))) {
                anomalies.add("boot_info_checksum", boot.offset() + 20, title
                        + " does not have the checksum that its boot info table states");
            }
        }
    }

    /// Checks every directory of one hierarchy.
    private static final class DirectoryChecks implements Survey.Visitor {
        private final Hierarchy hierarchy;
        private final Content image;
        private final Anomalies anomalies;
        private final Set<Long> visited = new HashSet<>();
        private final TreeMap<Long, String> moved = new TreeMap<>();

        DirectoryChecks(Hierarchy hierarchy, Content image, Anomalies anomalies) {
            this.hierarchy = hierarchy;
            this.image = image;
            this.anomalies = anomalies;
        }

        @Override
        public void directory(IsoDirectory directory, String path, Listing listing) throws IOException {
            visited.add(directory.offset());
            checkSpecial(directory, path, listing);
            var names = new HashSet<Name>();
            for (var node : listing.nodes()) {
                var at = Survey.path(path, node);
                checkName(node, names, at);
                checkRecords(node, at);
                if (node.entry() instanceof IsoFile file) {
                    checkFile(file, at);
                }
                if (node.rockRidge().relocated && node.entry() instanceof IsoDirectory child) {
                    moved.put(child.offset(), at);
                }
            }
        }

        @Override
        public void unreadable(IsoDirectory directory, String path, FormatException problem) {
            anomalies.add("unreadable_directory", problem.offset(), hierarchy.title() + ", directory \"" + path
                    + "\": " + problem.rule());
        }

        @Override
        public void again(IsoDirectory directory, String path) {
            anomalies.add("shared_directory", directory.offset(), hierarchy.title() + ", directory \"" + path
                    + "\" has the extent of another directory");
        }

        void finish() {
            moved.forEach((offset, path) -> {
                if (!visited.contains(offset)) {
                    anomalies.add("relocated_orphan", offset, "directory \"" + path
                            + "\" was moved here, but no CL entry leads to it: Rock Ridge does not show it");
                }
            });
        }

        private void checkSpecial(IsoDirectory directory, String path, Listing listing) throws FormatException {
            var self = listing.self();
            var parent = listing.parent();
            if (self == null || parent == null) {
                anomalies.add("self_missing", directory.offset(), "directory \"" + path
                        + "\" does not record itself and its parent");
                return;
            }
            if (hierarchy.dataOffset(self.first()) != directory.offset()
                    || self.first().size() != directory.length()) {
                anomalies.add("self_disagrees", self.first().offset(), "directory \"" + path
                        + "\" records another place or size of itself than leads to it");
            }
            long up = directory.parent() == null ? directory.offset() : directory.parent().offset();
            // a moved directory records the directory it was moved to, and in PL the one it came from
            long recorded = parent.rockRidge().parentLink >= 0
                    ? hierarchy.base() + parent.rockRidge().parentLink * hierarchy.blockSize()
                    : hierarchy.dataOffset(parent.first());
            // libisofs lets Joliet's directories name themselves as their parent
            boolean libisofs = hierarchy.title().equals(Hierarchy.JOLIET) && recorded == directory.offset();
            if (recorded != up && !libisofs) {
                anomalies.add("parent_disagrees", parent.first().offset(), "directory \"" + path
                        + "\" records another parent than leads to it");
            }
        }

        private void checkName(Node node, Set<Name> names, String path) {
            var name = node.entry().name();
            if (!name.isPlain()) {
                anomalies.add("name", node.first().offset(), "\"" + Text.printable(name)
                        + "\" cannot be the name of an entry");
            }
            if (!names.add(name)) {
                anomalies.add("duplicate_name", node.first().offset(), hierarchy.title() + " has two entries \"" + path
                        + "\"");
            }
        }

        private void checkRecords(Node node, String path) throws FormatException {
            for (var record : node.records()) {
                long offset = record.offset();
                if (record.has(DirectoryRecord.FLAG_HIDDEN)) {
                    anomalies.add("hidden", offset, "\"" + path + "\" is marked as hidden");
                }
                if (record.has(DirectoryRecord.FLAG_ASSOCIATED)) {
                    anomalies.add("associated_file", offset, "\"" + path + "\" is an associated file");
                }
                if (record.extendedAttributeBlocks() > 0) {
                    anomalies.add("extended_attribute_record", offset, "\"" + path
                            + "\" has an extended attribute record");
                }
                if (record.volumeSequence() > 1) {
                    anomalies.add("other_volume_of_set", offset, "\"" + path + "\" is recorded on volume "
                            + record.volumeSequence() + " of a set");
                }
            }
        }

        private void checkFile(IsoFile file, String path) throws IOException {
            if (file.unsupported() != null) {
                anomalies.add("unsupported_file", file.record(), "\"" + path + "\": " + file.unsupported());
            }
            for (var section : file.sections()) {
                long end = section.offset() + section.length();
                if (end > image.size()) {
                    anomalies.add("extent_outside", section.offset(), "\"" + path + "\": an extent of "
                            + section.length() + " bytes does not lie inside the image");
                    continue;
                }
                int padding = (int) (Math.min(image.size(), Iso.roundUp(end, hierarchy.blockSize())) - end);
                if (!Bytes.read(image, end, padding).isZero(0, padding)) {
                    anomalies.add("padding", end, "the bytes after \"" + path + "\" in its last block are not zero");
                }
            }
        }
    }
}
