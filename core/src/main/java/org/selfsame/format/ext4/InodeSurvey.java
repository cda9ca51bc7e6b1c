package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Region.Kind;

/// Finds what one inode has: its fields, attributes, map and blocks.
final class InodeSurvey {
    /// Inodes of which all fields are named; of further ones only those that tend to differ, to bound the memory of a
    /// layout.
    private static final int ALL_FIELDS = 50_000;
    private static final int OLD = 128;

    private final Findings findings;
    private final Volume volume;
    private final Superblock superblock;
    private final AttributeReader attributes;
    private final Set<Long> attributeBlocks = new HashSet<>();
    private long count;

    InodeSurvey(Findings findings) {
        this.findings = findings;
        volume = findings.volume();
        superblock = volume.superblock();
        attributes = new AttributeReader(volume);
    }

    /// An inode with everything that it has.
    ///
    /// @param owner the printable path, or empty if it has no name
    /// @param what its blocks are called, and of which kind they are
    /// @throws IOException if the content cannot be read
    void inode(Inode inode, String owner, String what, Kind kind) throws IOException {
        findings.region(inode.offset(), inode.bytes().length, Kind.STRUCTURE, "inode", owner);
        var fields = ++count > ALL_FIELDS ? StructureField.INODE_ESSENTIAL : StructureField.INODE;
        int end = inode.attributesAt() == inode.bytes().length ? OLD : inode.attributesAt();
        findings.fields(inode.offset(), fields, end, "inode", owner);
        if (superblock.hasChecksums() && superblock.isSeededById() && !isSummed(inode)) {
            findings.anomaly("inode_checksum", inode.offset() + 124, "inode " + inode.number()
                    + " has another checksum than it states");
        }
        attributes(inode, owner);
        try {
            blocks(inode, owner, what, kind);
        } catch (FormatException e) {
            findings.anomaly("unreadable", e.offset(), named(inode, owner) + ": " + e.rule());
        }
    }

    private static String named(Inode inode, String owner) {
        return owner.isEmpty() ? "inode " + inode.number() : owner;
    }

    private void attributes(Inode inode, String owner) throws IOException {
        try {
            int at = inode.attributesAt();
            if (at < inode.bytes().length && LittleEndian.i32(inode.bytes(), at) == AttributeReader.MAGIC) {
                findings.region(inode.offset() + at, inode.bytes().length - at, Kind.FIELD, "inode.extended_attributes",
                        owner);
            }
            attributes.read(inode);
        } catch (FormatException e) {
            findings.anomaly("attributes", e.offset(), named(inode, owner) + ": " + e.rule());
        }
        long block = inode.attributeBlock();
        if (block != 0 && attributeBlocks.add(block)
                && findings.structure(block, 1, inode.offset() + 104, "extended attributes", owner)) {
            findings.fields(block * superblock.blockSize(), StructureField.ATTRIBUTES, superblock.blockSize(),
                    "extended attributes", owner);
        }
    }

    private void blocks(Inode inode, String owner, String what, Kind kind) throws IOException {
        if (inode.isInline()) {
            long here = Math.clamp(inode.size(), 0, Inode.MAP_SIZE);
            if (kind == Kind.DATA) {
                findings.region(inode.offset() + Inode.MAP, here, Kind.DATA, "inline data", owner);
            }
            volume.data(inode);
            return;
        }
        boolean hasBlocks = inode.type() == Inode.FILE || inode.type() == Inode.DIRECTORY
                || inode.type() == Inode.SYMBOLIC_LINK && (inode.hasExtents() || inode.size() >= Inode.MAP_SIZE);
        if (!hasBlocks) {
            return;
        }
        var map = MapReader.read(volume, inode);
        for (long block : map.tree()) {
            findings.structure(block, 1, inode.offset() + Inode.MAP, inode.hasExtents() ? "extent tree" : "block map",
                    owner);
        }
        for (int run = 0; run < map.runs(); run++) {
            run(inode, map, run, owner, what, kind);
        }
    }

    private void run(Inode inode, BlockMap map, int run, String owner, String what, Kind kind) throws IOException {
        int blockSize = superblock.blockSize();
        long offset = map.physical(run) * blockSize;
        long length = (long) map.length(run) * blockSize;
        findings.own(map.physical(run), map.length(run), inode.offset(), named(inode, owner));
        if (map.isUnwritten(run)) {
            findings.region(offset, length, Kind.UNKNOWN, "unwritten blocks", owner);
            return;
        }
        long start = map.logical(run) * blockSize;
        long used = Math.clamp(inode.size() - start, 0, length);
        findings.region(offset, used, kind, what, owner);
        long slack = Math.min(length - used, -used & blockSize - 1);
        findings.region(offset + used, slack, Kind.PADDING, "slack", owner);
        findings.region(offset + used + slack, length - used - slack, Kind.UNKNOWN, "blocks after the end of a file",
                owner);
    }

    /// Whether the sum over id, number, generation and all fields but itself is as stated.
    private boolean isSummed(Inode inode) {
        var bytes = inode.bytes().clone();
        boolean wide = bytes.length > OLD && LittleEndian.u16(bytes, OLD) >= 4;
        long stated = LittleEndian.u16(bytes, 124) | (wide ? (long) LittleEndian.u16(bytes, 130) << 16 : 0);
        bytes[124] = 0;
        bytes[125] = 0;
        if (wide) {
            bytes[130] = 0;
            bytes[131] = 0;
        }
        long number = inode.number();
        var crc = superblock.seeded();
        crc.update(new byte[]{(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)}, 0, 4);
        crc.update(bytes, 100, 4);
        crc.update(bytes, 0, bytes.length);
        long sum = ~crc.getValue() & 0xffffffffL;
        return stated == (wide ? sum : sum & 0xffff);
    }
}
