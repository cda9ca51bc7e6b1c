package org.selfsame.format.squashfs;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the data of files lie, and the tables behind them, by their order and the gaps between them: the part of a [Gist]
/// that says where things are. Not thread-safe.
final class Extents {
    private final List<Extent> extents = new ArrayList<>();

    /// Blocks of one file or one fragment block.
    ///
    /// @param key the number of the inode, or -1 minus that of the fragment
    /// @param any whether their length is no matter
    private record Extent(long start, long length, long key, boolean any) {}

    /// Adds blocks; see [Extent].
    void add(long start, long length, long key, boolean any) {
        extents.add(new Extent(start, length, key, any));
    }

    /// What lies behind what, and how far.
    void write(Image image, Tables tables, DataOutputStream out) throws IOException {
        extents.sort(Comparator.comparingLong(Extent::start).thenComparingLong(Extent::key));
        long end = (long) Superblock.SIZE + CompressorOptions.read(image).length();
        Extent before = null;
        for (var extent : extents) {
            out.writeLong(extent.key());
            // the same blocks again, or blocks that overlap: how far depends on lengths
            long gap = extent.start() - end;
            boolean twice = before != null && extent.start() == before.start();
            out.writeLong(twice ? -1 : gap >= 0 || before == null || !before.any() ? gap : -2);
            end = Math.max(end, extent.start() + extent.length());
            before = extent;
        }
        out.writeLong(tables.inodes().start() - end);
        for (var table : new @Nullable LookupTable[]{tables.fragments(), tables.exports(), tables.ids()}) {
            if (table != null) {
                gaps(table, image, tables, out);
            }
        }
        var xattrs = tables.xattrs();
        if (xattrs != null) {
            gaps(xattrs.ids(), image, tables, out);
        }
        out.writeLong(image.superblock().bytesUsed() - tablesEnd(tables));
    }

    /// The blocks of these tables may have gaps between them, and behind the list of them.
    private static void gaps(LookupTable table, Image image, Tables tables, DataOutputStream out) throws IOException {
        var positions = table.positions();
        for (int i = 0; i + 1 < positions.length; i++) {
            int header = image.metadataHeader(positions[i], positions[i + 1]);
            out.writeLong(positions[i + 1] - positions[i] - image.metadataLength(positions[i], header));
        }
        out.writeLong(next(table, image, tables) - table.listStart() - table.listLength());
    }

    /// Where the table begins that lies behind one, or the end of the image.
    private static long next(LookupTable table, Image image, Tables tables) {
        var xattrs = tables.xattrs();
        long next = image.superblock().bytesUsed();
        var starts = new ArrayList<Long>(List.of(tables.ids().start()));
        if (tables.exports() != null) {
            starts.add(tables.exports().start());
        }
        if (xattrs != null) {
            starts.add(xattrs.pairs().start());
        }
        for (long start : starts) {
            if (start >= table.listStart() + table.listLength()) {
                next = Math.min(next, start);
            }
        }
        return next;
    }

    private static long tablesEnd(Tables tables) {
        var xattrs = tables.xattrs();
        var last = xattrs == null ? tables.ids() : xattrs.ids();
        return last.listStart() + last.listLength();
    }
}
