package org.selfsame.format.disk;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Anomaly;

/// A GUID partition table in its two copies. The partitions are those of the primary copy if its checksums are right,
/// else those of the backup if its are, else what can be read of either.
///
/// @param primary the copy that starts in sector 1, or null
/// @param backup the copy that the primary points at or that ends the disk, or null
record Gpt(@Nullable GptCopy primary, @Nullable GptCopy backup) {
    private static final int[] SECTOR_SIZES = {512, 4096};

    /// Finds the table by its headers, in sectors of 512 bytes, then of 4096. Null if there is none.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable Gpt read(Content content, long tableBytes) throws IOException {
        for (int sectorSize : SECTOR_SIZES) {
            var primary = GptCopy.read(content, 1, sectorSize, tableBytes);
            if (primary != null) {
                return new Gpt(primary, backup(content, primary, tableBytes));
            }
        }
        for (int sectorSize : SECTOR_SIZES) {
            var backup = GptCopy.read(content, lastSector(content, sectorSize), sectorSize, tableBytes);
            // without a primary, only a header that proves itself: the end of a file may be anything
            if (backup != null && backup.header().hasRightCrc()) {
                return new Gpt(null, backup);
            }
        }
        return null;
    }

    private static @Nullable GptCopy backup(Content content, GptCopy primary, long tableBytes) throws IOException {
        int sectorSize = primary.header().sectorSize();
        long stated = primary.header().alternateLba();
        var backup = stated == 1 ? null : GptCopy.read(content, stated, sectorSize, tableBytes);
        long last = lastSector(content, sectorSize);
        return backup == null && last != 1 ? GptCopy.read(content, last, sectorSize, tableBytes) : backup;
    }

    private static long lastSector(Content content, int sectorSize) {
        return content.size() / sectorSize - 1;
    }

    /// The copy that counts.
    GptCopy chosen() {
        if (primary == null || backup == null) {
            return primary == null ? present(backup) : primary;
        }
        if (primary.hasRightCrcs() || !backup.hasRightCrcs() && primary.entries() != null) {
            return primary;
        }
        return backup.entries() == null ? primary : backup;
    }

    private static GptCopy present(@Nullable GptCopy copy) {
        if (copy == null) {
            throw new IllegalStateException("a table without a copy");
        }
        return copy;
    }

    int sectorSize() {
        return chosen().header().sectorSize();
    }

    List<Partition> partitions() {
        return chosen().used().stream().map(entry -> entry.partition(sectorSize())).toList();
    }

    /// Adds what is wrong with the copies, and between them. `iso` tells whether the content is an ISO as well.
    void check(Content content, boolean iso, List<Anomaly> anomalies) {
        if (primary == null) {
            anomalies.add(new Anomaly("disk.gpt.primary_missing", sectorSize(), "no GPT header in sector 1"));
        } else {
            checkCopy(primary, "primary", 1, anomalies);
        }
        if (backup == null) {
            anomalies.add(new Anomaly("disk.gpt.backup_missing", -1, "no backup GPT header in sector "
                    + Long.toUnsignedString(chosen().header().alternateLba())));
        } else {
            long lba = backup.header().offset() / sectorSize();
            checkCopy(backup, "backup", lba, anomalies);
            if (lba != lastSector(content, sectorSize())) {
                anomalies.add(new Anomaly("disk.gpt.backup_not_at_end", backup.header().offset(),
                        "the backup GPT is in sector " + lba + ", the last one is "
                                + lastSector(content, sectorSize())));
            }
        }
        if (primary != null && backup != null) {
            compare(primary, backup, anomalies);
        }
        checkUsable(iso, anomalies);
    }

    private static void checkCopy(GptCopy copy, String which, long lba, List<Anomaly> anomalies) {
        var header = copy.header();
        if (copy.problem() != null) {
            anomalies.add(new Anomaly("disk.gpt.unreadable", header.offset(), which + " GPT: " + copy.problem()));
        }
        if (!header.hasRightCrc() && header.computedCrc() >= 0) {
            anomalies.add(new Anomaly("disk.gpt.header_crc", header.offset(), String.format(Locale.ROOT,
                    "%s GPT header: states the CRC %08x, has %08x", which, header.crc(), header.computedCrc())));
        }
        if (copy.entries() != null && header.entriesCrc() != copy.computedCrc()) {
            anomalies.add(new Anomaly("disk.gpt.entries_crc", copy.entries().offset(), String.format(Locale.ROOT,
                    "%s GPT entries: the header states the CRC %08x, they have %08x", which, header.entriesCrc(),
                    copy.computedCrc())));
        }
        if (header.lba() != lba) {
            anomalies.add(new Anomaly("disk.gpt.misplaced", header.offset(), which + " GPT header: is in sector " + lba
                    + ", says " + Long.toUnsignedString(header.lba())));
        }
    }

    private static void compare(GptCopy primary, GptCopy backup, List<Anomaly> anomalies) {
        var left = primary.header();
        var right = backup.header();
        var agree = left.guid().equals(right.guid()) && left.firstUsable() == right.firstUsable()
                && left.lastUsable() == right.lastUsable() && left.entryCount() == right.entryCount()
                && left.entrySize() == right.entrySize() && right.alternateLba() == left.lba()
                && left.alternateLba() == right.lba();
        if (!agree) {
            anomalies.add(new Anomaly("disk.gpt.headers_disagree", right.offset(),
                    "the primary and the backup GPT header do not describe the same table"));
        }
        if (primary.entries() != null && backup.entries() != null) {
            int at = Arrays.mismatch(primary.entries().bytes(), backup.entries().bytes());
            if (at >= 0) {
                anomalies.add(new Anomaly("disk.gpt.entries_disagree", backup.entries().offset() + at,
                        "primary and backup GPT entries differ, first in that of partition "
                                + (at / left.entrySize() + 1)));
            }
        }
    }

    /// Partitions must keep clear of the tables. That of a whole hybrid ISO does not, and has a code of its own.
    private void checkUsable(boolean iso, List<Anomaly> anomalies) {
        var header = chosen().header();
        for (var entry : chosen().used()) {
            if (Long.compareUnsigned(entry.firstLba(), header.firstUsable()) < 0
                    || Long.compareUnsigned(entry.lastLba(), header.lastUsable()) > 0) {
                boolean hybrid = iso && entry.firstLba() == 0;
                anomalies.add(new Anomaly(hybrid ? "disk.hybrid_covers_gpt" : "disk.gpt.outside_usable",
                        entry.offset(), "gpt-" + entry.number() + " lies outside the sectors "
                                + Long.toUnsignedString(header.firstUsable()) + " to "
                                + Long.toUnsignedString(header.lastUsable())
                                + " that the header gives to partitions"));
            }
        }
    }
}
