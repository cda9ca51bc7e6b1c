package org.selfsame.partition;

/// One of the four entries of an MBR.
///
/// @param active whether it is marked as the one to boot
/// @param type one byte, such as 0xEF for an EFI system partition
/// @param firstLba first sector of 512 bytes, from the start of the disk
/// @param sectors number of sectors
public record MbrPartition(boolean active, int type, long firstLba, long sectors) {
    /// The type of an EFI system partition.
    public static final int EFI = 0xEF;
    /// The type of the entry that keeps programs that know no GPT off a disk.
    public static final int PROTECTIVE = 0xEE;

    static final long MAX = 0xffff_ffffL;

    /// @throws IllegalArgumentException if a number does not fit its field
    public MbrPartition {
        if (type < 0 || type > 0xff || firstLba < 0 || firstLba > MAX || sectors < 1 || sectors > MAX) {
            throw new IllegalArgumentException("no MBR partition: type " + type + ", " + sectors + " sectors from "
                    + firstLba);
        }
    }

    /// The protective entry of a disk of `sectors` sectors (UEFI specification 2.10, table 5.4).
    public static MbrPartition protective(long sectors) {
        return new MbrPartition(false, PROTECTIVE, 1, Math.min(sectors - 1, MAX));
    }
}
