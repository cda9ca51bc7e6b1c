package org.selfsame.format.ext4;

import java.util.Arrays;
import org.selfsame.content.FormatException;

/// Where the blocks of a file lie: runs in the order of the file, with holes between them. Built once, then read only.
final class BlockMap {
    /// Memory that one run takes.
    private static final int RUN = 2 * Long.BYTES + Integer.BYTES + 1;

    private final long offset;
    private final int most;
    private final long mostBlocks;
    private final long mostTree;
    private long[] logical = new long[4];
    private long[] physical = new long[4];
    private int[] lengths = new int[4];
    private boolean[] unwritten = new boolean[4];
    private int runs;
    private long mapped;
    private long[] tree = new long[0];
    private int treeBlocks;

    /// @param offset of the inode, for the exceptions
    /// @param mostBlocks the most that a file of this volume can have
    /// @param mostTree the most blocks that can be read for the map
    BlockMap(long offset, long mostBlocks, long mostTree, long tableBytes) {
        this.offset = offset;
        this.mostBlocks = mostBlocks;
        this.mostTree = mostTree;
        most = (int) Math.min(Integer.MAX_VALUE / 2, Math.max(4, tableBytes / RUN));
    }

    /// Adds a run behind all others.
    ///
    /// @throws FormatException if it is not behind them, or there are too many runs or blocks
    void add(long first, long block, int length, boolean isUnwritten) throws FormatException {
        long end = runs == 0 ? 0 : end(runs - 1);
        if (first < end) {
            throw broken("block " + first + " of a file is mapped twice, or out of order");
        }
        mapped += length;
        if (mapped > mostBlocks) {
            throw broken("a file of more blocks than the volume has");
        }
        int last = runs - 1;
        if (runs > 0 && first == end && physical[last] + lengths[last] == block && unwritten[last] == isUnwritten
                && lengths[last] <= Integer.MAX_VALUE - length) {
            lengths[last] += length;
            return;
        }
        if (runs == most) {
            throw broken("a file in more than " + most + " pieces");
        }
        if (runs == logical.length) {
            int capacity = Math.min(most, 2 * runs);
            logical = Arrays.copyOf(logical, capacity);
            physical = Arrays.copyOf(physical, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            unwritten = Arrays.copyOf(unwritten, capacity);
        }
        logical[runs] = first;
        physical[runs] = block;
        lengths[runs] = length;
        unwritten[runs++] = isUnwritten;
    }

    /// Adds a block that holds a part of the map itself.
    ///
    /// @throws FormatException if there are more than any file needs
    void addTree(long block) throws FormatException {
        if (treeBlocks >= Math.min(mostTree, most)) {
            throw broken("a map of more blocks than the volume has");
        }
        if (treeBlocks == tree.length) {
            tree = Arrays.copyOf(tree, Math.max(4, 2 * treeBlocks));
        }
        tree[treeBlocks++] = block;
    }

    FormatException broken(String rule) {
        return new FormatException(Ext4Reader.FORMAT, offset, rule);
    }

    int runs() {
        return runs;
    }

    /// First block of the file in a run.
    long logical(int run) {
        return logical[run];
    }

    /// First block of the volume in a run.
    long physical(int run) {
        return physical[run];
    }

    int length(int run) {
        return lengths[run];
    }

    /// Whether the blocks are reserved and read as zeros.
    boolean isUnwritten(int run) {
        return unwritten[run];
    }

    /// The first block of the file behind a run.
    long end(int run) {
        return logical[run] + lengths[run];
    }

    /// The first run that ends behind a block of the file, or the number of runs.
    int runAt(long block) {
        int found = Arrays.binarySearch(logical, 0, runs, block);
        if (found >= 0) {
            return found;
        }
        int before = -found - 2;
        return before >= 0 && block < end(before) ? before : before + 1;
    }

    /// The blocks that hold the map.
    long[] tree() {
        return Arrays.copyOf(tree, treeBlocks);
    }
}
