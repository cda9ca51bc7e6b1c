package org.selfsame.format.ext4;

import java.io.IOException;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;

/// An opened volume: what reads blocks, groups, inodes and their contents. Thread-safe.
///
/// @param descriptors of all groups, one after the other
@SuppressWarnings("ArrayRecordComponent")
record Volume(Content content, Superblock superblock, byte[] descriptors, Limits limits, DirectoryClaims claims) {

    /// @throws FormatException if the superblock makes no sense, or the group descriptors lie outside
    /// @throws IOException if the content cannot be read
    static Volume open(Content content, Limits limits) throws IOException {
        var superblock = Superblock.read(content);
        long size = (long) superblock.groups() * superblock.descriptorSize();
        if (size > limits.tableBytes()) {
            throw new FormatException(Ext4Reader.FORMAT, Superblock.OFFSET, "group descriptors of " + size + " bytes");
        }
        // before anything is allocated: they have to be there
        Ranges.check(Ext4Reader.FORMAT, 0, size, content.size());
        var descriptors = new byte[(int) size];
        int perBlock = superblock.descriptorsPerBlock() * superblock.descriptorSize();
        for (int at = 0; at < descriptors.length; at += perBlock) {
            long offset = descriptorBlock(superblock, at / perBlock) * superblock.blockSize();
            content.read(offset, descriptors, at, Math.min(perBlock, descriptors.length - at));
        }
        return new Volume(content, superblock, descriptors, limits, new DirectoryClaims(limits.tableBytes()));
    }

    /// The block that holds the `index`th piece of the group descriptors: behind the superblock, or, with META_BG, at the
    /// start of the first group that it describes.
    static long descriptorBlock(Superblock superblock, long index) {
        if (!superblock.hasIncompatible(Superblock.META_GROUPS) || index < superblock.u32(260)) {
            return superblock.firstBlock() + 1 + index;
        }
        long group = index * superblock.descriptorsPerBlock();
        return superblock.groupStart(group) + (superblock.hasCopy(group) ? 1 : 0);
    }

    Group group(int number) {
        int at = number * superblock.descriptorSize();
        int perBlock = superblock.descriptorsPerBlock();
        long offset = descriptorBlock(superblock, number / perBlock) * superblock.blockSize()
                + (long) number % perBlock * superblock.descriptorSize();
        return Group.parse(descriptors, at, superblock.descriptorSize(), number, offset);
    }

    /// Blocks that the content has, of which a cut one may have fewer than the volume.
    long presentBlocks() {
        return Math.min(superblock.blocks(), Math.ceilDiv(content.size(), (long) superblock.blockSize()));
    }

    /// @param statedAt where the blocks are stated, for the exception
    /// @throws FormatException if they are not blocks of the volume
    void checkBlocks(long first, long count, long statedAt) throws FormatException {
        if (count <= 0 || first < Math.max(1, superblock.firstBlock()) || first >= superblock.blocks()
                || count > superblock.blocks() - first) {
            throw new FormatException(Ext4Reader.FORMAT, statedAt, count + " blocks at " + first + " are stated, the "
                    + "volume has " + superblock.blocks());
        }
    }

    /// Reads a block.
    ///
    /// @param statedAt where it is stated, for the exception
    /// @throws FormatException if it is none of the volume, or lies after the end of the content
    /// @throws IOException if the content cannot be read
    byte[] block(long number, long statedAt) throws IOException {
        checkBlocks(number, 1, statedAt);
        return content.bytes(number * superblock.blockSize(), superblock.blockSize());
    }

    /// @param statedAt where its number is stated, for the exception
    /// @throws FormatException if there is no inode of that number
    /// @throws IOException if the content cannot be read
    Inode inode(long number, long statedAt) throws IOException {
        if (number < 1 || number > superblock.inodes()) {
            throw new FormatException(Ext4Reader.FORMAT, statedAt, "inode " + number + " is stated, the volume has "
                    + superblock.inodes());
        }
        long index = (number - 1) % superblock.inodesPerGroup();
        var group = group((int) ((number - 1) / superblock.inodesPerGroup()));
        long blockOfInode = group.inodeTable() + index * superblock.inodeSize() / superblock.blockSize();
        checkBlocks(blockOfInode, 1, group.offset() + 8);
        long offset = group.inodeTable() * superblock.blockSize() + index * superblock.inodeSize();
        return new Inode(number, offset, content.bytes(offset, superblock.inodeSize()));
    }

    /// The data of a file, directory or long link.
    ///
    /// @throws FormatException if the map is broken
    /// @throws IOException if the content cannot be read
    Content data(Inode inode) throws IOException {
        if (inode.size() < 0) {
            throw new FormatException(Ext4Reader.FORMAT, inode.offset(), "a size beyond 2^63");
        }
        return inode.isInline()
                ? new BytesContent(inline(inode))
                : new MappedContent(content, superblock.blockSize(), MapReader.read(this, inode), inode.size());
    }

    /// Data within the inode: in place of the map, and in the attribute `system.data`.
    private byte[] inline(Inode inode) throws IOException {
        var more = new AttributeReader(this).inline(inode);
        if (inode.size() > Inode.MAP_SIZE + more.length) {
            throw new FormatException(Ext4Reader.FORMAT, inode.offset(), "inline data of " + inode.size()
                    + " bytes, there are " + (Inode.MAP_SIZE + more.length));
        }
        var bytes = new byte[(int) inode.size()];
        int first = Math.min(bytes.length, Inode.MAP_SIZE);
        System.arraycopy(inode.bytes(), Inode.MAP, bytes, 0, first);
        System.arraycopy(more, 0, bytes, first, bytes.length - first);
        return bytes;
    }

    /// The target of a symbolic link, which is short enough to lie in the inode or lies in blocks.
    ///
    /// @throws FormatException if it is longer than any system takes
    /// @throws IOException if the content cannot be read
    Name target(Inode inode) throws IOException {
        long size = inode.size();
        if (size > 4096 || size > superblock.blockSize()) {
            throw new FormatException(Ext4Reader.FORMAT, inode.offset(), "a symbolic link of " + size + " bytes");
        }
        boolean inInode = !inode.hasExtents() && !inode.isInline() && size < Inode.MAP_SIZE;
        var source = inInode ? new BytesContent(inode.map()) : data(inode);
        return Name.of(source.bytes(0, (int) size));
    }

    /// Major and minor number of a device: 8 bits each, or, where these are zero, 12 and 20.
    static long[] device(Inode inode) {
        long old = LittleEndian.u32(inode.bytes(), Inode.MAP);
        long wide = LittleEndian.u32(inode.bytes(), Inode.MAP + 4);
        return old != 0
                ? new long[]{old >> 8 & 0xff, old & 0xff}
                : new long[]{wide >> 8 & 0xfff, wide & 0xff | wide >> 12 & 0xfff00};
    }
}
