package org.selfsame.format.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.partition.Geometry;
import org.selfsame.partition.GuidPartitionTable;
import org.selfsame.partition.MasterBootRecord;
import org.selfsame.partition.MbrPartition;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// Writes a disk image from start to end: partition tables, and contents where they say. The bytes depend on the options
/// and the contents alone; what no partition takes is zero.
public final class DiskWriter {
    private static final int PIECE = 1 << 18;
    /// A GPT of 128 entries ends before this sector.
    private static final int FIRST_USABLE = GuidPartitionTable.SECTORS + 1;

    private final OutputStream out;
    private final Task.Meter meter;
    private long position;

    private DiskWriter(OutputStream out, Task.Meter meter) {
        this.out = out;
        this.meter = meter;
    }

    /// What fills a partition, from its start on.
    public interface Filling {
        /// Bytes.
        long size();

        /// Writes these bytes, all of them.
        ///
        /// @throws IOException if they cannot be read, or `out` fails
        void writeTo(OutputStream out) throws IOException;

        /// The bytes of a content.
        static Filling of(Content content) {
            return new Copy(content);
        }
    }

    private record Copy(Content content) implements Filling {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            var piece = new byte[(int) Math.min(PIECE, content.size())];
            for (long at = 0; at < content.size(); at += piece.length) {
                int length = (int) Math.min(piece.length, content.size() - at);
                content.read(at, piece, 0, length);
                out.write(piece, 0, length);
            }
        }
    }

    /// Where something goes.
    ///
    /// @param start first byte
    /// @param size bytes that there are for it
    private record Slot(long start, long size, Filling filling) {}

    /// Writes the disk to `out`, which is not closed.
    ///
    /// @param fillings one a partition, in the order of the table; what is left of a partition is zero
    /// @throws IllegalArgumentException before anything is written, if a table cannot hold what the options say, a
    ///         partition overlaps another or lies outside the disk, or what fills a partition is larger than it
    /// @throws IOException if what fills a partition cannot be read, or `out` fails
    public static void write(DiskOptions options, List<? extends Filling> fillings, OutputStream out, Task task)
            throws IOException {
        long sectors = options.size() / Geometry.SECTOR;
        long codeSize = options.bootCode().size();
        if (codeSize > MasterBootRecord.BOOT_CODE) {
            throw new IllegalArgumentException("boot code of " + codeSize + " bytes; an MBR holds "
                    + MasterBootRecord.BOOT_CODE);
        }
        byte[] code = options.bootCode().bytes(0, (int) codeSize);
        byte[] head;
        var tail = new byte[0];
        var slots = new ArrayList<Slot>();
        switch (options.table()) {
            case DiskOptions.Mbr mbr -> {
                head = MasterBootRecord.of(code, options.diskId(), mbr.partitions(), mbr.geometry());
                count(fillings, mbr.partitions().size());
                for (int i = 0; i < fillings.size(); i++) {
                    var entry = mbr.partitions().get(i);
                    slots.add(slot(entry.firstLba(), entry.sectors(), fillings.get(i)));
                }
            }
            case DiskOptions.Gpt gpt -> {
                var table = GuidPartitionTable.of(gpt.disk(), sectors, FIRST_USABLE, gpt.partitions());
                byte[] mbr = MasterBootRecord.of(code, options.diskId(),
                        List.of(MbrPartition.protective(sectors)), Geometry.USUAL);
                head = new byte[mbr.length + table.primary().length];
                System.arraycopy(mbr, 0, head, 0, mbr.length);
                System.arraycopy(table.primary(), 0, head, mbr.length, table.primary().length);
                tail = table.backup();
                count(fillings, gpt.partitions().size());
                for (int i = 0; i < fillings.size(); i++) {
                    var entry = gpt.partitions().get(i);
                    slots.add(slot(entry.firstLba(), entry.lastLba() - entry.firstLba() + 1, fillings.get(i)));
                }
            }
        }
        slots.sort(Comparator.comparingLong(Slot::start));
        check(slots, head.length, options.size() - tail.length);
        try (var meter = task.begin(Activity.PACK, options.size())) {
            var writer = new DiskWriter(out, meter);
            writer.put(head);
            for (var slot : slots) {
                writer.zeros(slot.start());
                writer.put(slot.filling());
            }
            writer.zeros(options.size() - tail.length);
            writer.put(tail);
        }
    }

    private static void count(List<? extends Filling> fillings, int partitions) {
        if (fillings.size() != partitions) {
            throw new IllegalArgumentException(fillings.size() + " fillings for " + partitions + " partitions");
        }
    }

    private static Slot slot(long firstLba, long sectors, Filling filling) {
        long size = Math.multiplyExact(sectors, Geometry.SECTOR);
        if (filling.size() > size) {
            throw new IllegalArgumentException(filling.size() + " bytes for a partition of " + size);
        }
        return new Slot(Math.multiplyExact(firstLba, Geometry.SECTOR), size, filling);
    }

    private static void check(List<Slot> slots, long first, long end) {
        long at = first;
        for (var slot : slots) {
            if (slot.start() < at || slot.size() > end - slot.start()) {
                throw new IllegalArgumentException("the partition of " + slot.size() + " bytes at byte " + slot.start()
                        + " overlaps another or lies outside the disk");
            }
            at = slot.start() + slot.size();
        }
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
        meter.add(bytes.length);
    }

    private void put(Filling filling) throws IOException {
        var counted = new Counted();
        filling.writeTo(counted);
        if (counted.count != filling.size()) {
            throw new IOException("a partition got " + counted.count + " bytes, not " + filling.size());
        }
        position += counted.count;
    }

    /// Hands on what fills a partition, and tells the task of it.
    private final class Counted extends OutputStream {
        private long count;

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
            meter.add(length);
        }
    }

    private void zeros(long until) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, until - position)];
        while (position < until) {
            int length = (int) Math.min(piece.length, until - position);
            out.write(piece, 0, length);
            position += length;
            meter.add(length);
        }
    }
}
