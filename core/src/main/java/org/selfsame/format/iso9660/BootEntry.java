package org.selfsame.format.iso9660;

import org.selfsame.content.FormatException;

/// One entry of El Torito's boot catalog: an image that firmware may start.
///
/// @param number from 1, in the order of the catalog
/// @param platform 0 x86, 1 PowerPC, 2 Mac, 0xef EFI
/// @param bytes the 32 bytes of the entry
record BootEntry(int number, int platform, Bytes bytes) {

    boolean bootable() throws FormatException {
        return bytes.u8(0) == 0x88;
    }

    /// 0 none, 1 to 3 a floppy of 1.2, 1.44 or 2.88 MB, 4 a hard disk.
    int emulation() throws FormatException {
        return bytes.u8(1) & 0x0f;
    }

    int loadSegment() throws FormatException {
        return bytes.u16le(2);
    }

    int systemType() throws FormatException {
        return bytes.u8(4);
    }

    /// Blocks of 512 bytes that the firmware loads.
    int loadSize() throws FormatException {
        return bytes.u16le(6);
    }

    /// First sector of the image.
    long block() throws FormatException {
        return bytes.u32le(8);
    }

    String platformName() {
        return switch (platform) {
            case 0 -> "bios";
            case 1 -> "ppc";
            case 2 -> "mac";
            case 0xef -> "efi";
            default -> "platform-" + platform;
        };
    }

    String emulationName() throws FormatException {
        return switch (emulation()) {
            case 0 -> "none";
            case 1 -> "floppy-1.2";
            case 2 -> "floppy-1.44";
            case 3 -> "floppy-2.88";
            case 4 -> "hard-disk";
            default -> "unknown-" + emulation();
        };
    }

    /// The name in the tree `eltorito`.
    String fileName() {
        return number + "-" + platformName() + ".img";
    }
}
