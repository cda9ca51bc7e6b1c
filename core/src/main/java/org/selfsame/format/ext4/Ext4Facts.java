package org.selfsame.format.ext4;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Fact;

/// What the superblock states, as facts.
final class Ext4Facts {
    private final List<Fact> facts = new ArrayList<>();
    private final Superblock superblock;

    private Ext4Facts(Superblock superblock) {
        this.superblock = superblock;
    }

    static List<Fact> of(Superblock superblock) {
        var facts = new Ext4Facts(superblock);
        facts.collect();
        return List.copyOf(facts.facts);
    }

    private void collect() {
        boolean fourth = superblock.hasIncompatible(Superblock.EXTENTS | Superblock.WIDE | 0x200);
        add("type", fourth ? "ext4" : superblock.hasCompatible(Superblock.HAS_JOURNAL) ? "ext3" : "ext2");
        add("uuid", uuid(104));
        add("volume_name", text(120, 16));
        add("last_mounted", text(136, 64));
        add("block_size", superblock.blockSize());
        add("blocks", superblock.blocks());
        add("inodes", superblock.inodes());
        add("inode_size", superblock.inodeSize());
        add("groups", superblock.groups());
        add("free_blocks", superblock.u32(12)
                | (superblock.hasIncompatible(Superblock.WIDE) ? superblock.u32(344) << 32 : 0));
        add("free_inodes", superblock.u32(16));
        add("features", String.format(Locale.ROOT, "0x%x, 0x%x, 0x%x", superblock.compatible(),
                superblock.incompatible(), superblock.readOnly()));
        add("hash_seed", uuid(236));
        add("mkfs_time", time(264, 630));
        add("mount_time", time(44, 629));
        add("write_time", time(48, 628));
        add("check_time", time(64, 631));
        add("mount_count", superblock.u16(52));
        add("kbytes_written", LittleEndian.i64(superblock.bytes(), 376));
        add("clean", (superblock.u16(58) & 1) != 0 ? "yes" : "no");
        add("needs_recovery", superblock.hasIncompatible(Superblock.RECOVER) ? "yes" : "no");
    }

    private void add(String name, long value) {
        add(name, Long.toString(value));
    }

    private void add(String name, String value) {
        facts.add(new Fact("ext4." + name, value));
    }

    private String time(int low, int high) {
        long seconds = superblock.u32(low) | (long) LittleEndian.u8(superblock.bytes(), high) << 32;
        return seconds == 0 ? "never" : Instant.ofEpochSecond(seconds).toString();
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && superblock.bytes()[end] != 0) {
            end++;
        }
        return new String(superblock.bytes(), at, end - at, StandardCharsets.UTF_8);
    }

    private String uuid(int at) {
        var hex = HexFormat.of().formatHex(superblock.bytes(), at, at + 16);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }
}
