package org.selfsame.format.fat;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// The boot sector of a FAT volume: the BIOS parameter block as it is stored, checked for sense.
/// Source: Microsoft's FAT specification 1.03, "Boot Sector and BPB".
///
/// @param sectorSize bytes a sector: a power of two from 512 to 4096
/// @param clusterSectors sectors a cluster: a power of two
/// @param reserved sectors before the first file allocation table, at least 1
/// @param tables number of file allocation tables, at least 1
/// @param rootEntries entries of the fixed root directory; 0 on FAT32
/// @param sectors size of the volume in sectors
/// @param tableSectors size of one file allocation table in sectors
/// @param wide whether it has FAT32's fields: it states the size of a table in 32 bits
/// @param flags FAT32's: which tables are in use
/// @param rootCluster FAT32's: first cluster of the root directory
/// @param fsInfo FAT32's: sector of the FSInfo structure, 0 or 0xFFFF for none
/// @param backup FAT32's: sector of the copy of the boot sector, 0 or 0xFFFF for none
/// @param extended whether the extended fields (serial number, label, type) are there
record BootSector(int sectorSize, int clusterSectors, int reserved, int tables, int rootEntries, long sectors,
        int media, long tableSectors, int sectorsPerTrack, int heads, long hidden, boolean wide, int flags,
        int version, long rootCluster, int fsInfo, int backup, int drive, boolean extended, long serial, String oemName,
        String label, String typeName) {
    /// The part of the sector that has fields; sectors of more bytes have no more of them.
    static final int SIZE = 512;
    static final int SIGNATURE = 510;
    /// The bit of FAT32's flags that says that only one table is in use.
    static final int ONE_TABLE = 0x80;

    /// The boot sector at the start of the content.
    ///
    /// @throws FormatException if it cannot be one
    /// @throws IOException if the content cannot be read
    static BootSector read(Content content) throws IOException {
        if (content.size() < SIZE) {
            throw new FormatException("fat", 0, "a boot sector has 512 bytes, there are " + content.size());
        }
        var b = content.bytes(0, SIZE);
        boolean wide = LittleEndian.u16(b, 22) == 0;
        int more = wide ? 64 : 36;
        int sectors = LittleEndian.u16(b, 19);
        boolean extended = LittleEndian.u8(b, more + 2) == 0x29;
        var boot = new BootSector(LittleEndian.u16(b, 11), LittleEndian.u8(b, 13), LittleEndian.u16(b, 14),
                LittleEndian.u8(b, 16),
                LittleEndian.u16(b, 17), sectors != 0 ? sectors : LittleEndian.u32(b, 32), LittleEndian.u8(b, 21),
                wide ? LittleEndian.u32(b, 36) : LittleEndian.u16(b, 22), LittleEndian.u16(b, 24),
                LittleEndian.u16(b, 26), LittleEndian.u32(b, 28),
                wide, wide ? LittleEndian.u16(b, 40) : 0, wide ? LittleEndian.u16(b, 42) : 0,
                wide ? LittleEndian.u32(b, 44) : 0,
                wide ? LittleEndian.u16(b, 48) : 0, wide ? LittleEndian.u16(b, 50) : 0, LittleEndian.u8(b, more),
                extended,
                extended || LittleEndian.u8(b, more + 2) == 0x28 ? LittleEndian.u32(b, more + 3) : 0,
                ShortName.text(b, 3, 8),
                extended ? ShortName.text(b, more + 7, 11) : "", extended ? ShortName.text(b, more + 18, 8) : "");
        boot.check();
        return boot;
    }

    /// Whether the sector begins as boot sectors do, with a jump, or ends as they do, with 0x55 0xAA.
    static boolean isSigned(byte[] sector) {
        int jump = LittleEndian.u8(sector, 0);
        return jump == 0xeb || jump == 0xe9 || LittleEndian.u16(sector, SIGNATURE) == 0xaa55;
    }

    private void check() throws FormatException {
        require(sectorSize >= 512 && sectorSize <= 4096 && Integer.bitCount(sectorSize) == 1, 11,
                "a sector size of " + sectorSize + " is not a power of two from 512 to 4096");
        require(Integer.bitCount(clusterSectors) == 1, 13,
                clusterSectors + " sectors a cluster are not a power of two from 1 to 128");
        require(reserved > 0, 14, "there are no reserved sectors, not even for the boot sector");
        require(tables > 0, 16, "there is no file allocation table");
        require(media == 0xf0 || media >= 0xf8, 21, "the media descriptor " + media + " is neither 0xF0 nor from 0xF8");
        require(sectors > 0, 32, "the volume has no sectors");
        require(tableSectors > 0, wide ? 36 : 22, "a file allocation table has no sectors");
        require(wide ? rootEntries == 0 : rootEntries > 0, 17,
                rootEntries + " entries in a fixed root directory, while the table size is that of "
                        + (wide ? "FAT32" : "FAT12 or FAT16"));
        require(!wide || version == 0, 42, "the FAT32 version is " + version + ", only 0 is known");
    }

    private static void require(boolean holds, long offset, String rule) throws FormatException {
        if (!holds) {
            throw new FormatException("fat", offset, rule);
        }
    }
}
