package org.selfsame.format.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// A master boot record: boot code, disk id and four partition entries in the first 512 bytes.
///
/// Source: the layout that IBM's PC DOS 2 introduced and the UEFI specification, 5.2.1, states; the sector number at
/// 0x1B0 is a convention of isohybrid boot code (SYSLINUX, GRUB).
///
/// @param diskId the disk signature at 0x1B8
/// @param bootImageSector the 64-bit number at 0x1B0
/// @param grub whether the boot code is GRUB's
/// @param entries the four primary entries
record Mbr(long diskId, long bootImageSector, boolean grub, List<MbrEntry> entries) {
    static final int BOOT_CODE = 440;
    static final int BOOT_IMAGE = 0x1B0;
    static final int DISK_ID = 0x1B8;
    static final int COPY_PROTECTED = 0x1BC;
    static final int ENTRIES = 0x1BE;
    static final int SIGNATURE = 510;
    /// Where GRUB's boot code (grub-core/boot/i386/pc/boot.S) keeps where its core image lies.
    static final int GRUB_KERNEL_ADDRESS = 0x5A;

    private static final int GRUB_JUMP = 0x9063eb;
    private static final int GRUB_LOAD_ADDRESS = 0x8000;

    /// Where the setup header of a Linux kernel has its magic.
    private static final int LINUX_MAGIC = 0x202;

    /// Reads the record at the start, or null if the boot signature is not there.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable Mbr read(Content content) throws IOException {
        if (!Sector.fits(content, 0, Sector.SIZE)) {
            return null;
        }
        var sector = Sector.read(content, 0, Sector.SIZE);
        if (!isSigned(sector)) {
            return null;
        }
        return new Mbr(sector.u32(DISK_ID), sector.u64(BOOT_IMAGE), isGrub(sector), entries(sector));
    }

    private static boolean isGrub(Sector sector) {
        return (sector.u32(0) & 0xffffff) == GRUB_JUMP && sector.u16(GRUB_KERNEL_ADDRESS) == GRUB_LOAD_ADDRESS;
    }

    static boolean isSigned(Sector sector) {
        return sector.u8(SIGNATURE) == 0x55 && sector.u8(SIGNATURE + 1) == 0xaa;
    }

    /// The four entries of a boot record, numbered from 1, their addresses as they are stored.
    static List<MbrEntry> entries(Sector sector) {
        return IntStream.range(0, 4).mapToObj(i -> MbrEntry.of(sector, ENTRIES + i * MbrEntry.SIZE, i + 1)).toList();
    }

    /// Whether a boot signature stands for a partition table here. It stands below boot sectors of file systems and
    /// below old-style Linux kernels as well, whose bytes at the place of the table mean something else.
    ///
    /// @throws IOException if the content cannot be read
    static boolean isPartitionTable(Content content) throws IOException {
        var mbr = read(content);
        if (mbr == null || mbr.entries.stream().anyMatch(entry -> !entry.hasKnownStatus())) {
            return false;
        }
        long sectors = Math.ceilDiv(content.size(), Sector.SIZE);
        if (mbr.entries.stream().noneMatch(entry -> entry.isUsed() && entry.firstLba() < sectors)) {
            return false;
        }
        return !isFileSystem(content) && !isLinuxKernel(content);
    }

    /// Whether the first sector says that it is NTFS' or exFAT's, or has a BIOS parameter block that leads to a file
    /// allocation table. A block alone does not tell: GRUB keeps the one that it finds when it writes an MBR.
    private static boolean isFileSystem(Content content) throws IOException {
        var sector = Sector.read(content, 0, Sector.SIZE);
        var oem = sector.text(3, 8, StandardCharsets.ISO_8859_1);
        if (oem.equals("NTFS    ") || oem.equals("EXFAT   ")) {
            return true;
        }
        int sectorSize = sector.u16(11);
        long table = (long) sector.u16(14) * sectorSize;
        int media = sector.u8(21);
        if (sectorSize < 512 || sectorSize > 4096 || Integer.bitCount(sectorSize) != 1 || table == 0
                || media != 0xf0 && media < 0xf8 || !Sector.fits(content, table, 2)) {
            return false;
        }
        var start = Sector.read(content, table, 2);
        return start.u8(0) == media && start.u8(1) == 0xff;
    }

    private static boolean isLinuxKernel(Content content) throws IOException {
        return Sector.fits(content, LINUX_MAGIC, 4)
                && new String(content.bytes(LINUX_MAGIC, 4), StandardCharsets.ISO_8859_1).equals("HdrS");
    }
}
