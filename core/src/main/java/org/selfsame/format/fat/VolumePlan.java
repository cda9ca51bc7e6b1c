package org.selfsame.format.fat;

import org.jspecify.annotations.Nullable;

/// The geometry of a volume that is written, by the rules of mkfs.fat 4.2. Source: the manual page mkfs.fat(8), and the
/// volumes that it makes in the tests.
///
/// @param sectors size of the volume in sectors
/// @param reserved sectors before the first table
/// @param tableSectors size of one table in sectors
/// @param rootEntries entries of the fixed root directory; 0 on FAT32
/// @param imageBytes size of the image; bytes after the last sector of the volume are zero
record VolumePlan(FatType type, long sectors, int sectorSize, int clusterSectors, int reserved, int tables,
        long tableSectors, int rootEntries, long clusters, int media, int sectorsPerTrack, int heads, long imageBytes) {
    private static final long MIB = 1 << 20;
    /// Volumes up to this are taken for floppy disks, where every sector counts.
    private static final int UNALIGNED_SECTORS = 8192;
    private static final int MOST_CLUSTER_SECTORS = 128;
    private static final int ROOT_ENTRIES = 512;
    private static final int MOST_ROOT_ENTRIES = 0xffff;
    private static final int FLOPPY = 0xf0;
    private static final int FIXED_DISK = 0xf8;

    /// What a size is taken for.
    private record Medium(int media, int heads, int sectorsPerTrack, int clusterSectors, int rootEntries) {

        static Medium of(long bytes) {
            return switch ((int) Math.min(bytes / 1024, Integer.MAX_VALUE)) {
                case 360 -> new Medium(0xfd, 2, 9, 2, 112);
                case 720 -> new Medium(0xf9, 2, 9, 2, 112);
                case 1200 -> new Medium(0xf9, 2, 15, 1, 224);
                case 1440 -> new Medium(FLOPPY, 2, 18, 1, 224);
                case 2880 -> new Medium(FLOPPY, 2, 36, 2, 224);
                default -> disk(bytes);
            };
        }

        /// The geometry that the SD association recommends for memory cards of a size.
        private static Medium disk(long bytes) {
            int sectors = bytes <= 2 * MIB ? 16 : bytes <= 256 * MIB ? 32 : 63;
            int heads = bytes <= 16 * MIB
                    ? 2
                    : bytes <= 32 * MIB
                            ? 4
                            : bytes <= 128 * MIB
                                    ? 8
                                    : bytes <= 504 * MIB
                                            ? 16
                                            : bytes <= 1008 * MIB
                                                    ? 32
                                                    : bytes <= 2016 * MIB ? 64 : bytes <= 4032 * MIB ? 128 : 255;
            return new Medium(FIXED_DISK, heads, sectors, 4, ROOT_ENTRIES);
        }
    }

    /// The volume that fills an image of `imageBytes` and has at least `rootEntries` entries in a fixed root directory, or
    /// null if there is none by the rules.
    static @Nullable VolumePlan of(FatOptions options, long imageBytes, long rootEntries) {
        var medium = Medium.of(imageBytes);
        var type = options.type() == null && imageBytes >= 512 * MIB ? FatType.FAT32 : options.type();
        int track = options.sectorsPerTrack() == 0 ? medium.sectorsPerTrack : options.sectorsPerTrack();
        long sectors = Math.min(imageBytes / options.sectorSize(), 0xffffffffL);
        if (options.wholeTracks()) {
            sectors = sectors / track * track;
        }
        int first = options.clusterSectors();
        if (first == 0) {
            first = type == FatType.FAT32 ? wideClusterSectors(imageBytes) : medium.clusterSectors;
        }
        int last = options.clusterSectors() == 0 ? MOST_CLUSTER_SECTORS : first;
        boolean aligned = options.aligned() && sectors > UNALIGNED_SECTORS;
        long root = Math.max(rootEntries, options.rootEntries() == 0 ? medium.rootEntries : options.rootEntries());
        for (int cluster = first; cluster <= last; cluster *= 2) {
            var attempt = new Attempt(options, sectors, cluster, aligned, root);
            var found = attempt.best(type);
            if (found != null) {
                return new VolumePlan(found.type, sectors, options.sectorSize(), cluster, attempt.reserved(found.type),
                        options.tables(), found.tableSectors, found.type == FatType.FAT32 ? 0 : attempt.rootEntries(),
                        found.clusters, options.media() == 0 ? medium.media : options.media(), track,
                        options.heads() == 0 ? medium.heads : options.heads(), imageBytes);
            }
        }
        return null;
    }

    /// As Microsoft's format program has it.
    private static int wideClusterSectors(long bytes) {
        long mib = Math.ceilDiv(bytes, MIB);
        return mib > 32 * 1024 ? 64 : mib > 16 * 1024 ? 32 : mib > 8 * 1024 ? 16 : mib > 260 ? 8 : 1;
    }

    /// Bytes of a cluster.
    int clusterBytes() {
        return clusterSectors * sectorSize;
    }

    /// Bytes of the fixed root directory, in whole sectors.
    long rootBytes() {
        return Math.ceilDiv((long) rootEntries * DirectoryEntry.SIZE, sectorSize) * sectorSize;
    }

    /// Where the first cluster lies, in bytes.
    long dataOffset() {
        return (reserved + tables * tableSectors) * sectorSize + rootBytes();
    }

    /// Whether the BIOS would call the medium a disk and not a floppy disk.
    boolean isDisk() {
        return media == FIXED_DISK;
    }

    /// One size of clusters tried out.
    private record Attempt(FatOptions options, long sectors, int cluster, boolean aligned, long leastRoot) {

        record Found(FatType type, long clusters, long tableSectors) {}

        @Nullable
        Found best(@Nullable FatType wanted) {
            if (wanted != null) {
                return found(wanted);
            }
            var narrow = found(FatType.FAT12);
            var middle = found(FatType.FAT16);
            return narrow == null || middle != null && middle.clusters > narrow.clusters ? middle : narrow;
        }

        private @Nullable Found found(FatType type) {
            int size = options.sectorSize();
            long rest = sectors - reserved(type) - (type == FatType.FAT32 ? 0 : rootSectors());
            if (rest <= 0 || type != FatType.FAT32 && rootEntries() > MOST_ROOT_ENTRIES) {
                return null;
            }
            // entries of the tables are counted in half bytes, two entries of each are no clusters
            long halves = (long) options.tables() * type.bits() / 4;
            long clusters = (2 * rest * size + 2 * halves) / (2L * cluster * size + halves);
            long table = align(Math.ceilDiv(type.tableBytes(clusters + 2), size));
            // what the tables do not fill up may make one cluster more
            clusters = (rest - options.tables() * table) / cluster;
            long most = Math.min(table * size * 8 / type.bits() - 2, type.maximum());
            boolean few = clusters < type.minimum() && (type != FatType.FAT32 || options.type() == null);
            return clusters <= 0 || clusters > most || few ? null : new Found(type, clusters, table);
        }

        int reserved(FatType type) {
            int sectors = options.reservedSectors() == 0 ? type == FatType.FAT32 ? 32 : 1 : options.reservedSectors();
            return (int) align(sectors);
        }

        private long rootSectors() {
            return align(Math.ceilDiv(leastRoot * DirectoryEntry.SIZE, options.sectorSize()));
        }

        int rootEntries() {
            return aligned
                    ? (int) (rootSectors() * options.sectorSize() / DirectoryEntry.SIZE)
                    : (int) leastRoot;
        }

        private long align(long count) {
            return aligned ? Math.ceilDiv(count, cluster) * cluster : count;
        }
    }
}
