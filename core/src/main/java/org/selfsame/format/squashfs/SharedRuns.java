package org.selfsame.format.squashfs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the runs of blocks are that files have, to be found by files with the same blocks. mksquashfs (4.5 and later) keeps
/// them in lists, and looks for a file only where some other file promises success; for files that end in zeros, which are
/// stored as a block but not counted as one there, that is not always the list they are in. Not thread-safe.
final class SharedRuns {
    private static final int LIST_BITS = 10;

    private final Map<Key, Long> starts = new HashMap<>();
    private final Set<Promise> promises = new HashSet<>();

    // what a record is given as equals and hashCode is put together when it is first called, which takes milliseconds

    private record Key(int list, Sum sum) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && list == key.list && sum.equals(key.sum);
        }

        @Override
        public int hashCode() {
            return 31 * list + sum.hashCode();
        }
    }

    private record Promise(int list, long blocks, int first) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Promise promise && list == promise.list && blocks == promise.blocks
                    && first == promise.first;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * list + Long.hashCode(blocks)) + first;
        }
    }

    /// A file whose blocks begin to be known.
    ///
    /// @param firstSize bytes that its first block has in the image, or in the file if it is all zeros
    /// @param blocks how many blocks its size lets expect
    /// @param first the size word of its first block
    record Wanted(int firstSize, long blocks, int first) {
        /// The list that mksquashfs keeps it in.
        private int list() {
            int mask = (1 << LIST_BITS) - 1;
            return blocks == 0 ? 0 : (firstSize & mask) << LIST_BITS | (int) blocks & mask;
        }
    }

    /// Whether there is a file with as many blocks, of which the first has the same size word.
    boolean promises(Wanted wanted) {
        return wanted.blocks > 0 && promises.contains(new Promise(wanted.list(), wanted.blocks, wanted.first));
    }

    /// The start of the last run that was added with these blocks, or null.
    @Nullable
    Long find(Wanted wanted, Sum sum) {
        return starts.get(new Key(wanted.list(), sum));
    }

    /// @param blocks how many blocks it really has
    void add(Wanted wanted, long blocks, Sum sum, long start) {
        starts.put(new Key(wanted.list(), sum), start);
        promises.add(new Promise(wanted.list(), blocks, wanted.first));
    }
}
