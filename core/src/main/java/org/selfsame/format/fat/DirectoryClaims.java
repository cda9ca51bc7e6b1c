package org.selfsame.format.fat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.selfsame.content.FormatException;

/// Which clusters belong to which directory, as far as directories were read. A cluster belongs to one directory, and
/// a directory to one entry: so no directory contains itself, and a small image cannot hold a huge tree. Of two
/// directories that share a cluster the one that is read later is refused. Thread-safe.
final class DirectoryClaims {
    private static final int BYTES_EACH = 64;

    private final BitSet claimed = new BitSet();
    private final Map<Long, Integer> firsts = new HashMap<>();
    private final long maximum;

    /// For directories that take no more than `tableBytes` to remember.
    DirectoryClaims(long tableBytes) {
        maximum = tableBytes / BYTES_EACH;
    }

    /// Claims the chain for the directory that the entry at `entryOffset` states.
    ///
    /// @throws FormatException if a cluster of it is another directory's, or there are too many directories
    synchronized void claim(Chain chain, long entryOffset) throws FormatException {
        var known = firsts.get(entryOffset);
        if (known != null && known == chain.first(0)) {
            return;
        }
        if (firsts.size() >= maximum) {
            throw new FormatException("fat", entryOffset, "more than " + maximum + " directories");
        }
        for (int run = 0; run < chain.runs(); run++) {
            int first = chain.first(run);
            int taken = claimed.nextSetBit(first);
            if (taken >= 0 && taken < first + chain.length(run)) {
                throw new FormatException("fat", entryOffset,
                        "the directory shares cluster " + taken + " with another one, or contains itself");
            }
        }
        for (int run = 0; run < chain.runs(); run++) {
            claimed.set(chain.first(run), chain.first(run) + chain.length(run));
        }
        firsts.put(entryOffset, chain.first(0));
    }
}
