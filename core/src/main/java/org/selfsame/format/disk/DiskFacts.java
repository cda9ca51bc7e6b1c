package org.selfsame.format.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Fact;

/// What the tables state, as facts: `disk.<table>.<field>`, `disk.<table>.<number>.<field>`.
final class DiskFacts {
    private final List<Fact> facts = new ArrayList<>();

    private DiskFacts() {}

    /// The facts of `tables`. `size` and `iso` tell whether the number at 0x1B0 can be a sector of a boot image.
    static List<Fact> of(Tables tables, long size, boolean iso) {
        var facts = new DiskFacts();
        facts.tables(tables);
        var mbr = tables.mbr();
        if (mbr != null) {
            facts.mbr(tables, mbr);
            if (iso && mbr.bootImageSector() > 0 && mbr.bootImageSector() < size / Sector.SIZE) {
                facts.add("mbr.boot_image_sector", mbr.bootImageSector());
            }
        }
        facts.gpt(tables.gpt());
        facts.apm(tables.apm());
        return List.copyOf(facts.facts);
    }

    private void tables(Tables tables) {
        var names = new ArrayList<String>();
        if (tables.mbr() != null) {
            names.add("mbr");
        }
        if (tables.gpt() != null) {
            names.add("gpt");
        }
        if (tables.apm() != null) {
            names.add("apm");
        }
        add("tables", String.join(" ", names));
        add("sector_size", tables.sectorSize());
    }

    private void mbr(Tables tables, Mbr mbr) {
        add("mbr.id", hex(mbr.diskId(), 8));
        for (var entry : tables.mbrEntries()) {
            var name = "mbr." + entry.number();
            add(name + ".status", hex(entry.status(), 2));
            add(name + ".type", hex(entry.type(), 2));
            add(name + ".first_lba", entry.firstLba());
            add(name + ".sectors", entry.sectors());
            add(name + ".first_chs", entry.firstChs());
            add(name + ".last_chs", entry.lastChs());
        }
    }

    private void gpt(@Nullable Gpt gpt) {
        if (gpt == null) {
            return;
        }
        var header = gpt.chosen().header();
        add("gpt.copies", gpt.primary() == null ? "backup" : gpt.backup() == null ? "primary" : "primary backup");
        add("gpt.guid", header.guid());
        add("gpt.first_usable_lba", Long.toUnsignedString(header.firstUsable()));
        add("gpt.last_usable_lba", Long.toUnsignedString(header.lastUsable()));
        add("gpt.alternate_lba", Long.toUnsignedString(header.alternateLba()));
        add("gpt.entries_lba", Long.toUnsignedString(header.entriesLba()));
        add("gpt.entry_count", header.entryCount());
        add("gpt.entry_size", header.entrySize());
        for (var entry : gpt.chosen().used()) {
            var name = "gpt." + entry.number();
            add(name + ".type_guid", entry.typeGuid());
            add(name + ".guid", entry.guid());
            add(name + ".first_lba", Long.toUnsignedString(entry.firstLba()));
            add(name + ".last_lba", Long.toUnsignedString(entry.lastLba()));
            add(name + ".attributes", hex(entry.attributes(), 16));
            add(name + ".name", entry.name());
        }
    }

    private void apm(@Nullable Apm apm) {
        if (apm == null) {
            return;
        }
        add("apm.block_size", apm.blockSize());
        add("apm.entry_count", apm.statedCount());
        for (var entry : apm.entries()) {
            var name = "apm." + entry.number();
            add(name + ".name", entry.name());
            add(name + ".type", entry.type());
            add(name + ".first_block", entry.firstBlock());
            add(name + ".blocks", entry.blocks());
            add(name + ".status", hex(entry.status(), 8));
        }
    }

    private static String hex(long value, int digits) {
        return String.format(Locale.ROOT, "0x%0" + digits + "x", value);
    }

    private void add(String name, long value) {
        add(name, Long.toString(value));
    }

    private void add(String name, String value) {
        facts.add(new Fact("disk." + name, value));
    }
}
