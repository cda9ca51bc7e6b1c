package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// The superblock, checked for sense. Source: the Linux kernel's Documentation/filesystems/ext4/super.rst.
///
/// @param bytes its 1024 bytes
/// @param blocks number of blocks of the volume
/// @param blockSize bytes a block: a power of two from 1024 to 65536
/// @param firstBlock the block that the first group begins with: 1 where blocks have 1024 bytes
/// @param groups number of groups
/// @param descriptorSize bytes of a group descriptor
@SuppressWarnings("ArrayRecordComponent")
record Superblock(byte[] bytes, long inodes, long blocks, int blockSize, int clusterBlocks, long firstBlock,
        long blocksPerGroup, long inodesPerGroup, int groups, int inodeSize, int descriptorSize, int compatible,
        int incompatible, int readOnly) {
    static final int OFFSET = 1024;
    static final int SIZE = 1024;
    static final int MAGIC = 0xef53;

    static final int HAS_JOURNAL = 0x4;
    static final int RESIZE_INODE = 0x10;
    static final int SPARSE_SUPER2 = 0x200;
    static final int RECOVER = 0x4;
    static final int JOURNAL_DEVICE = 0x8;
    static final int META_GROUPS = 0x10;
    static final int EXTENTS = 0x40;
    static final int WIDE = 0x80;
    static final int SEED = 0x2000;
    static final int SPARSE_SUPER = 0x1;
    static final int BIG_ALLOC = 0x200;
    static final int METADATA_CHECKSUM = 0x400;

    private static final int LARGEST_LOG = 6;
    /// What extents can reach is 2^48; this keeps offsets in bytes below 2^62.
    private static final long MOST_BLOCKS = 1L << 46;
    private static final int OLD_INODE = 128;
    private static final int OLD_DESCRIPTOR = 32;

    /// @throws FormatException if there is none, or it makes no sense
    /// @throws IOException if the content cannot be read
    static Superblock read(Content content) throws IOException {
        if (content.size() < OFFSET + SIZE) {
            throw bad(0, "a superblock ends at byte 2048, there are " + content.size());
        }
        return of(content.bytes(OFFSET, SIZE));
    }

    private static Superblock of(byte[] b) throws FormatException {
        require(LittleEndian.u16(b, 56) == MAGIC, 56, "no magic");
        int log = LittleEndian.i32(b, 24);
        require(log >= 0 && log <= LARGEST_LOG, 24, "blocks of 2^" + (log + 10) + " bytes");
        int incompatible = LittleEndian.i32(b, 96);
        int readOnly = LittleEndian.i32(b, 100);
        require((incompatible & JOURNAL_DEVICE) == 0, 96, "a journal on its own is no file system");
        int blockSize = 1024 << log;
        boolean old = LittleEndian.i32(b, 76) == 0;
        int inodeSize = old ? OLD_INODE : LittleEndian.u16(b, 88);
        require(inodeSize >= OLD_INODE && inodeSize <= blockSize && Integer.bitCount(inodeSize) == 1, 88,
                "inodes of " + inodeSize + " bytes");
        boolean wide = (incompatible & WIDE) != 0;
        int descriptor = wide ? LittleEndian.u16(b, 254) : OLD_DESCRIPTOR;
        require(descriptor >= OLD_DESCRIPTOR && descriptor <= 1024 && Integer.bitCount(descriptor) == 1, 254,
                "group descriptors of " + descriptor + " bytes");
        long blocks = LittleEndian.u32(b, 4) | (wide ? LittleEndian.u32(b, 336) << 32 : 0);
        long first = LittleEndian.u32(b, 20);
        require(first <= 1 && blocks > first && blocks <= MOST_BLOCKS, 20,
                blocks + " blocks, of which the first group begins with " + first);
        int cluster = 1;
        if ((readOnly & BIG_ALLOC) != 0) {
            int clusterLog = LittleEndian.i32(b, 28) - log;
            require(clusterLog >= 0 && clusterLog <= 20, 28, "clusters of 2^" + clusterLog + " blocks");
            cluster = 1 << clusterLog;
        }
        long perGroup = LittleEndian.u32(b, 32);
        long inodesPerGroup = LittleEndian.u32(b, 40);
        require(perGroup > 0 && perGroup <= 8L * blockSize * cluster, 32, perGroup + " blocks a group");
        require(inodesPerGroup > 0 && inodesPerGroup <= 8L * blockSize, 40, inodesPerGroup + " inodes a group");
        long groups = Math.ceilDiv(blocks - first, perGroup);
        require(blocks > 0 && groups <= Integer.MAX_VALUE, 4, groups + " groups");
        long inodes = LittleEndian.u32(b, 0);
        require(inodes > 1 && inodes <= groups * inodesPerGroup, 0, inodes + " inodes in " + groups + " groups");
        return new Superblock(b, inodes, blocks, blockSize, cluster, first, perGroup, inodesPerGroup, (int) groups,
                inodeSize, descriptor, LittleEndian.i32(b, 92), incompatible, readOnly);
    }

    private static void require(boolean holds, int field, String rule) throws FormatException {
        if (!holds) {
            throw bad(OFFSET + field, rule);
        }
    }

    private static FormatException bad(long offset, String rule) {
        return new FormatException(Ext4Reader.FORMAT, offset, rule);
    }

    boolean hasCompatible(int feature) {
        return (compatible & feature) != 0;
    }

    boolean hasIncompatible(int feature) {
        return (incompatible & feature) != 0;
    }

    boolean hasReadOnly(int feature) {
        return (readOnly & feature) != 0;
    }

    long u32(int at) {
        return LittleEndian.u32(bytes, at);
    }

    int u16(int at) {
        return LittleEndian.u16(bytes, at);
    }

    /// First block of a group.
    long groupStart(long group) {
        return firstBlock + group * blocksPerGroup;
    }

    /// Blocks of a group; the last one may have fewer.
    long groupBlocks(long group) {
        return Math.min(blocksPerGroup, blocks - groupStart(group));
    }

    /// The first inode that files may have.
    long firstInode() {
        return u32(76) == 0 ? 11 : u32(84);
    }

    int descriptorsPerBlock() {
        return blockSize / descriptorSize;
    }

    /// Whether a group begins with a copy of the superblock.
    boolean hasCopy(long group) {
        if (group == 0) {
            return true;
        }
        if (hasCompatible(SPARSE_SUPER2)) {
            return group == u32(588) || group == u32(592);
        }
        return !hasReadOnly(SPARSE_SUPER) || group == 1 || isPower(group, 3) || isPower(group, 5)
                || isPower(group, 7);
    }

    private static boolean isPower(long number, int base) {
        long power = base;
        while (power < number) {
            power *= base;
        }
        return power == number;
    }

    boolean hasChecksums() {
        return hasReadOnly(METADATA_CHECKSUM);
    }

    /// The sum over these bytes that the superblock should state.
    static long checksum(byte[] superblock) {
        var crc = new CRC32C();
        crc.update(superblock, 0, SIZE - 4);
        return ~crc.getValue() & 0xffffffffL;
    }

    /// A sum that has begun with the id of the volume.
    CRC32C seeded() {
        var crc = new CRC32C();
        crc.update(bytes, 104, 16);
        return crc;
    }

    /// Whether [#seeded] is what sums begin with: a stored seed may be that of an earlier id.
    boolean isSeededById() {
        return !hasIncompatible(SEED) || (~seeded().getValue() & 0xffffffffL) == u32(624);
    }
}
