package org.selfsame.format.iso9660;

import java.util.List;

/// Makes El Torito's boot catalog: validation entry, initial entry, and a section for each further image
/// (El Torito 1.0 §2).
final class BootCatalogWriter {
    private static final int ENTRY = 32;
    private static final int SECTION = 0x90;
    private static final int LAST_SECTION = 0x91;
    private static final int BOOTABLE = 0x88;

    private BootCatalogWriter() {}

    /// An image and where it went.
    ///
    /// @param sector its first sector
    /// @param size bytes
    record Placed(BootImage image, long sector, long size) {}

    /// The one sector of a catalog of 1 to 31 images.
    static byte[] of(List<Placed> images) {
        var bytes = new byte[Iso.SECTOR];
        bytes[0] = 1;
        bytes[1] = (byte) images.getFirst().image().platform().id;
        Fields.little16(bytes, 30, 0xaa55);
        int sum = 0;
        for (int at = 0; at < ENTRY; at += 2) {
            sum += bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
        }
        Fields.little16(bytes, 28, -sum & 0xffff);
        entry(bytes, ENTRY, images.getFirst());
        for (int i = 1; i < images.size(); i++) {
            var placed = images.get(i);
            int at = 2 * i * ENTRY;
            bytes[at] = (byte) (i + 1 == images.size() ? LAST_SECTION : SECTION);
            bytes[at + 1] = (byte) placed.image().platform().id;
            Fields.little16(bytes, at + 2, 1);
            entry(bytes, at + ENTRY, placed);
        }
        return bytes;
    }

    private static void entry(byte[] bytes, int at, Placed placed) {
        bytes[at] = (byte) BOOTABLE;
        Fields.little16(bytes, at + 6, placed.image().loadSectors(placed.size()));
        Fields.little32(bytes, at + 8, placed.sector());
    }
}
