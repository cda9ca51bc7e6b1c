package org.selfsame.format.fat;

import java.io.IOException;
import java.io.OutputStream;
import org.selfsame.format.fat.Allocation.Extent;

/// Writes a file allocation table from its first entry to its last.
final class TableWriter {
    private static final int BUFFER = 1 << 16;
    /// mkfs.fat ends the chain of FAT32's root with this value, mtools all others with the largest.
    private static final long ROOT_END = 0x0ffffff8;

    private final OutputStream out;
    private final FatType type;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private long written;
    /// The half byte of FAT12 that waits for the other half, or -1.
    private int half = -1;

    private TableWriter(OutputStream out, FatType type) {
        this.out = out;
        this.type = type;
    }

    /// Writes the table of `plan`, as long as it is.
    ///
    /// @throws IOException if `out` fails
    static void write(VolumePlan plan, Allocation allocation, OutputStream out) throws IOException {
        var writer = new TableWriter(out, plan.type());
        long mask = plan.type().mask();
        writer.entry(mask & ~0xffL | plan.media());
        writer.entry(mask);
        for (var extent : allocation.extents()) {
            for (long cluster = extent.first + 1; cluster < extent.first + extent.count; cluster++) {
                writer.entry(cluster);
            }
            writer.entry(end(extent, mask));
        }
        writer.finish(plan.tableSectors() * plan.sectorSize());
    }

    private static long end(Extent extent, long mask) {
        if (extent.following != 0) {
            return extent.following;
        }
        return extent.owner.parent == null && extent.offset == 0 ? ROOT_END : mask;
    }

    private void entry(long value) throws IOException {
        switch (type) {
            case FAT12 -> {
                if (half < 0) {
                    put((int) value);
                    half = (int) (value >> 8);
                } else {
                    put(half | (int) value << 4);
                    put((int) (value >> 4));
                    half = -1;
                }
            }
            case FAT16 -> {
                put((int) value);
                put((int) (value >> 8));
            }
            case FAT32 -> {
                put((int) value);
                put((int) (value >> 8));
                put((int) (value >> 16));
                put((int) (value >> 24));
            }
        }
    }

    private void finish(long size) throws IOException {
        if (half >= 0) {
            put(half);
        }
        while (written + filled < size) {
            put(0);
        }
        flush();
    }

    private void put(int value) throws IOException {
        if (filled == BUFFER) {
            flush();
        }
        buffer[filled++] = (byte) value;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        written += filled;
        filled = 0;
    }
}
