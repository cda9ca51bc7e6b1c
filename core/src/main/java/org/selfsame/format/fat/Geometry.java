package org.selfsame.format.fat;

import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Where the parts of a volume lie, in bytes from its start. The file allocation tables and a fixed root directory lie
/// inside the content; clusters may lie outside where the image was cut short.
///
/// Clusters are numbered from 2. The number of clusters decides between FAT12 and FAT16, as Microsoft's specification
/// rules; that a volume is FAT32 is told by where it states the size of its tables, as Linux and mtools do, because
/// tools make FAT32 volumes with fewer clusters than the rule asks for.
///
/// @param tableBytes size of one file allocation table
/// @param activeTable the table that counts, from 0
/// @param rootOffset where the fixed root directory lies, and where it would on FAT32
/// @param rootBytes its size; 0 on FAT32
/// @param dataOffset where cluster 2 lies
/// @param clusters number of clusters, never more than the table has entries for
/// @param volumeBytes size that the volume states
record Geometry(FatType type, long tableOffset, long tableBytes, int tables, int activeTable, long rootOffset,
        int rootBytes, long dataOffset, int clusterBytes, long clusters, long statedClusters, long volumeBytes) {
    static final int FIRST_CLUSTER = 2;

    /// @throws FormatException if the parts do not fit in each other or in the content
    static Geometry of(BootSector boot, Content content) throws FormatException {
        long tableOffset = (long) boot.reserved() * boot.sectorSize();
        long tableBytes = boot.tableSectors() * boot.sectorSize();
        long rootOffset = tableOffset + tableBytes * boot.tables();
        int rootBytes = boot.rootEntries() * DirectoryEntry.SIZE;
        long dataOffset = rootOffset + Math.ceilDiv(rootBytes, boot.sectorSize()) * (long) boot.sectorSize();
        long volumeBytes = boot.sectors() * boot.sectorSize();
        if (dataOffset > content.size() || dataOffset > volumeBytes) {
            throw new FormatException("fat", 14, "the tables and the root directory end at byte " + dataOffset
                    + ", the volume has " + volumeBytes + " and the content " + content.size());
        }
        int clusterBytes = boot.clusterSectors() * boot.sectorSize();
        long clusters = (volumeBytes - dataOffset) / clusterBytes;
        var type = boot.wide()
                ? FatType.FAT32
                : clusters <= FatType.FAT12.maximum() ? FatType.FAT12 : FatType.FAT16;
        if (clusters > type.maximum()) {
            throw new FormatException("fat", 32, clusters + " clusters are too many for " + type);
        }
        long entries = tableBytes * 8 / type.bits();
        int active = boot.wide() && (boot.flags() & BootSector.ONE_TABLE) != 0 ? boot.flags() & 0x0f : 0;
        if (active >= boot.tables()) {
            throw new FormatException("fat", 40, "table " + active + " is the active one of " + boot.tables());
        }
        return new Geometry(type, tableOffset, tableBytes, boot.tables(), active, rootOffset, rootBytes, dataOffset,
                clusterBytes, Math.clamp(entries - FIRST_CLUSTER, 0, clusters), clusters, volumeBytes);
    }

    /// Where table `number` lies.
    long table(int number) {
        return tableOffset + number * tableBytes;
    }

    /// Where cluster `number` lies.
    long cluster(long number) {
        return dataOffset + (number - FIRST_CLUSTER) * clusterBytes;
    }

    /// Whether there is a cluster `number`.
    boolean hasCluster(long number) {
        return number >= FIRST_CLUSTER && number < clusters + FIRST_CLUSTER;
    }
}
