package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Makes the entries of one directory from their records.
///
/// **Hard links.** Two files are names of one file if their data is the same single extent of the same size (not 0),
/// is not compressed, and, where Rock Ridge counts links, each counts more than one. The serial number of `PX` is not
/// used: nothing keeps an image from giving one serial number to files with different bytes, and files that are
/// linked on the way out must have the same bytes.
final class EntryFactory {
    private final Hierarchy hierarchy;
    private final IsoDirectory directory;
    private final SystemUse.Budget budget;
    private final Notes notes;

    EntryFactory(Hierarchy hierarchy, IsoDirectory directory, SystemUse.Budget budget, Notes notes) {
        this.hierarchy = hierarchy;
        this.directory = directory;
        this.budget = budget;
        this.notes = notes;
    }

    /// @param records the sections of one file, or the one record of anything else
    Entry entry(Name name, List<DirectoryRecord> records, RockRidge rockRidge) throws IOException {
        var record = records.getFirst();
        if (rockRidge.childLink >= 0) {
            return hierarchy.directoryAt(record, rockRidge.childLink, name, directory, budget, notes).entry();
        }
        boolean isDirectory = record.has(DirectoryRecord.FLAG_DIRECTORY);
        int type = rockRidge.mode < 0
                ? isDirectory ? RockRidge.DIRECTORY : rockRidge.target != null ? RockRidge.SYMLINK : RockRidge.REGULAR
                : rockRidge.mode & RockRidge.TYPE;
        if (isDirectory != (type == RockRidge.DIRECTORY)) {
            notes.add("type_disagrees", record.offset(), "the directory flag of a record and the mode of its PX entry, "
                    + Integer.toOctalString(rockRidge.mode) + ", disagree");
        }
        if (isDirectory) {
            return new IsoDirectory(hierarchy, name, metadata(record, rockRidge, 0), hierarchy.dataOffset(record),
                    record.size(), record.offset(), directory);
        }
        var metadata = metadata(record, rockRidge, 0);
        return switch (type) {
            case RockRidge.SYMLINK -> new Entry.Symlink(name, metadata,
                    rockRidge.target == null ? Name.of("") : rockRidge.target);
            case RockRidge.BLOCK_DEVICE -> device(name, metadata, true, rockRidge);
            case RockRidge.CHARACTER_DEVICE -> device(name, metadata, false, rockRidge);
            case RockRidge.FIFO -> new Entry.Fifo(name, metadata);
            case RockRidge.SOCKET -> new Entry.Socket(name, metadata);
            default -> file(name, records, rockRidge);
        };
    }

    /// Linux' reading of `PN`: a device number in one half is split as Linux splits it, else the halves are major and
    /// minor.
    private static Entry.Device device(Name name, Metadata metadata, boolean block, RockRidge rockRidge) {
        long high = rockRidge.deviceHigh;
        long low = rockRidge.deviceLow;
        if (high == 0 && low > 0xff) {
            return new Entry.Device(name, metadata, block, low >> 8 & 0xfff, low & 0xff | low >> 12 & 0xfff00);
        }
        return new Entry.Device(name, metadata, block, high, low);
    }

    private IsoFile file(Name name, List<DirectoryRecord> records, RockRidge rockRidge) throws FormatException {
        var sections = new ArrayList<IsoFile.Extent>(records.size());
        for (var record : records) {
            if (record.size() > 0) {
                sections.add(new IsoFile.Extent(hierarchy.dataOffset(record), record.size()));
            }
        }
        var first = records.getFirst();
        return new IsoFile(name, metadata(first, rockRidge, inode(sections, rockRidge)), hierarchy.image(),
                List.copyOf(sections), rockRidge.zisofs, unsupported(records, rockRidge), first.offset());
    }

    private static long inode(List<IsoFile.Extent> sections, RockRidge rockRidge) {
        boolean mayBeLinked = rockRidge.mode < 0 || rockRidge.links > 1;
        if (sections.size() != 1 || rockRidge.zisofs != null || rockRidge.sparse || !mayBeLinked) {
            return 0;
        }
        // blocks of 512 bytes at least, and 32-bit sizes: both fit into their half, except in images beyond 2 TiB
        var extent = sections.get(0);
        long block = extent.offset() / 512;
        return block >> 31 == 0 ? block << 32 | extent.length() : 0;
    }

    private static @Nullable String unsupported(List<DirectoryRecord> records, RockRidge rockRidge)
            throws FormatException {
        for (var record : records) {
            if (record.isInterleaved()) {
                return "an interleaved file (units of " + record.bytes().u8(26) + " blocks, gaps of "
                        + record.bytes().u8(27) + ") is not read";
            }
        }
        return rockRidge.sparse ? "a sparse file (SF entry) is not read" : null;
    }

    /// What the record and Rock Ridge say together; the record's date stands in for a missing modification time.
    static Metadata metadata(DirectoryRecord record, RockRidge rockRidge, long inode) throws FormatException {
        var builder = Metadata.builder()
                .modified(rockRidge.modified != null ? rockRidge.modified : record.date())
                .accessed(rockRidge.accessed)
                .changed(rockRidge.changed)
                .created(rockRidge.created)
                .inode(inode);
        if (rockRidge.mode >= 0) {
            builder.permissions(rockRidge.mode & 07777).owner(rockRidge.user, rockRidge.group).links(rockRidge.links);
        }
        if (rockRidge.attributes.length > 0) {
            builder.xattrs(ExtendedAttributes.of(rockRidge.attributes, rockRidge.attributesOffset));
        }
        return builder.build();
    }
}
