package org.selfsame.format.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Anomaly;

/// The chain of extended boot records in the extended partitions of an MBR. Each record describes one logical partition
/// and the place of the next record; the chain ends where there is no next, or at the first record that is wrong.
final class LogicalPartitions {
    /// More than any system gives device names to (Linux: 256); bounds the work on a chain that never ends.
    private static final int MAXIMUM = 1024;

    private final Content content;
    private final List<Anomaly> anomalies;
    private final List<MbrEntry> partitions = new ArrayList<>();
    private final List<Long> records = new ArrayList<>();

    private LogicalPartitions(Content content, List<Anomaly> anomalies) {
        this.content = content;
        this.anomalies = anomalies;
    }

    /// Follows the chain of each extended entry of `mbr`, if there is one. What is wrong with a chain is added to `anomalies`.
    ///
    /// @throws IOException if the content cannot be read
    static LogicalPartitions read(Content content, @Nullable Mbr mbr, List<Anomaly> anomalies)
            throws IOException {
        var logical = new LogicalPartitions(content, anomalies);
        for (var entry : mbr == null ? List.<MbrEntry>of() : mbr.entries()) {
            if (entry.isUsed() && entry.isExtended()) {
                logical.follow(entry);
            }
        }
        return logical;
    }

    /// The logical partitions in the order of the chain, numbered from 5.
    List<MbrEntry> partitions() {
        return partitions;
    }

    /// Offsets of the extended boot records.
    List<Long> records() {
        return records;
    }

    private void follow(MbrEntry extended) throws IOException {
        var seen = new HashSet<Long>();
        long pointer = extended.offset();
        for (long lba = extended.firstLba();;) {
            long offset = lba * Sector.SIZE;
            if (!seen.add(lba)) {
                anomalies.add(new Anomaly("disk.mbr.logical_loop", pointer,
                        "the chain of logical partitions comes back to sector " + lba));
                return;
            }
            if (records.size() >= MAXIMUM) {
                anomalies.add(new Anomaly("disk.mbr.logical_too_many", pointer,
                        "more than " + MAXIMUM + " extended boot records"));
                return;
            }
            if (!Sector.fits(content, offset, Sector.SIZE)) {
                anomalies.add(new Anomaly("disk.mbr.logical_outside", pointer,
                        "an extended boot record at sector " + lba + " lies after the end"));
                return;
            }
            var record = Sector.read(content, offset, Sector.SIZE);
            if (!Mbr.isSigned(record)) {
                anomalies.add(new Anomaly("disk.mbr.logical_unsigned", offset,
                        "no boot signature in the extended boot record at sector " + lba));
                return;
            }
            records.add(offset);
            var entries = Mbr.entries(record).stream().filter(MbrEntry::isUsed).toList();
            addPartition(entries, lba);
            var next = entries.stream().filter(MbrEntry::isExtended).findFirst();
            if (next.isEmpty()) {
                return;
            }
            pointer = next.get().offset();
            lba = extended.firstLba() + next.get().firstLba();
        }
    }

    private void addPartition(List<MbrEntry> entries, long base) {
        var here = entries.stream().filter(entry -> !entry.isExtended()).toList();
        if (!here.isEmpty()) {
            partitions.add(here.getFirst().logical(5 + partitions.size(), base));
        }
        if (here.size() > 1 || entries.size() - here.size() > 1) {
            anomalies.add(new Anomaly("disk.mbr.logical_extra", base * Sector.SIZE,
                    "an extended boot record has " + entries.size() + " entries in use"));
        }
    }
}
