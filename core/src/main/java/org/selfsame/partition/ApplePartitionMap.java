package org.selfsame.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes an Apple partition map in blocks of 2048 bytes, as optical media have it: one entry a block, from block 1 on, of which the
/// first describes the map itself. Source: Inside Macintosh: Devices, "The Partition Map".
public final class ApplePartitionMap {
    /// Bytes of a block.
    public static final int BLOCK = 2048;

    private static final int ENTRY = 512;
    private static final int DRIVER_MAP = 0x4552;
    private static final int SIGNATURE = 0x504d;
    /// Valid, allocated, readable.
    private static final int STATUS = 0x13;

    private ApplePartitionMap() {}

    /// A partition.
    ///
    /// @param name up to 31 ASCII characters
    /// @param type up to 31 ASCII characters, such as `Apple_HFS`
    /// @param first its first block
    /// @param count its blocks
    public record Partition(String name, String type, long first, long count) {}

    /// The first eight bytes of block 0: that there is a map, the size of a block, and how many blocks there are.
    public static byte[] head(int blocks) {
        return ByteBuffer.allocate(8).putShort((short) DRIVER_MAP).putShort((short) BLOCK).putInt(blocks).array();
    }

    /// The blocks from block 1 on: the entry of the map, and those of the partitions.
    public static byte[] entries(List<Partition> partitions) {
        var all = new ArrayList<>(List.of(new Partition("Apple", "Apple_partition_map", 1, partitions.size() + 1L)));
        all.addAll(partitions);
        var out = ByteBuffer.allocate(all.size() * BLOCK - BLOCK + ENTRY);
        for (int i = 0; i < all.size(); i++) {
            var partition = all.get(i);
            out.position(i * BLOCK).putShort((short) SIGNATURE).putShort((short) 0).putInt(all.size())
                    .putInt((int) partition.first).putInt((int) partition.count);
            out.put(16 + i * BLOCK, partition.name.getBytes(StandardCharsets.US_ASCII));
            out.put(48 + i * BLOCK, partition.type.getBytes(StandardCharsets.US_ASCII));
            out.putInt(84 + i * BLOCK, (int) partition.count).putInt(88 + i * BLOCK, STATUS);
        }
        return out.array();
    }
}
