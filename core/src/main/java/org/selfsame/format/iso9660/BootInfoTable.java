package org.selfsame.format.iso9660;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// The 56 bytes that isolinux and GRUB have patched into their boot image at byte 8: where the primary descriptor and
/// the image lie, how long the image is, and the sum of its words from byte 64 on (mkisofs, `-boot-info-table`).
///
/// @param descriptorBlock sector of the primary volume descriptor
/// @param imageBlock sector of the boot image
/// @param length bytes of the boot image
/// @param checksum sum of its 32-bit little-endian words from byte 64 on
record BootInfoTable(long descriptorBlock, long imageBlock, long length, long checksum) {
    /// Where the table lies in the boot image.
    static final int AT = 8;
    /// Where the words begin that are summed.
    static final int SUMMED_FROM = 64;
    private static final int DESCRIPTOR_BLOCK = 16;
    private static final int PIECE = 1 << 16;

    /// The table of the boot image at `offset`, or null if what lies there does not fit: the two sectors must.
    ///
    /// @param block the sector at which the boot image begins
    static @Nullable BootInfoTable at(Content image, long offset, long block) throws IOException {
        if (offset > image.size() - SUMMED_FROM) {
            return null;
        }
        var head = Bytes.read(image, offset, SUMMED_FROM);
        var table = new BootInfoTable(head.u32le(AT), head.u32le(AT + 4), head.u32le(AT + 8), head.u32le(AT + 12));
        return table.descriptorBlock == DESCRIPTOR_BLOCK && table.imageBlock == block && table.length > 0
                ? table
                : null;
    }

    /// The table of the boot image `image` that is put at the sector `block`, with the primary descriptor where it always
    /// is.
    static BootInfoTable of(Content image, long block) throws IOException {
        return new BootInfoTable(DESCRIPTOR_BLOCK, block, image.size(), sum(image));
    }

    /// The 56 bytes; the last 40 are reserved.
    byte[] toBytes() {
        var bytes = new byte[SUMMED_FROM - AT];
        Fields.little32(bytes, 0, descriptorBlock);
        Fields.little32(bytes, 4, imageBlock);
        Fields.little32(bytes, 8, length);
        Fields.little32(bytes, 12, checksum);
        return bytes;
    }

    /// The sum that the table should hold for the boot image `image`.
    static long sum(Content image) throws IOException {
        long sum = 0;
        var piece = new byte[PIECE];
        for (long at = SUMMED_FROM; at < image.size(); at += PIECE) {
            int length = (int) Math.min(PIECE, image.size() - at);
            image.read(at, piece, 0, length);
            for (int i = 0; i < length; i++) {
                sum += (piece[i] & 0xffL) << 8 * (i & 3);
            }
        }
        return sum & 0xffff_ffffL;
    }
}
