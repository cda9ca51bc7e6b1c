package org.selfsame.format.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Anomaly;

/// Every partition table of a content, and what is odd about them and between them.
///
/// @param mbr the master boot record, or null
/// @param logical the logical partitions of the MBR and their records
/// @param gpt the GUID partition table, or null
/// @param apm the Apple partition map, or null
/// @param gap the bytes between MBR and first partition, or null if they are not used
/// @param partitions the partitions of all tables: MBR, then GPT, then APM, each by number
record Tables(@Nullable Mbr mbr, LogicalPartitions logical, @Nullable Gpt gpt, @Nullable Apm apm,
        @Nullable Content gap, List<Partition> partitions, List<Anomaly> anomalies) {

    /// Where an ISO 9660 volume has its first descriptor, and how long that is.
    private static final long ISO_DESCRIPTOR = 32768;
    private static final int ISO_DESCRIPTOR_SIZE = 2048;

    /// Whether there is a table at all. Cheaper than [#read], and not deceived by boot signatures of other formats.
    ///
    /// @throws IOException if the content cannot be read
    static boolean exist(Content content, long tableBytes) throws IOException {
        return Mbr.isPartitionTable(content) || Apm.read(content) != null || Gpt.read(content, tableBytes) != null;
    }

    /// Reads all tables. No table takes more memory than `tableBytes`.
    ///
    /// @throws FormatException if there is none
    /// @throws IOException if the content cannot be read
    static Tables read(Content content, long tableBytes) throws IOException {
        var anomalies = new ArrayList<Anomaly>();
        var mbr = Mbr.read(content);
        var gpt = Gpt.read(content, tableBytes);
        var apm = Apm.read(content);
        if (gpt == null && apm == null && !Mbr.isPartitionTable(content)) {
            throw new FormatException("disk", 0, "no partition table: neither an MBR with a partition in it nor a"
                    + " GPT header nor an Apple partition map");
        }
        var logical = LogicalPartitions.read(content, mbr, anomalies);
        var gap = mbr == null || gpt != null || apm != null || isIso(content) ? null : MbrGap.of(content, mbr);
        var tables = new Tables(mbr, logical, gpt, apm, gap, new ArrayList<>(), anomalies);
        tables.collect();
        tables.check(content);
        return tables;
    }

    /// Bytes a sector, as the MBR counts.
    int sectorSize() {
        return gpt == null ? Sector.SIZE : gpt.sectorSize();
    }

    /// The entries of the MBR in use, logical ones included.
    List<MbrEntry> mbrEntries() {
        var entries = new ArrayList<MbrEntry>();
        if (mbr != null) {
            mbr.entries().stream().filter(MbrEntry::isUsed).forEach(entries::add);
            entries.addAll(logical.partitions());
        }
        return entries;
    }

    private void collect() {
        mbrEntries().stream().filter(MbrEntry::isPartition).map(entry -> new Partition("mbr", entry.number(),
                entry.offset(), entry.firstLba(), entry.sectors(), sectorSize())).forEach(partitions::add);
        if (gpt != null) {
            partitions.addAll(gpt.partitions());
        }
        if (apm != null) {
            partitions.addAll(apm.partitions());
        }
    }

    private void check(Content content) throws IOException {
        boolean iso = isIso(content);
        checkMbr();
        if (gpt != null) {
            gpt.check(content, iso, anomalies);
        }
        if (apm != null) {
            apm.check(anomalies);
        }
        for (var partition : partitions) {
            if (!partition.liesInside(content)) {
                anomalies.add(new Anomaly("disk.partition_outside", partition.entryOffset(),
                        partition.place() + " do not lie inside the " + content.size() + " bytes there are"));
            }
        }
        for (var table : List.of("mbr", "gpt", "apm")) {
            checkOverlaps(partitions.stream().filter(partition -> partition.table().equals(table)).toList(), iso);
        }
    }

    private void checkMbr() {
        boolean isProtective = false;
        for (var entry : mbrEntries()) {
            isProtective |= entry.isProtective();
            if (!entry.hasKnownStatus()) {
                anomalies.add(new Anomaly("disk.mbr.status", entry.offset(), String.format(Locale.ROOT,
                        "mbr-%d has the status %#04x, neither active (0x80) nor not (0x00)", entry.number(),
                        entry.status())));
            }
        }
        boolean hasPartitions = mbrEntries().stream().anyMatch(entry -> !entry.isProtective() && !entry.isBootMark());
        if (gpt == null && isProtective) {
            anomalies.add(new Anomaly("disk.mbr.protective_without_gpt", Mbr.ENTRIES,
                    "the MBR protects a GPT that is not there"));
        } else if (gpt != null && hasPartitions) {
            anomalies.add(new Anomaly("disk.hybrid_mbr", Mbr.ENTRIES,
                    "the MBR has partitions of its own beside the GPT"));
        } else if (gpt != null && !isProtective) {
            anomalies.add(new Anomaly("disk.gpt.unprotected", -1, "no MBR protects the GPT"));
        }
    }

    /// Reports each partition that begins before an earlier one of its table ends. In an image that is an ISO as well,
    /// a partition that contains the ISO may contain another one: the boot image is a file of the ISO.
    private void checkOverlaps(List<Partition> table, boolean iso) {
        var ordered = table.stream().filter(partition -> partition.size() > 0).sorted(Comparator
                .comparingLong(Partition::start).thenComparing(Comparator.comparingLong(Partition::end).reversed()))
                .toList();
        Partition furthest = null;
        for (var partition : ordered) {
            if (furthest != null && partition.start() < furthest.end()) {
                boolean hybrid = iso && furthest.start() <= ISO_DESCRIPTOR
                        && furthest.end() >= ISO_DESCRIPTOR + ISO_DESCRIPTOR_SIZE
                        && partition.start() > ISO_DESCRIPTOR && partition.end() <= furthest.end();
                anomalies.add(new Anomaly(hybrid ? "disk.hybrid_overlap" : "disk.partitions_overlap",
                        partition.entryOffset(), partition.place() + " overlap " + furthest.place()));
            }
            if (furthest == null || partition.end() > furthest.end()) {
                furthest = partition;
            }
        }
    }

    /// Whether the content is an ISO 9660 volume as well.
    static boolean isIso(Content content) throws IOException {
        return Sector.fits(content, ISO_DESCRIPTOR, ISO_DESCRIPTOR_SIZE)
                && Sector.read(content, ISO_DESCRIPTOR, 6).text(1, 5, StandardCharsets.US_ASCII)
                        .equals("CD001");
    }
}
