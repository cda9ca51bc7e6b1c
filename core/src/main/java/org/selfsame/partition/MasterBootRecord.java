package org.selfsame.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Makes the first sector of a disk: boot code, disk signature, four partitions (UEFI specification 2.10, 5.2.1).
public final class MasterBootRecord {
    /// The most bytes of boot code.
    public static final int BOOT_CODE = 440;

    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;
    private static final int MOST_ENTRIES = 4;

    private MasterBootRecord() {}

    /// The 512 bytes.
    ///
    /// @param bootCode at most 440 bytes
    /// @param diskId the disk signature, 32 bits
    /// @param partitions at most four
    /// @param geometry what the addresses in cylinders, heads and sectors count in
    /// @throws IllegalArgumentException if there is too much of anything
    public static byte[] of(byte[] bootCode, long diskId, List<MbrPartition> partitions, Geometry geometry) {
        if (bootCode.length > BOOT_CODE || partitions.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("an MBR cannot hold " + bootCode.length + " bytes of boot code and "
                    + partitions.size() + " partitions");
        }
        var sector = ByteBuffer.allocate(Geometry.SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(bootCode).putInt(BOOT_CODE, (int) diskId);
        for (int i = 0; i < partitions.size(); i++) {
            put(sector.position(ENTRIES + i * ENTRY), partitions.get(i), geometry);
        }
        return sector.putShort(Geometry.SECTOR - 2, (short) 0xaa55).array();
    }

    private static void put(ByteBuffer sector, MbrPartition partition, Geometry geometry) {
        long last = partition.firstLba() + partition.sectors() - 1;
        byte[] end = geometry.address(last);
        if (partition.type() == MbrPartition.PROTECTIVE && !geometry.reaches(last)) {
            Arrays.fill(end, (byte) 0xff);
        }
        sector.put((byte) (partition.active() ? 0x80 : 0)).put(geometry.address(partition.firstLba()))
                .put((byte) partition.type()).put(end).putInt((int) partition.firstLba())
                .putInt((int) partition.sectors());
    }
}
