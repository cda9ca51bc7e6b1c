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

    /// Where a content goes.
    ///
    /// @param start first byte
    /// @param size bytes that there are for it
    private record Slot(long start, long size, Content content) {}

    /// Writes the disk to `out`, which is not closed.
    ///
    /// @param contents one a partition, in the order of the table; what is left of a partition is zero
    /// @throws IllegalArgumentException before anything is written, if a table cannot hold what the options say, a
    ///         partition overlaps another or lies outside the disk, or a content is larger than its partition
    /// @throws IOException if a content cannot be read or `out` fails
    public static void write(DiskOptions options, List<Content> contents, OutputStream out, Task task)
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
                count(contents, mbr.partitions().size());
                for (int i = 0; i < contents.size(); i++) {
                    var entry = mbr.partitions().get(i);
                    slots.add(slot(entry.firstLba(), entry.sectors(), contents.get(i)));
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
                count(contents, gpt.partitions().size());
                for (int i = 0; i < contents.size(); i++) {
                    var entry = gpt.partitions().get(i);
                    slots.add(slot(entry.firstLba(), entry.lastLba() - entry.firstLba() + 1, contents.get(i)));
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
                writer.put(slot.content());
            }
            writer.zeros(options.size() - tail.length);
            writer.put(tail);
        }
    }

    private static void count(List<Content> contents, int partitions) {
        if (contents.size() != partitions) {
            throw new IllegalArgumentException(contents.size() + " contents for " + partitions + " partitions");
        }
    }

    private static Slot slot(long firstLba, long sectors, Content content) {
        long size = Math.multiplyExact(sectors, Geometry.SECTOR);
        if (content.size() > size) {
            throw new IllegalArgumentException("a content of " + content.size() + " bytes for a partition of " + size);
        }
        return new Slot(Math.multiplyExact(firstLba, Geometry.SECTOR), size, content);
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

    private void put(Content content) throws IOException {
        long size = content.size();
        var piece = new byte[(int) Math.min(PIECE, size)];
        for (long at = 0; at < size; at += piece.length) {
            int length = (int) Math.min(piece.length, size - at);
            content.read(at, piece, 0, length);
            out.write(piece, 0, length);
            meter.add(length);
        }
        position += size;
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
