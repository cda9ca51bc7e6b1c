package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the extent of one directory, followed by its continuation areas, when all places are known. Before, it is measured
/// how many sectors it takes; the places do not change that.
final class DirectoryWriter {
    private static final int CONTINUATION = 28;
    /// Records have even lengths, and a length is one byte.
    private static final int MAX_RECORD = 254;
    /// The largest section of a file: a multiple of the sector below 4 GiB.
    static final long MAX_SECTION = (1L << 32) - Iso.SECTOR;

    private final WrittenHierarchy hierarchy;
    private final PlannedNode directory;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final ByteArrayOutputStream continuations = new ByteArrayOutputStream();
    /// Sector of the first continuation area; 0 before it is known.
    private final long continuationSector;

    private DirectoryWriter(WrittenHierarchy hierarchy, PlannedNode directory) {
        this.hierarchy = hierarchy;
        this.directory = directory;
        var place = hierarchy.place(directory);
        continuationSector = place.sector() + place.length() / Iso.SECTOR;
    }

    /// @param extent the directory itself, whole sectors
    /// @param continuations its continuation areas, whole sectors
    record Written(ByteArrayOutputStream extent, ByteArrayOutputStream continuations) {}

    /// Bytes of a directory and of its continuation areas, whole sectors.
    record Size(long extent, long continuations) {}

    /// The size of what [#write] makes. Without continuation areas, which few directories have, no record is made for it.
    static Size measure(WrittenHierarchy hierarchy, PlannedNode directory) {
        boolean fits = directory.parent != null;
        // its records of itself and of its parent
        long size = 2L * recordLength(1, directory.parent == null ? 0 : hierarchy.specialLength(directory));
        for (var child : sorted(hierarchy, directory)) {
            int length = recordLength(hierarchy.identifierLength(child), hierarchy.listedLength(child));
            fits &= length <= MAX_RECORD;
            long sections = Math.max(1, Math.ceilDiv(child.data.size, MAX_SECTION));
            for (long section = 0; fits && section < sections; section++) {
                size = behind(size, length);
            }
        }
        if (fits) {
            return new Size(Iso.roundUp(size, Iso.SECTOR), 0);
        }
        var written = write(hierarchy, directory);
        return new Size(written.extent.size(), written.continuations.size());
    }

    private static int recordLength(int identifier, int systemUse) {
        return headerLength(identifier) + systemUse + systemUse % 2;
    }

    private static int headerLength(int identifier) {
        return DirectoryRecord.HEADER + identifier + (identifier + 1) % 2;
    }

    /// Where a record ends that comes behind others: it lies within one sector.
    private static long behind(long at, int length) {
        long room = Iso.SECTOR - at % Iso.SECTOR;
        return length > room ? at + room + length : at + length;
    }

    private static List<PlannedNode> sorted(WrittenHierarchy hierarchy, PlannedNode directory) {
        var children = new ArrayList<PlannedNode>(directory.children.size());
        for (var child : directory.children) {
            if (hierarchy.holds(child)) {
                children.add(child);
            }
        }
        children.sort(hierarchy.order());
        return children;
    }

    static Written write(WrittenHierarchy hierarchy, PlannedNode directory) {
        var writer = new DirectoryWriter(hierarchy, directory);
        writer.addSpecial((byte) 0, directory);
        writer.addSpecial((byte) 1, directory.parent == null ? directory : directory.parent);
        sorted(hierarchy, directory).forEach(writer::addChild);
        pad(writer.records);
        pad(writer.continuations);
        return new Written(writer.records, writer.continuations);
    }

    static void pad(ByteArrayOutputStream bytes) {
        int rest = bytes.size() % Iso.SECTOR;
        if (rest > 0) {
            bytes.writeBytes(new byte[Iso.SECTOR - rest]);
        }
    }

    private void addSpecial(byte identifier, PlannedNode node) {
        var place = hierarchy.place(node);
        boolean rootItself = identifier == 0 && directory.parent == null;
        addRecord(new byte[]{identifier}, place.sector(), place.length(), DirectoryRecord.FLAG_DIRECTORY,
                hierarchy.modified(node), hierarchy.special(node, rootItself));
    }

    private void addChild(PlannedNode child) {
        byte[] identifier = hierarchy.identifier(child);
        var time = hierarchy.modified(child);
        if (child.isDirectory()) {
            var place = hierarchy.place(child);
            addRecord(identifier, place.sector(), place.length(), DirectoryRecord.FLAG_DIRECTORY, time,
                    hierarchy.listed(child));
            return;
        }
        long sector = child.data.sector;
        long left = child.data.size;
        do {
            long size = Math.min(left, MAX_SECTION);
            left -= size;
            addRecord(identifier, sector, size, left > 0 ? DirectoryRecord.FLAG_MULTI_EXTENT : 0, time,
                    hierarchy.listed(child));
            sector += size / Iso.SECTOR;
        } while (left > 0);
    }

    private void addRecord(byte[] identifier, long sector, long size, int flags, Instant time,
            List<byte[]> systemUse) {
        int header = headerLength(identifier.length);
        byte[] use = fit(systemUse, MAX_RECORD - header);
        int length = header + use.length + use.length % 2;
        var record = new byte[length];
        record[0] = (byte) length;
        Fields.both32(record, 2, sector - hierarchy.base());
        Fields.both32(record, 10, size);
        Fields.shortDate(record, 18, time);
        record[25] = (byte) flags;
        Fields.both16(record, 28, 1);
        record[32] = (byte) identifier.length;
        System.arraycopy(identifier, 0, record, DirectoryRecord.HEADER, identifier.length);
        System.arraycopy(use, 0, record, header, use.length);
        int room = Iso.SECTOR - records.size() % Iso.SECTOR;
        if (length > room) {
            records.writeBytes(new byte[room]);
        }
        records.writeBytes(record);
    }

    /// As many of `entries` as `room` holds; the others go to continuation areas.
    private byte[] fit(List<byte[]> entries, int room) {
        int total = 0;
        for (byte[] entry : entries) {
            total += entry.length;
        }
        if (total <= room) {
            return joined(entries, total);
        }
        var areas = split(entries, room);
        byte[] next = {};
        // from the last one on, so that each area can name the one after it
        for (var area : areas.subList(1, areas.size()).reversed()) {
            area.writeBytes(next);
            next = continuation(placeArea(area), area.size());
        }
        areas.getFirst().writeBytes(next);
        return areas.getFirst().toByteArray();
    }

    private static byte[] joined(List<byte[]> entries, int length) {
        var joined = new byte[length];
        int at = 0;
        for (byte[] entry : entries) {
            System.arraycopy(entry, 0, joined, at, entry.length);
            at += entry.length;
        }
        return joined;
    }

    /// Cuts `entries` into areas of `room` bytes and then of a sector each, with room for a `CE` entry in all but the
    /// last.
    private static List<ByteArrayOutputStream> split(List<byte[]> entries, int room) {
        var areas = new ArrayList<>(List.of(new ByteArrayOutputStream()));
        long left = entries.stream().mapToLong(entry -> entry.length).sum();
        int size = room;
        for (byte[] entry : entries) {
            var area = areas.getLast();
            boolean restFits = area.size() + left <= size;
            if (!restFits && area.size() + entry.length + CONTINUATION > size) {
                area = new ByteArrayOutputStream();
                areas.add(area);
                size = Iso.SECTOR;
            }
            area.writeBytes(entry);
            left -= entry.length;
        }
        return areas;
    }

    /// Adds an area that lies within one sector (Linux reads no further), and answers where it begins.
    private int placeArea(ByteArrayOutputStream area) {
        int room = Iso.SECTOR - continuations.size() % Iso.SECTOR;
        if (area.size() > room) {
            continuations.writeBytes(new byte[room]);
        }
        int start = continuations.size();
        continuations.writeBytes(area.toByteArray());
        return start;
    }

    private byte[] continuation(int start, int length) {
        var entry = new byte[CONTINUATION];
        entry[0] = 'C';
        entry[1] = 'E';
        entry[2] = CONTINUATION;
        entry[3] = 1;
        Fields.both32(entry, 4, continuationSector + start / Iso.SECTOR - hierarchy.base());
        Fields.both32(entry, 12, start % Iso.SECTOR);
        Fields.both32(entry, 20, length);
        return entry;
    }
}
