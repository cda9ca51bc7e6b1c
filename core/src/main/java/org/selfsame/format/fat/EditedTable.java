package org.selfsame.format.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// The active file allocation table of a volume that is being changed, in memory, and which clusters are free.
final class EditedTable {
    /// The bits of a FAT32 entry that drivers leave as they are.
    private static final int KEPT_BITS = 0xf000_0000;
    /// What a run takes in memory, and the content that fills it.
    private static final int RUN_BYTES = 256;

    private final Geometry geometry;
    private final ByteBuffer table;
    private final BitSet free;
    private final BitSet released = new BitSet();
    private long runsLeft;
    private long last;

    private EditedTable(Geometry geometry, byte[] table, BitSet free, long memory) {
        this.geometry = geometry;
        this.table = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        this.free = free;
        this.runsLeft = memory / RUN_BYTES;
    }

    /// Neighbouring clusters.
    record Run(long first, long count) {}

    /// Reads the table of a volume, and looks at the whole volume while it is at it.
    ///
    /// @throws FormatException if a chain of clusters is not one, a cluster belongs to two entries, or the table is too large
    ///         to be held in memory
    /// @throws IOException if the volume cannot be read
    static EditedTable of(FatVolume volume, Task task) throws IOException {
        var geometry = volume.geometry();
        long memory = volume.limits().tableBytes();
        long offset = geometry.table(geometry.activeTable());
        if (geometry.tableBytes() > memory) {
            throw new FormatException(FatReader.FORMAT, offset, "a table of more than " + memory + " bytes");
        }
        var free = new BitSet();
        Survey.of(volume, new SurveyListener() {
            @Override
            public void unowned(Unowned sort, long first, long count) {
                if (sort == Unowned.FREE) {
                    free.set((int) first, (int) (first + count));
                }
            }
        }, _ -> {}, task);
        return new EditedTable(geometry, volume.content().bytes(offset, (int) geometry.tableBytes()), free, memory);
    }

    /// Frees the clusters of a chain.
    void release(Chain chain) {
        for (int run = 0; run < chain.runs(); run++) {
            int first = chain.first(run);
            for (int cluster = first; cluster < first + chain.length(run); cluster++) {
                set(cluster, 0);
            }
            free.set(first, first + chain.length(run));
            released.set(first, first + chain.length(run));
        }
    }

    /// How many clusters are free.
    long available() {
        return free.cardinality();
    }

    /// The cluster that was given out last, or 0 if none was.
    long last() {
        return last;
    }

    /// Gives out `count` clusters, those with the lowest numbers, as the end of the chain that ends with the cluster
    /// `previous`, or as a new one if it is 0.
    ///
    /// @throws FormatException if they lie in too many pieces
    List<Run> take(long count, long previous) throws FormatException {
        var runs = new ArrayList<Run>();
        long before = previous;
        for (long left = count; left > 0;) {
            int first = free.nextSetBit(0);
            int end = (int) Math.min(free.nextClearBit(first), first + left);
            if (runsLeft-- == 0) {
                throw new FormatException(FatReader.FORMAT, geometry.table(geometry.activeTable()),
                        "the free clusters lie in too many pieces");
            }
            runs.add(new Run(first, end - first));
            free.clear(first, end);
            if (before != 0) {
                set(before, first);
            }
            for (int cluster = first; cluster < end - 1; cluster++) {
                set(cluster, cluster + 1);
            }
            before = end - 1L;
            left -= end - first;
        }
        if (count > 0) {
            set(before, geometry.type().mask());
            last = before;
        }
        return runs;
    }

    /// The clusters that were freed and not given out again.
    List<Run> leftFree() {
        var runs = new ArrayList<Run>();
        released.and(free);
        for (int first = released.nextSetBit(0); first >= 0;) {
            int end = released.nextClearBit(first);
            runs.add(new Run(first, end - first));
            first = released.nextSetBit(end);
        }
        return runs;
    }

    /// The table as it is now.
    Content content() {
        return new BytesContent(table.array());
    }

    private void set(long cluster, long value) {
        int at = (int) (cluster * geometry.type().bits() / 8);
        switch (geometry.type()) {
            case FAT12 -> {
                int shift = (int) (cluster & 1) * 4;
                table.putShort(at, (short) (table.getShort(at) & ~(0xfff << shift) | (int) value << shift));
            }
            case FAT16 -> table.putShort(at, (short) value);
            case FAT32 -> table.putInt(at, table.getInt(at) & KEPT_BITS | (int) value);
        }
    }
}
