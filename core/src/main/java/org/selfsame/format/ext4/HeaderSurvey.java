package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Region.Kind;

/// Finds superblock, group descriptors and what they lead to: copies, bitmaps, inode tables.
final class HeaderSurvey {
    private static final int MULTIPLE_MOUNT = 0x100;

    private final Findings findings;
    private final Volume volume;
    private final Superblock superblock;
    private final int blockSize;
    /// Groups whose inode table is their own.
    private final BitSet tables = new BitSet();

    HeaderSurvey(Findings findings) {
        this.findings = findings;
        volume = findings.volume();
        superblock = volume.superblock();
        blockSize = superblock.blockSize();
    }

    /// @return the groups whose inode table shares no block with anything else
    /// @throws IOException if the content cannot be read
    BitSet run() throws IOException {
        state();
        findings.region(0, Superblock.OFFSET, Kind.STRUCTURE, "boot block", "");
        findings.region(Superblock.OFFSET, Superblock.SIZE, Kind.STRUCTURE, "superblock", "");
        findings.fields(Superblock.OFFSET, StructureField.SUPERBLOCK, Superblock.SIZE, "superblock", "");
        if (superblock.hasChecksums()
                && Superblock.checksum(superblock.bytes()) != LittleEndian.u32(superblock.bytes(), 1020)) {
            findings.anomaly("superblock_checksum", Superblock.OFFSET + 1020,
                    "the superblock has another checksum than "
                            + "it states");
        }
        int first = Superblock.OFFSET + Superblock.SIZE;
        findings.filling(first, Math.max(0, blockSize - first), "after the superblock");
        findings.own(0, superblock.firstBlock() + 1, Superblock.OFFSET, "superblock");
        boolean meta = superblock.hasIncompatible(Superblock.META_GROUPS);
        long all = Math.ceilDiv(superblock.groups(), superblock.descriptorsPerBlock());
        long contiguous = meta ? Math.min(all, superblock.u32(260)) : all;
        for (int number = 0; number < superblock.groups(); number++) {
            long start = superblock.groupStart(number);
            if (superblock.hasCopy(number)) {
                copies(number, start, contiguous);
            }
            if (meta) {
                metaDescriptors(number, contiguous);
            }
        }
        for (int number = 0; number < superblock.groups(); number++) {
            group(volume.group(number));
        }
        if (superblock.hasIncompatible(MULTIPLE_MOUNT)) {
            findings.structure(LittleEndian.i64(superblock.bytes(), 360), 1, Superblock.OFFSET + 360,
                    "multiple mount protection", "");
        }
        return tables;
    }

    private void state() {
        if (superblock.hasIncompatible(Superblock.RECOVER)) {
            findings.anomaly("needs_recovery", Superblock.OFFSET + 96,
                    "the journal waits to be replayed: the volume is "
                            + "shown as it was before");
        }
        if ((superblock.u16(58) & 1) == 0 || (superblock.u16(58) & 2) != 0) {
            findings.anomaly("not_clean", Superblock.OFFSET + 58, "the volume was not unmounted, or has errors");
        }
        long end = superblock.blocks() * blockSize;
        long size = volume.content().size();
        if (size < end) {
            findings.anomaly("truncated", size, "the volume has " + end + " bytes, " + size + " are there");
        } else if (size > end) {
            findings.anomaly("trailing_bytes", end, size - end + " bytes after the volume");
        }
    }

    private void copies(int number, long start, long descriptorBlocks) throws IOException {
        long at = start * blockSize;
        if (number > 0 && findings.structure(start, 1, at, "block of a backup superblock", "")
                && at + Superblock.SIZE <= volume.content().size()) {
            findings.region(at, Superblock.SIZE, Kind.STRUCTURE, "backup superblock", "");
            findings.fields(at, StructureField.SUPERBLOCK, Superblock.SIZE, "backup superblock", "");
            compare(volume.content().bytes(at, Superblock.SIZE), at);
        }
        long blocks = Math.min(descriptorBlocks, superblock.groupBlocks(number) - 1);
        if (blocks > 0) {
            findings.structure(start + 1, blocks, at, number == 0 ? "group descriptors" : "backup group descriptors",
                    "");
        }
        long reserved = superblock.hasCompatible(Superblock.RESIZE_INODE)
                ? Math.min(superblock.u16(206), superblock.groupBlocks(number) - 1 - blocks)
                : 0;
        if (reserved > 0) {
            findings.structure(start + 1 + blocks, reserved, Superblock.OFFSET + 206, "reserved group descriptors", "");
        }
    }

    /// What never differs: magic, block count, block size and id.
    private void compare(byte[] copy, long offset) {
        var own = superblock.bytes();
        boolean same = LittleEndian.u16(copy, 56) == Superblock.MAGIC && Arrays.equals(copy, 4, 8, own, 4, 8)
                && Arrays.equals(copy, 24, 28, own, 24, 28) && Arrays.equals(copy, 104, 120, own, 104, 120);
        if (!same) {
            findings.anomaly("backup_superblock", offset, "a backup superblock of another volume");
        }
    }

    /// With META_BG the first, second and last group of those that a block describes have it.
    private void metaDescriptors(int number, long contiguous) throws IOException {
        int perBlock = superblock.descriptorsPerBlock();
        int within = number % perBlock;
        if (number / perBlock >= contiguous && (within <= 1 || within == perBlock - 1)) {
            long block = superblock.groupStart(number) + (superblock.hasCopy(number) ? 1 : 0);
            findings.structure(block, 1, Superblock.OFFSET + 260,
                    within == 0 ? "group descriptors" : "backup group descriptors", "");
        }
    }

    private void group(Group group) throws IOException {
        int size = superblock.descriptorSize();
        findings.region(group.offset(), size, Kind.STRUCTURE, "group descriptor", "");
        findings.fields(group.offset(), StructureField.GROUP, size, "group descriptor", "");
        if (superblock.hasChecksums() && superblock.isSeededById() && checksum(group) != stated(group)) {
            findings.anomaly("group_checksum", group.offset() + 30, "the descriptor of group " + group.number()
                    + " has another checksum than it states");
        }
        findings.structure(group.blockBitmap(), 1, group.offset(), "block bitmap", "");
        findings.structure(group.inodeBitmap(), 1, group.offset() + 4, "inode bitmap", "");
        long blocks = Math.ceilDiv(superblock.inodesPerGroup() * superblock.inodeSize(), (long) blockSize);
        if (findings.structure(group.inodeTable(), blocks, group.offset() + 8, "inode table", "")) {
            tables.set(group.number());
        }
    }

    private int stated(Group group) {
        return LittleEndian.u16(volume.descriptors(), group.number() * superblock.descriptorSize() + 30);
    }

    private int checksum(Group group) {
        int at = group.number() * superblock.descriptorSize();
        int number = group.number();
        var crc = superblock.seeded();
        crc.update(new byte[]{(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)}, 0, 4);
        crc.update(volume.descriptors(), at, 30);
        crc.update(new byte[2], 0, 2);
        crc.update(volume.descriptors(), at + 32, superblock.descriptorSize() - 32);
        return (int) (~crc.getValue() & 0xffff);
    }
}
