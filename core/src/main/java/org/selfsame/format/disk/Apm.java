package org.selfsame.format.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Anomaly;

/// An Apple partition map: one entry a block, from block 1 on, each stating how many there are.
/// Source: Inside Macintosh: Devices, "The Partition Map".
///
/// @param blockSize bytes a block: 512, or 2048 on optical media
/// @param statedCount the number of entries that the first one states
/// @param entries those that were found, in order
record Apm(int blockSize, long statedCount, List<ApmEntry> entries) {
    /// Bytes of an entry that Apple defines; the rest of the block is reserved.
    static final int ENTRY_SIZE = 136;

    /// Far above any real map; the map describes itself, so 62 entries fill the usual size of 63 blocks.
    private static final int MAXIMUM = 1024;

    /// An entry.
    ///
    /// @param number from 1, by its block
    /// @param offset where it lies in the content
    /// @param firstBlock first block of the partition
    record ApmEntry(int number, long offset, long count, long firstBlock, long blocks, String name, String type,
            long status) {
        static final int SIGNATURE = 'P' << 8 | 'M';
    }

    /// Finds the map, in blocks of 512 or of 2048 bytes. Null if there is none.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable Apm read(Content content) throws IOException {
        // every fourth entry of a map in blocks of 512 lies where one in blocks of 2048 would have its first
        for (int blockSize : new int[]{512, 2048}) {
            var first = entry(content, blockSize, 1);
            if (first != null && first.count() >= 1 && first.count() <= MAXIMUM) {
                var entries = new ArrayList<ApmEntry>();
                entries.add(first);
                for (int number = 2; number <= first.count(); number++) {
                    var entry = entry(content, blockSize, number);
                    if (entry == null) {
                        break;
                    }
                    entries.add(entry);
                }
                return new Apm(blockSize, first.count(), entries);
            }
        }
        return null;
    }

    private static @Nullable ApmEntry entry(Content content, int blockSize, int number) throws IOException {
        long offset = (long) number * blockSize;
        if (!Sector.fits(content, offset, Sector.SIZE)) {
            return null;
        }
        var sector = Sector.read(content, offset, Sector.SIZE);
        if (sector.big16(0) != ApmEntry.SIGNATURE) {
            return null;
        }
        return new ApmEntry(number, offset, sector.big32(4), sector.big32(8), sector.big32(12),
                sector.text(16, 32, StandardCharsets.ISO_8859_1), sector.text(48, 32, StandardCharsets.ISO_8859_1),
                sector.big32(88));
    }

    List<Partition> partitions() {
        return entries.stream().filter(entry -> entry.blocks() > 0).map(entry -> new Partition("apm", entry.number(),
                entry.offset(), entry.firstBlock(), entry.blocks(), blockSize)).toList();
    }

    /// Adds what is wrong with the map.
    void check(List<Anomaly> anomalies) {
        if (entries.size() < statedCount) {
            anomalies.add(new Anomaly("disk.apm.entries_missing", (entries.size() + 1L) * blockSize,
                    "the partition map states " + statedCount + " entries, " + entries.size() + " are there"));
        }
        for (var entry : entries) {
            if (entry.count() != statedCount) {
                anomalies.add(new Anomaly("disk.apm.counts_disagree", entry.offset(), "apm-" + entry.number()
                        + " states " + entry.count() + " entries, apm-1 " + statedCount));
            }
        }
    }
}
