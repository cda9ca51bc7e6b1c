package org.selfsame.format.iso9660;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.partition.Geometry;

/// How an image that is written starts from a disk, such as a USB stick: what its system area and its end say.
///
/// @param loader whose boot code it is, which says what is patched into it
/// @param bootCode the boot code, such as isolinux' `isohdpfx.bin` or GRUB's `boot_hybrid.img`; its first 432 bytes count
/// @param table the kind of partition table
/// @param diskId the disk signature of the MBR, 32 bits, or null for one that is derived from the volume id and time
/// @param appended a partition for UEFI that follows the volume's files, or null
/// @param partitionOffset whether the first partition begins 16 sectors into the image and can be mounted by itself: the
///        image then has a second set of descriptors, path tables and directories (xorriso, `-partition_offset 16`)
/// @param cylinders fills the image up to whole cylinders of this geometry, as isohybrid does, or null. What is filled up
///        lies behind the volume's end
/// @param apm whether an Apple partition map tells of the image for UEFI as well, as Macs of old ask for. Its first block lies over the
///        start of the boot code: isolinux' has 32 bytes for that, GRUB's has not
public record Hybrid(Loader loader, Content bootCode, Table table, @Nullable Long diskId, @Nullable Content appended,
        boolean partitionOffset, @Nullable Geometry cylinders, boolean apm) {
    static final int BOOT_CODE = 432;
    private static final long MAX_ID = 0xffff_ffffL;

    /// Whose boot code an MBR has.
    public enum Loader {
        /// None.
        NONE,
        /// isolinux', which is told the boot image's sector in 32 bits.
        ISOLINUX,
        /// GRUB's, which is told the sector of its core image in 64 bits.
        GRUB
    }

    /// What kind of partition table an image has.
    public enum Table {
        /// An MBR: one partition for the ISO, and one for UEFI if there is an image for it. If that is a file of the tree,
        /// the two overlap, as they do in every such image.
        MBR,
        /// A GPT behind a protective MBR. No partition overlaps another.
        GPT
    }

    /// @throws IllegalArgumentException if the parts contradict each other
    public Hybrid {
        if ((loader == Loader.NONE) != (bootCode.size() == 0)) {
            throw new IllegalArgumentException("boot code and loader go together");
        }
        if (diskId != null && (diskId < 0 || diskId > MAX_ID)) {
            throw new IllegalArgumentException("a disk signature of more than 32 bits: " + diskId);
        }
        if (cylinders != null && (table != Table.MBR || appended != null)) {
            throw new IllegalArgumentException("whole cylinders are for an MBR without an appended partition");
        }
        if (apm && loader == Loader.GRUB) {
            throw new IllegalArgumentException("GRUB's boot code lies where an Apple partition map begins");
        }
        if (appended != null && appended.size() == 0) {
            throw new IllegalArgumentException("an empty partition");
        }
    }

    /// The form of `isohybrid -h HEADS -s SECTORS --id ID`: isolinux' boot code and one partition.
    public static Hybrid isohybrid(Content bootCode, Geometry cylinders, long diskId) {
        return new Hybrid(Loader.ISOLINUX, bootCode, Table.MBR, diskId, null, false, cylinders, false);
    }

    /// Boot code and a table, nothing else; the disk signature is derived.
    public static Hybrid of(Loader loader, Content bootCode, Table table) {
        return new Hybrid(loader, bootCode, table, null, null, false, null, false);
    }

    /// The same with an appended partition for UEFI.
    public Hybrid withAppended(Content content) {
        return new Hybrid(loader, bootCode, table, diskId, content, partitionOffset, cylinders, apm);
    }

    /// The same with a first partition that can be mounted.
    public Hybrid withPartitionOffset() {
        return new Hybrid(loader, bootCode, table, diskId, appended, true, cylinders, apm);
    }

    /// The same with an Apple partition map.
    public Hybrid withApm() {
        return new Hybrid(loader, bootCode, table, diskId, appended, partitionOffset, cylinders, true);
    }
}
