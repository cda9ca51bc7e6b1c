package org.selfsame.format.ext4;

import java.io.IOException;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Reads the map of an inode. Sources: the Linux kernel's Documentation/filesystems/ext4/ifork.rst.
final class MapReader {
    private static final int EXTENT_MAGIC = 0xf30a;
    private static final int ENTRY = 12;
    private static final int DEEPEST = 5;
    private static final int LONGEST_WRITTEN = 32_768;
    private static final int DIRECT = 12;

    private final Volume volume;
    private final Inode inode;
    private final BlockMap map;

    private MapReader(Volume volume, Inode inode) {
        this.volume = volume;
        this.inode = inode;
        map = new BlockMap(inode.offset(), volume.superblock().blocks(), volume.presentBlocks(),
                volume.limits().tableBytes());
    }

    /// @throws FormatException if the map is broken: it leaves the volume, overlaps itself, or is too large
    /// @throws IOException if the content cannot be read
    static BlockMap read(Volume volume, Inode inode) throws IOException {
        var reader = new MapReader(volume, inode);
        if (inode.hasExtents()) {
            reader.extents(inode.map(), -1);
        } else {
            reader.blocks();
        }
        return reader.map;
    }

    /// @param above depth of the node that leads here, or -1 for the root
    private void extents(byte[] node, int above) throws IOException {
        int entries = LittleEndian.u16(node, 2);
        int depth = LittleEndian.u16(node, 6);
        if (LittleEndian.u16(node, 0) != EXTENT_MAGIC || entries > node.length / ENTRY - 1
                || depth > DEEPEST || above >= 0 && depth != above - 1) {
            throw map.broken("a node of an extent tree that is none: " + entries + " entries, " + depth + " deep");
        }
        for (int at = ENTRY; at < (entries + 1) * ENTRY; at += ENTRY) {
            long logical = LittleEndian.u32(node, at);
            if (depth > 0) {
                long block = LittleEndian.u32(node, at + 4) | (long) LittleEndian.u16(node, at + 8) << 32;
                map.addTree(block);
                extents(volume.block(block, inode.offset()), depth);
            } else {
                int length = LittleEndian.u16(node, at + 4);
                boolean unwritten = length > LONGEST_WRITTEN;
                long block = LittleEndian.u32(node, at + 8) | (long) LittleEndian.u16(node, at + 6) << 32;
                add(logical, block, unwritten ? length - LONGEST_WRITTEN : length, unwritten);
            }
        }
    }

    private void add(long logical, long block, int length, boolean unwritten) throws FormatException {
        volume.checkBlocks(block, length, inode.offset());
        map.add(logical, block, length, unwritten);
    }

    private void blocks() throws IOException {
        var root = inode.map();
        int perBlock = volume.superblock().blockSize() / Integer.BYTES;
        // as many as the size asks for: what is behind belongs to nothing
        long wanted = Math.ceilDiv(inode.size(), (long) volume.superblock().blockSize());
        long logical = 0;
        for (int i = 0; i < DIRECT && logical < wanted; i++, logical++) {
            direct(LittleEndian.u32(root, i * 4), logical);
        }
        long span = perBlock;
        for (int level = 1; level <= 3 && logical < wanted; level++, span *= perBlock) {
            long block = LittleEndian.u32(root, (DIRECT + level - 1) * 4);
            if (block != 0) {
                indirect(block, level, logical, wanted);
            }
            logical += span;
        }
    }

    private void direct(long block, long logical) throws FormatException {
        if (block != 0) {
            add(logical, block, 1, false);
        }
    }

    private void indirect(long block, int level, long start, long wanted) throws IOException {
        map.addTree(block);
        var pointers = volume.block(block, inode.offset());
        long span = 1;
        for (int i = 1; i < level; i++) {
            span *= pointers.length / Integer.BYTES;
        }
        long logical = start;
        for (int at = 0; at < pointers.length && logical < wanted; at += 4, logical += span) {
            long next = LittleEndian.u32(pointers, at);
            if (level == 1) {
                direct(next, logical);
            } else if (next != 0) {
                indirect(next, level - 1, logical, wanted);
            }
        }
    }
}
