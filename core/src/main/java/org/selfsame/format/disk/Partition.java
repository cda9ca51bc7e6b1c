package org.selfsame.format.disk;

import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A range of sectors that a table gives a number to. The range is what the table says: it may lie outside.
///
/// @param table the table's name: `mbr`, `gpt` or `apm`
/// @param number its number in that table, from 1
/// @param entryOffset where the table's entry for it lies in the content
/// @param firstLba first sector; negative stands for 2^63 or more
/// @param sectors number of sectors; 0 or less where the table's last sector comes before the first
/// @param sectorSize bytes a sector
record Partition(String table, int number, long entryOffset, long firstLba, long sectors, int sectorSize) {

    /// The name of its entry in the tree, such as `gpt-1`.
    String name() {
        return table + "-" + number;
    }

    /// Size in bytes as the table states it, 2^63 - 1 if it is more.
    long size() {
        return saturated(Math.max(0, sectors));
    }

    /// First byte, 2^63 - 1 if it is more.
    long start() {
        return firstLba < 0 ? Long.MAX_VALUE : saturated(firstLba);
    }

    /// First byte after it, 2^63 - 1 if it is more.
    long end() {
        long end = start() + size();
        return end < 0 ? Long.MAX_VALUE : end;
    }

    boolean liesInside(Content content) {
        return sectors > 0 && Sector.fits(content, start(), size());
    }

    /// What a message says of its place.
    String place() {
        return name() + ": " + sectors + " sectors of " + sectorSize + " bytes from sector "
                + Long.toUnsignedString(firstLba) + " on";
    }

    /// The partition of `whole` as a file.
    Entry.File file(Content whole) {
        return new PartitionFile(this, whole);
    }

    private long saturated(long count) {
        return count > Long.MAX_VALUE / sectorSize ? Long.MAX_VALUE : count * sectorSize;
    }

    private record PartitionFile(Partition partition, Content whole) implements Entry.File {
        @Override
        public Name name() {
            return Name.of(partition.name());
        }

        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public long size() {
            return partition.size();
        }

        @Override
        public Content content() throws FormatException {
            if (!partition.liesInside(whole)) {
                throw new FormatException("disk", partition.entryOffset(), partition.place()
                        + " do not lie inside the " + whole.size() + " bytes there are");
            }
            return whole.slice(partition.start(), partition.size());
        }
    }
}
