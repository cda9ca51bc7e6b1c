package org.selfsame.format.disk;

/// One of the four entries of an MBR, or of an extended boot record within an extended partition.
///
/// @param number the partition's number: 1 to 4, from 5 on for logical partitions
/// @param offset where the entry lies in the content
/// @param status 0x80 for active, else 0
/// @param firstChs first sector as cylinder/head/sector
/// @param lastChs last sector as cylinder/head/sector
/// @param firstLba first sector, from the start of the disk
/// @param sectors number of sectors; 0 marks an entry that is not used
record MbrEntry(int number, long offset, int status, String firstChs, int type, String lastChs, long firstLba,
        long sectors) {
    static final int SIZE = 16;

    private static final int PROTECTIVE = 0xEE;

    /// The entry at `at` in a boot record, its address as it is stored.
    static MbrEntry of(Sector sector, int at, int number) {
        return new MbrEntry(number, sector.offset() + at, sector.u8(at), chs(sector, at + 1), sector.u8(at + 4),
                chs(sector, at + 5), sector.u32(at + 8), sector.u32(at + 12));
    }

    /// The same entry as partition `logical`, with an address that counted from `base` made absolute.
    MbrEntry logical(int logical, long base) {
        return new MbrEntry(logical, offset, status, firstChs, type, lastChs, base + firstLba, sectors);
    }

    /// Whether the entry describes anything. The type does not tell: isohybrid images have partitions of type 0.
    boolean isUsed() {
        return sectors != 0;
    }

    boolean hasKnownStatus() {
        return status == 0 || status == 0x80;
    }

    /// Whether it is a container of logical partitions.
    boolean isExtended() {
        return type == 0x05 || type == 0x0f || type == 0x85;
    }

    /// Whether it only keeps programs that know no GPT off the disk.
    boolean isProtective() {
        return type == PROTECTIVE;
    }

    /// Whether it is there only because some firmware starts no boot code unless a partition is marked to be booted:
    /// xorriso (`--mbr-force-bootable`, as grub-mkrescue has it) marks one of no type that is the boot record itself.
    boolean isBootMark() {
        return status == 0x80 && type == 0 && firstLba == 0 && sectors == 1;
    }

    /// Whether it is a partition that holds bytes of its own.
    boolean isPartition() {
        return isUsed() && !isExtended() && !isProtective() && !isBootMark();
    }

    private static String chs(Sector sector, int at) {
        int high = sector.u8(at + 1);
        int cylinder = (high & 0xc0) << 2 | sector.u8(at + 2);
        return cylinder + "/" + sector.u8(at) + "/" + (high & 0x3f);
    }
}
