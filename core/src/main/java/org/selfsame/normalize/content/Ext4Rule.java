package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.ext4.Ext4Format;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// File systems of the ext family: the times of the volume and of all inodes, the seed of hashed directories where there is
/// none, and the UUID where no checksum begins with it. Checksums of what changes are made anew. Source: the Linux kernel's
/// Documentation/filesystems/ext4/super.rst, inodes.rst and checksums.rst.
public final class Ext4Rule extends ImageRule {
    private static final int SUPERBLOCK = 1024;
    private static final int UUID_AT = 104;
    private static final int HASH_SEED = 236;
    private static final int CHECKSUM = 1020;
    /// Seconds, and the byte with their upper bits: s_mtime, s_wtime, s_lastcheck, s_mkfs_time.
    private static final int[][] TIMES = {{44, 629}, {48, 628}, {64, 631}, {264, 630}};
    private static final int RECOVER = 0x4;
    private static final int SEED = 0x2000;
    private static final int GROUP_CHECKSUM = 0x10;
    private static final int METADATA_CHECKSUM = 0x400;
    private static final int HASHED = 0x1000;
    private static final int OLD_INODE = 128;
    /// Inodes with a purpose of their own.
    private static final int RESERVED = 10;
    private static final int JOURNAL_UUID = 48;
    private static final int JOURNAL_CHECKSUM = 80;

    /// The one instance needed.
    public Ext4Rule() {
        super(new Ext4Format());
    }

    @Override
    void change(Patches patches, Layout layout, Work work) throws IOException {
        var superblock = patches.bytes(SUPERBLOCK, SUPERBLOCK);
        int incompatible = LittleEndian.i32(superblock, 96);
        int readOnly = LittleEndian.i32(superblock, 100);
        if ((incompatible & RECOVER) != 0) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "the journal waits to be replayed");
        }
        boolean summed = (readOnly & METADATA_CHECKSUM) != 0;
        if (summed && (incompatible & SEED) != 0) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "checksums begin with a seed of their own");
        }
        boolean hashed = false;
        var tables = tables(patches, layout, superblock);
        long first = tables.entrySet().stream().filter(table -> table.getValue() == 0).mapToLong(Map.Entry::getKey)
                .findFirst().orElseThrow(() -> new LeftAloneException(Reason.DAMAGED, "no group of blocks"));
        int size = LittleEndian.i32(superblock, 76) == 0 ? OLD_INODE : LittleEndian.u16(superblock, 88);
        for (int i = 0; i < RESERVED; i++) {
            // those that nothing uses have times, too
            inode(patches, first + (long) i * size, size, superblock, summed ? i + 1 : -1, work);
        }
        for (var region : layout.regions()) {
            if (region.what().equals("inode")) {
                hashed |= inode(patches, region.offset(), size, superblock,
                        summed ? number(region, tables, superblock) : -1, work);
            }
        }
        boolean named = summed || (readOnly & GROUP_CHECKSUM) != 0;
        for (var region : layout.regions()) {
            if (region.what().equals("superblock") || region.what().equals("backup superblock")) {
                superblock(patches, region, summed, named, hashed, work);
            } else if (region.what().equals("journal superblock") && !named) {
                journal(patches, region, superblock, work);
            }
        }
    }

    /// The journal has the UUID of its volume. No program compares them where the journal is inside.
    private static void journal(Patches patches, Region region, byte[] superblock, Work work) throws IOException {
        var bytes = patches.bytes(region.offset(), SUPERBLOCK);
        boolean same = Arrays.equals(bytes, JOURNAL_UUID, JOURNAL_UUID + 16, superblock, UUID_AT, UUID_AT + 16);
        if (same && bytes[JOURNAL_CHECKSUM] == 0) {
            id(bytes, JOURNAL_UUID, "volume", work);
            patches.set(region.offset(), bytes);
        }
    }

    private static void superblock(Patches patches, Region region, boolean summed, boolean named, boolean hashed,
            Work work)
            throws IOException {
        var bytes = patches.bytes(region.offset(), SUPERBLOCK);
        for (var field : TIMES) {
            long time = LittleEndian.u32(bytes, field[0]) | (bytes[field[1]] & 0xffL) << 32;
            if (time != 0) {
                Bytes.put32(bytes, field[0], work.epoch().of(time));
                bytes[field[1]] = 0;
            }
        }
        if (!named) {
            id(bytes, UUID_AT, "volume", work);
        }
        if (!hashed) {
            id(bytes, HASH_SEED, "seed", work);
        }
        if (summed) {
            var crc = new CRC32C();
            crc.update(bytes, 0, CHECKSUM);
            Bytes.put32(bytes, CHECKSUM, ~crc.getValue());
        }
        patches.set(region.offset(), bytes);
    }

    private static void id(byte[] bytes, int at, String name, Work work) {
        var id = UUID.nameUUIDFromBytes(Bytes.latin("ext4 " + name + " " + work.epoch().seconds()));
        Bytes.put32be(bytes, at, id.getMostSignificantBits() >> 32);
        Bytes.put32be(bytes, at + 4, id.getMostSignificantBits());
        Bytes.put32be(bytes, at + 8, id.getLeastSignificantBits() >> 32);
        Bytes.put32be(bytes, at + 12, id.getLeastSignificantBits());
    }

    /// @param number of the inode, or -1 if it has no checksum
    /// @return whether it is a directory with a tree of hashes
    private static boolean inode(Patches patches, long offset, int size, byte[] superblock, long number, Work work)
            throws IOException {
        var bytes = patches.bytes(offset, size);
        if (Arrays.equals(bytes, new byte[size])) {
            return false;
        }
        // fields after the first 128 bytes are there as far as the inode says
        int extra = bytes.length > OLD_INODE ? LittleEndian.u16(bytes, OLD_INODE) : 0;
        time(bytes, 8, extra >= 16 ? 140 : 0, work);
        time(bytes, 12, extra >= 8 ? 132 : 0, work);
        time(bytes, 16, extra >= 12 ? 136 : 0, work);
        if (extra >= 24) {
            time(bytes, 144, 148, work);
        }
        if (number >= 0) {
            sum(bytes, superblock, number, extra >= 4);
        }
        patches.set(offset, bytes);
        return (LittleEndian.i32(bytes, 32) & HASHED) != 0;
    }

    /// Seconds are signed, and have two more bits in the field for nanoseconds, where there is one.
    private static void time(byte[] bytes, int at, int fineAt, Work work) {
        long fine = fineAt > 0 ? LittleEndian.u32(bytes, fineAt) : 0;
        long time = LittleEndian.i32(bytes, at) + ((fine & 3) << 32);
        if (time == 0 && fine == 0) {
            return;
        }
        long after = work.epoch().of(time);
        if (fineAt == 0) {
            after = Math.min(after, Integer.MAX_VALUE);
        }
        if (after != time || !work.epoch().clamp()) {
            Bytes.put32(bytes, at, after);
            if (fineAt > 0) {
                Bytes.put32(bytes, fineAt, after - (int) after >> 32 & 3);
            }
        }
    }

    /// Where the table of inodes of each group begins, and the number of the group.
    private static NavigableMap<Long, Integer> tables(Patches patches, Layout layout, byte[] superblock)
            throws IOException {
        boolean wide = (LittleEndian.i32(superblock, 96) & 0x80) != 0;
        long blockSize = 1024L << LittleEndian.i32(superblock, 24);
        var tables = new TreeMap<Long, Integer>();
        int group = 0;
        for (var region : layout.regions()) {
            if (region.what().equals("group descriptor")) {
                var bytes = patches.bytes(region.offset(), (int) region.length());
                long block = LittleEndian.u32(bytes, 8)
                        | (wide && bytes.length >= 64 ? LittleEndian.u32(bytes, 40) << 32 : 0);
                tables.putIfAbsent(block * blockSize, group++);
            }
        }
        return tables;
    }

    private static long number(Region inode, NavigableMap<Long, Integer> tables, byte[] superblock)
            throws LeftAloneException {
        long perGroup = LittleEndian.u32(superblock, 40);
        var table = tables.floorEntry(inode.offset());
        if (table == null || inode.offset() - table.getKey() >= perGroup * inode.length()) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "an inode outside all tables of inodes");
        }
        return table.getValue() * perGroup + (inode.offset() - table.getKey()) / inode.length() + 1;
    }

    private static void sum(byte[] bytes, byte[] superblock, long number, boolean wide) {
        Bytes.put16(bytes, 124, 0);
        if (wide) {
            Bytes.put16(bytes, 130, 0);
        }
        var seed = new byte[4];
        Bytes.put32(seed, 0, number);
        var crc = new CRC32C();
        crc.update(superblock, UUID_AT, 16);
        crc.update(seed, 0, 4);
        crc.update(bytes, 100, 4);
        crc.update(bytes, 0, bytes.length);
        long sum = ~crc.getValue();
        Bytes.put16(bytes, 124, (int) sum & 0xffff);
        if (wide) {
            Bytes.put16(bytes, 130, (int) (sum >> 16) & 0xffff);
        }
    }
}
