package org.selfsame.format.sqlite;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.selfsame.parts.Parts;

/// The pages that are not in use: trunk pages in a chain, each with the numbers of leaf pages.
final class Freelist {
    /// More pages than this (1 TiB of the usual size) are not sorted out: one bit each stays in memory.
    private static final long PAGES = 1L << 28;

    private final BitSet trunks = new BitSet();
    private final BitSet leaves = new BitSet();

    /// Follows the chain from page `first` on; what does not belong there is an anomaly and ends it.
    Freelist(Parts parts, long pageSize, int reserved, long pages, long first) throws IOException {
        long most = (pageSize - reserved) / 4 - 2;
        for (long trunk = first; trunk != 0;) {
            if (trunk > Math.min(pages, PAGES) || trunks.get((int) trunk)) {
                parts.anomaly("freelist", 32, "page " + trunk + " cannot be the next of the freelist");
                return;
            }
            trunks.set((int) trunk);
            long at = (trunk - 1) * pageSize;
            long count = parts.number(at + 4, 4, ByteOrder.BIG_ENDIAN);
            if (count > most) {
                parts.anomaly("freelist", at + 4, count + " free pages in a trunk for " + most);
                return;
            }
            for (int i = 0; i < count; i++) {
                long leaf = parts.number(at + 8 + 4L * i, 4, ByteOrder.BIG_ENDIAN);
                if (leaf <= Math.min(pages, PAGES)) {
                    leaves.set((int) leaf);
                }
            }
            trunk = parts.number(at, 4, ByteOrder.BIG_ENDIAN);
        }
    }

    boolean contains(long page) {
        return page <= PAGES && (trunks.get((int) page) || leaves.get((int) page));
    }

    boolean isTrunk(long page) {
        return trunks.get((int) page);
    }
}
