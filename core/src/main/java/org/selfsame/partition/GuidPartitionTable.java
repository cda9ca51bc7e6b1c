package org.selfsame.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/// Makes the two copies of a GUID partition table in sectors of 512 bytes, each a header and 128 entries of 128 bytes
/// (UEFI specification 2.10, 5.3). The entries follow the primary header and precede that of the backup.
public final class GuidPartitionTable {
    /// Sectors that a copy takes.
    public static final int SECTORS = 33;

    private static final int ENTRIES_START = 2;
    private static final int ENTRIES = 128;
    private static final int ENTRY = 128;
    private static final int HEADER = 92;
    private static final int CRC = 16;

    private final byte[] primary;
    private final byte[] backup;

    private GuidPartitionTable(byte[] primary, byte[] backup) {
        this.primary = primary;
        this.backup = backup;
    }

    /// The table of a disk.
    ///
    /// @param disk the disk's own GUID
    /// @param diskSectors sectors of the whole disk
    /// @param firstUsable first sector that partitions may take, 34 at least
    /// @throws IllegalArgumentException if there are more than 128 partitions, or one overlaps another or lies outside
    ///         what partitions may take
    public static GuidPartitionTable of(Guid disk, long diskSectors, long firstUsable, List<GptPartition> partitions) {
        return of(disk, diskSectors, firstUsable, partitions, ENTRIES_START);
    }

    /// The table of a disk whose entries begin at the sector `start`, 2 at least: something lies between.
    ///
    /// @throws IllegalArgumentException as above, or if the entries end behind the first usable sector
    public static GuidPartitionTable of(Guid disk, long diskSectors, long firstUsable, List<GptPartition> partitions,
            int start) {
        if (start < ENTRIES_START || start + SECTORS - 1 > firstUsable) {
            throw new IllegalArgumentException("entries from sector " + start + " on");
        }
        long lastUsable = lastUsable(diskSectors);
        check(firstUsable, lastUsable, partitions);
        var array = ByteBuffer.allocate(ENTRIES * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.size(); i++) {
            put(array.position(i * ENTRY), partitions.get(i));
        }
        var crc = new CRC32();
        crc.update(array.array());
        var side = new Side(disk, firstUsable, lastUsable, (int) crc.getValue());
        var primary = ByteBuffer.allocate((start + SECTORS - ENTRIES_START) * Geometry.SECTOR)
                .put(0, side.header(1, diskSectors - 1, start)).put((start - 1) * Geometry.SECTOR, array.array());
        var backup = ByteBuffer.allocate(SECTORS * Geometry.SECTOR).put(0, array.array())
                .put(array.capacity(), side.header(diskSectors - 1, 1, diskSectors - SECTORS));
        return new GuidPartitionTable(primary.array(), backup.array());
    }

    /// The sectors that begin at sector 1: 33, and those before the entries.
    public byte[] primary() {
        return primary.clone();
    }

    /// The 33 sectors that end the disk.
    public byte[] backup() {
        return backup.clone();
    }

    /// The last sector that partitions may take on a disk of `diskSectors` sectors.
    public static long lastUsable(long diskSectors) {
        return diskSectors - SECTORS - 1;
    }

    private static void check(long firstUsable, long lastUsable, List<GptPartition> partitions) {
        if (partitions.size() > ENTRIES || firstUsable <= SECTORS) {
            throw new IllegalArgumentException(partitions.size() + " partitions from sector " + firstUsable + " on");
        }
        long free = firstUsable;
        for (var partition : partitions.stream().sorted(Comparator.comparingLong(GptPartition::firstLba)).toList()) {
            if (partition.firstLba() < free || partition.lastLba() > lastUsable) {
                throw new IllegalArgumentException("partition \"" + partition.name() + "\", sectors "
                        + partition.firstLba() + " to " + partition.lastLba() + ", overlaps another or lies outside "
                        + firstUsable + " to " + lastUsable);
            }
            free = partition.lastLba() + 1;
        }
    }

    private static void put(ByteBuffer array, GptPartition partition) {
        partition.type().put(array);
        partition.id().put(array);
        array.putLong(partition.firstLba()).putLong(partition.lastLba()).putLong(partition.attributes())
                .put(partition.name().getBytes(StandardCharsets.UTF_16LE));
    }

    /// What both headers say.
    private record Side(Guid disk, long firstUsable, long lastUsable, int arrayCrc) {

        byte[] header(long own, long other, long array) {
            var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            header.put("EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(1 << 16).putInt(HEADER).putInt(0)
                    .putInt(0);
            header.putLong(own).putLong(other).putLong(firstUsable).putLong(lastUsable);
            disk.put(header);
            header.putLong(array).putInt(ENTRIES).putInt(ENTRY).putInt(arrayCrc);
            var crc = new CRC32();
            crc.update(header.array());
            return header.putInt(CRC, (int) crc.getValue()).array();
        }
    }
}
