package org.selfsame.format.fat;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// The clusters of a file or directory as runs of neighbours. Every cluster of it is one that the volume has, and none
/// comes twice.
final class Chain {
    private static final int RUN_BYTES = 2 * Integer.BYTES;

    private final Geometry geometry;
    private int[] firsts = new int[1];
    /// Number of clusters up to the end of each run.
    private int[] ends = new int[1];
    private int runs;
    private boolean complete;

    private Chain(Geometry geometry) {
        this.geometry = geometry;
    }

    /// Follows a chain until it ends, or has `wanted` clusters and goes on.
    ///
    /// @param entryOffset where the first cluster is stated
    /// @param memory the most bytes that the runs may take
    /// @throws FormatException if the chain leaves the volume, comes back to itself, or has too many runs
    /// @throws IOException if the table cannot be read
    static Chain follow(TableCursor table, Geometry geometry, long first, long entryOffset, long wanted, long memory)
            throws IOException {
        var chain = new Chain(geometry);
        long stated = entryOffset;
        // Brent's algorithm: the tortoise waits at a power of two until a loop brings the hare back to it
        long tortoise = -1;
        long next = 1;
        long cluster = first;
        for (long count = 0; count < wanted; count++) {
            if (!geometry.hasCluster(cluster)) {
                throw new FormatException("fat", stated, "a chain of clusters goes on to cluster " + cluster
                        + ", the volume has 2 to " + (geometry.clusters() + 1));
            }
            if (cluster == tortoise) {
                throw new FormatException("fat", stated, "a chain of clusters comes back to cluster " + cluster);
            }
            if (count == next) {
                tortoise = cluster;
                next *= 2;
            }
            chain.add(cluster, memory, stated);
            stated = table.offset(cluster);
            cluster = table.get(cluster);
            if (geometry.type().isEnd(cluster)) {
                chain.complete = true;
                return chain;
            }
        }
        // a chain that ends has no cluster twice; one that was left early may
        chain.checkDistinct(entryOffset);
        return chain;
    }

    private void checkDistinct(long entryOffset) throws FormatException {
        var ranges = new long[runs];
        for (int run = 0; run < runs; run++) {
            ranges[run] = (long) firsts[run] << Integer.SIZE | length(run);
        }
        Arrays.sort(ranges);
        for (int i = 1; i < runs; i++) {
            long end = (ranges[i - 1] >> Integer.SIZE) + (int) ranges[i - 1];
            if (end > ranges[i] >> Integer.SIZE) {
                throw new FormatException("fat", entryOffset, "a chain of clusters comes back to cluster "
                        + (ranges[i] >> Integer.SIZE));
            }
        }
    }

    private void add(long cluster, long memory, long stated) throws FormatException {
        if (runs > 0 && cluster == firsts[runs - 1] + (long) length(runs - 1)) {
            ends[runs - 1]++;
            return;
        }
        if (runs == firsts.length) {
            if ((runs + 1L) * RUN_BYTES > memory) {
                throw new FormatException("fat", stated, "a chain of clusters in more than " + runs + " pieces");
            }
            int capacity = (int) Math.min(runs * 2L, memory / RUN_BYTES);
            firsts = Arrays.copyOf(firsts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        firsts[runs] = (int) cluster;
        ends[runs] = clusters() + 1;
        runs++;
    }

    /// Whether the chain ended, rather than going on beyond what was wanted.
    boolean isComplete() {
        return complete;
    }

    /// Number of clusters.
    int clusters() {
        return runs == 0 ? 0 : ends[runs - 1];
    }

    /// Size in bytes.
    long bytes() {
        return (long) clusters() * geometry.clusterBytes();
    }

    /// Number of runs.
    int runs() {
        return runs;
    }

    /// First cluster of a run.
    int first(int run) {
        return firsts[run];
    }

    /// Clusters in a run.
    int length(int run) {
        return ends[run] - (run == 0 ? 0 : ends[run - 1]);
    }

    /// Where a byte of the chain lies in the content.
    long offset(long inChain) {
        int run = runOf(inChain);
        return geometry.cluster(firsts[run]) + inChain - start(run);
    }

    private long start(int run) {
        return (long) (ends[run] - length(run)) * geometry.clusterBytes();
    }

    /// Reads bytes of the chain, which must lie in it.
    ///
    /// @throws FormatException if a cluster lies after the end of the content
    /// @throws IOException if the content cannot be read
    void read(Content content, long offset, byte[] target, int targetOffset, int length) throws IOException {
        int run = runOf(offset);
        for (int done = 0; done < length; run++) {
            long inRun = offset + done - start(run);
            int piece = (int) Math.min(length - done, (long) length(run) * geometry.clusterBytes() - inRun);
            content.read(geometry.cluster(firsts[run]) + inRun, target, targetOffset + done, piece);
            done += piece;
        }
    }

    private int runOf(long offset) {
        int cluster = (int) (offset / geometry.clusterBytes());
        int found = Arrays.binarySearch(ends, 0, runs, cluster);
        return found < 0 ? -found - 1 : found + 1;
    }
}
