package org.selfsame.partition;

/// An entry of a GUID partition table (UEFI specification 2.10, 5.3.3).
///
/// @param type what the partition is for, such as [Guid#EFI_SYSTEM]
/// @param id the partition's own
/// @param firstLba first sector of 512 bytes
/// @param lastLba last sector
/// @param attributes 64 bits
/// @param name up to 36 UTF-16 units
public record GptPartition(Guid type, Guid id, long firstLba, long lastLba, long attributes, String name) {
    /// The attribute of a partition that the platform needs.
    public static final long REQUIRED = 1;
    /// The attribute of a partition that is not to be written to.
    public static final long READ_ONLY = 1L << 60;

    static final int NAME = 36;

    /// @throws IllegalArgumentException if the name is too long or the sectors are in the wrong order
    public GptPartition {
        if (name.length() > NAME || firstLba < 0 || lastLba < firstLba) {
            throw new IllegalArgumentException("no GPT partition: sectors " + firstLba + " to " + lastLba + ", \""
                    + name + "\"");
        }
    }
}
