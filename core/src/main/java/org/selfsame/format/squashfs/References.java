package org.selfsame.format.squashfs;

import java.util.Arrays;

/// How many names lead to each inode, by its reference, in 8 bytes a name. First all are added, then they are asked for.
final class References {
    private final int most;
    private long[] all = new long[64];
    private int count;
    private boolean sorted = true;

    /// @param most names that are kept
    References(int most) {
        this.most = most;
    }

    /// Adds a name; whether there was room for it.
    boolean add(long reference) {
        if (count == most) {
            return false;
        }
        if (count == all.length) {
            all = Arrays.copyOf(all, (int) Math.min(most, 2L * count));
        }
        all[count++] = reference;
        sorted = false;
        return true;
    }

    /// Names that lead to `reference`.
    int count(long reference) {
        sort();
        int at = Arrays.binarySearch(all, 0, count, reference);
        if (at < 0) {
            return 0;
        }
        return end(at) - start(at);
    }

    /// Inodes that any name leads to.
    int distinct() {
        sort();
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                distinct++;
            }
        }
        return distinct;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(all, 0, count);
            sorted = true;
        }
    }

    /// The first of those that are equal to the one at `at`: one inode can have all the names there are.
    private int start(int at) {
        int low = 0;
        int high = at;
        while (low < high) {
            int middle = low + high >>> 1;
            if (all[middle] < all[at]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int end(int at) {
        int low = at + 1;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (all[middle] <= all[at]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
