package org.selfsame.format.disk;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.partition.Geometry;
import org.selfsame.partition.GptPartition;
import org.selfsame.partition.Guid;
import org.selfsame.partition.GuidPartitionTable;
import org.selfsame.partition.MbrPartition;

/// What a disk image that is written has beside the contents of its partitions.
///
/// @param size bytes of the whole disk, a multiple of 512
/// @param bootCode at most 440 bytes for the start of the first sector
/// @param diskId the disk signature in the MBR, 32 bits
/// @param table the partitions
public record DiskOptions(long size, Content bootCode, long diskId, Table table) {
    /// The first sector of a partition that tools align to 1 MiB.
    public static final long ALIGNED = 2048;
    /// The first sector behind a GPT of 128 entries, where [#withBiosBoot] has the core image.
    public static final long CORE = GuidPartitionTable.SECTORS + 1L;

    /// @throws IllegalArgumentException if the size is not whole sectors
    public DiskOptions {
        if (size < Geometry.SECTOR || size % Geometry.SECTOR != 0) {
            throw new IllegalArgumentException(size + " bytes are not whole sectors");
        }
    }

    /// A partition table.
    public sealed interface Table {}

    /// The four entries of an MBR, or fewer.
    ///
    /// @param geometry what the addresses in cylinders, heads and sectors count in
    public record Mbr(List<MbrPartition> partitions, Geometry geometry) implements Table {}

    /// A GUID partition table behind a protective MBR.
    ///
    /// @param disk the disk's own GUID
    public record Gpt(Guid disk, List<GptPartition> partitions) implements Table {}

    /// A GPT with one EFI system partition that begins at 1 MiB and takes the rest of the disk: the form of images for
    /// USB sticks.
    ///
    /// @throws IllegalArgumentException if the size is not whole sectors, or too small
    public static DiskOptions oneEfiPartition(long size, Content bootCode, Guid disk, Guid partition, String name,
            long attributes) {
        long last = GuidPartitionTable.lastUsable(size / Geometry.SECTOR);
        // as far as the last whole MiB, where tools let a partition end
        long end = (last + 1) / ALIGNED * ALIGNED - 1;
        if (end < ALIGNED) {
            throw new IllegalArgumentException("a disk of " + size + " bytes is too small for a partition");
        }
        return new DiskOptions(size, bootCode, 0, new Gpt(disk, List.of(
                new GptPartition(Guid.EFI_SYSTEM, partition, ALIGNED, end, attributes, name))));
    }

    /// As [#oneEfiPartition], with a partition for GRUB's core image in the sectors between the table and 1 MiB. It is the
    /// second in the table, so that the one with the files stays the first.
    ///
    /// @param core the GUID of that partition
    /// @throws IllegalArgumentException if the size is not whole sectors, or too small
    public static DiskOptions withBiosBoot(long size, Content bootCode, Guid disk, Guid partition, String name,
            long attributes, Guid core) {
        var plain = oneEfiPartition(size, bootCode, disk, partition, name, attributes);
        var partitions = new ArrayList<>(((Gpt) plain.table()).partitions());
        partitions.add(new GptPartition(Guid.BIOS_BOOT, core, CORE, ALIGNED - 1, 0, "BIOS boot"));
        return new DiskOptions(size, bootCode, 0, new Gpt(disk, partitions));
    }
}
