package org.selfsame.format.iso9660;

import org.jspecify.annotations.Nullable;

/// An image that firmware may start, as El Torito's boot catalog is to name it, without emulation of a disk.
///
/// @param platform who starts it
/// @param path the file of the tree that it is, or null for the partition that is appended to the image
/// @param loadSectors blocks of 512 bytes that firmware loads, up to 65,535, or -1 for the usual number: 4 for a BIOS,
///        the whole image for UEFI (0, which says up to the volume's end, if it has more blocks than can be told)
/// @param bootInfoTable whether the image gets the boot info table that isolinux and GRUB look for: where it lies, its
///        length and sum, at byte 8 (mkisofs, `-boot-info-table`)
/// @param grubBootInfo whether GRUB's core image in it is told where it lies, at byte 2548 (xorriso,
///        `--grub2-boot-info`)
public record BootImage(Platform platform, @Nullable String path, int loadSectors, boolean bootInfoTable,
        boolean grubBootInfo) {
    private static final int USUAL = -1;
    private static final int BIOS_SECTORS = 4;
    private static final int MAX_SECTORS = 0xffff;

    /// Who starts an image.
    public enum Platform {
        /// The BIOS of a PC.
        BIOS(0),
        /// UEFI (UEFI specification 2.10, 13.3.2.1); the image is a FAT file system.
        EFI(0xef);

        final int id;

        Platform(int id) {
            this.id = id;
        }
    }

    /// @throws IllegalArgumentException if the number of blocks does not fit its field, or a table is asked for in an
    ///         image that is not a file of the tree
    public BootImage {
        if (loadSectors < USUAL || loadSectors > MAX_SECTORS) {
            throw new IllegalArgumentException("a boot image of " + loadSectors + " blocks to load");
        }
        if (path == null && (bootInfoTable || grubBootInfo)) {
            throw new IllegalArgumentException("an appended partition has no boot info table");
        }
    }

    /// isolinux' image at `path`.
    public static BootImage isolinux(String path) {
        return new BootImage(Platform.BIOS, path, USUAL, true, false);
    }

    /// GRUB's image for the BIOS (`cdboot.img` and its core image) at `path`.
    public static BootImage grub(String path) {
        return new BootImage(Platform.BIOS, path, USUAL, true, true);
    }

    /// The FAT file system at `path`, for UEFI.
    public static BootImage efi(String path) {
        return new BootImage(Platform.EFI, path, USUAL, false, false);
    }

    /// The appended partition, for UEFI.
    public static BootImage appendedEfi() {
        return new BootImage(Platform.EFI, null, USUAL, false, false);
    }

    /// What the catalog says of an image of `size` bytes.
    int loadSectors(long size) {
        if (loadSectors != USUAL) {
            return loadSectors;
        }
        if (platform == Platform.BIOS) {
            return BIOS_SECTORS;
        }
        long blocks = (size + SystemArea.BLOCK - 1) / SystemArea.BLOCK;
        return blocks > MAX_SECTORS ? 0 : (int) blocks;
    }
}
