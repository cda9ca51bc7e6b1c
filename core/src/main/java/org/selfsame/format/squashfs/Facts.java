package org.selfsame.format.squashfs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.tree.Fact;

/// What the superblock and the compressor options state.
final class Facts {
    private final List<Fact> facts = new ArrayList<>();

    private Facts() {}

    static List<Fact> of(Image image, Tables tables) throws IOException {
        var superblock = image.superblock();
        var facts = new Facts();
        facts.add("version", "4.0");
        facts.add("mkfs_time", Instant.ofEpochSecond(superblock.mkfsTime()).toString());
        facts.add("bytes_used", superblock.bytesUsed());
        facts.add("compression", superblock.codec().commonName());
        for (var option : CompressorOptions.read(image).values()) {
            facts.add("compression." + option.name(), option.value());
        }
        facts.add("block_size", superblock.blockSize());
        facts.add("inodes", superblock.inodeCount());
        facts.add("fragments", superblock.fragmentCount());
        facts.add("ids", superblock.idCount());
        var xattrs = tables.xattrs();
        facts.add("xattr_ids", xattrs == null ? 0 : xattrs.ids().count());
        facts.add("flags", "0x" + Integer.toHexString(superblock.flags()));
        facts.addFlag("exportable", superblock.has(Flag.EXPORTABLE));
        facts.addFlag("inodes_compressed", !superblock.has(Flag.UNCOMPRESSED_INODES));
        facts.addFlag("data_compressed", !superblock.has(Flag.UNCOMPRESSED_DATA));
        facts.addFlag("fragments_compressed", !superblock.has(Flag.UNCOMPRESSED_FRAGMENTS));
        facts.addFlag("xattrs_compressed", !superblock.has(Flag.UNCOMPRESSED_XATTRS));
        facts.addFlag("ids_compressed", !superblock.has(Flag.UNCOMPRESSED_IDS));
        facts.addFlag("fragments_used", !superblock.has(Flag.NO_FRAGMENTS));
        facts.addFlag("always_fragments", superblock.has(Flag.ALWAYS_FRAGMENTS));
        facts.addFlag("xattrs_stored", !superblock.has(Flag.NO_XATTRS));
        facts.addFlag("duplicates_removed", superblock.has(Flag.DUPLICATES_REMOVED));
        return List.copyOf(facts.facts);
    }

    private void add(String name, String value) {
        facts.add(new Fact(SquashfsFormat.NAME + "." + name, value));
    }

    private void add(String name, long value) {
        add(name, Long.toString(value));
    }

    private void addFlag(String name, boolean value) {
        add(name, value ? "yes" : "no");
    }
}
