package org.selfsame.format.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Fact;

/// What boot sector, FSInfo and volume label state, as facts.
final class FatFacts {
    private final List<Fact> facts = new ArrayList<>();

    private FatFacts() {}

    /// @throws IOException if the content cannot be read
    static List<Fact> of(FatVolume volume) throws IOException {
        var facts = new FatFacts();
        facts.boot(volume);
        facts.wide(volume);
        facts.label(volume);
        return List.copyOf(facts.facts);
    }

    private void boot(FatVolume volume) {
        var boot = volume.boot();
        add("type", volume.geometry().type().name());
        add("oem_name", boot.oemName());
        add("sector_size", boot.sectorSize());
        add("sectors_per_cluster", boot.clusterSectors());
        add("reserved_sectors", boot.reserved());
        add("tables", boot.tables());
        add("root_entries", boot.rootEntries());
        add("sectors", boot.sectors());
        add("sectors_per_table", boot.tableSectors());
        add("clusters", volume.geometry().statedClusters());
        add("media", String.format(Locale.ROOT, "0x%02x", boot.media()));
        add("sectors_per_track", boot.sectorsPerTrack());
        add("heads", boot.heads());
        add("hidden_sectors", boot.hidden());
        add("drive", String.format(Locale.ROOT, "0x%02x", boot.drive()));
        if (boot.serial() != 0 || boot.extended()) {
            add("serial", String.format(Locale.ROOT, "%04X-%04X", boot.serial() >> 16, boot.serial() & 0xffff));
        }
        if (boot.extended()) {
            add("label", boot.label());
            add("type_name", boot.typeName());
        }
    }

    private void wide(FatVolume volume) throws IOException {
        var boot = volume.boot();
        if (!boot.wide()) {
            return;
        }
        add("root_cluster", boot.rootCluster());
        add("flags", String.format(Locale.ROOT, "0x%04x", boot.flags()));
        add("fsinfo_sector", boot.fsInfo());
        add("backup_boot_sector", boot.backup());
        var info = FsInfo.read(volume);
        if (info != null) {
            add("fsinfo.free_clusters", info.freeClusters());
            add("fsinfo.next_free", info.nextFree());
        }
    }

    private void label(FatVolume volume) throws IOException {
        try {
            var label = volume.root().entries().stream().filter(DirectoryEntry::isVolumeLabel).findFirst();
            label.ifPresent(entry -> add("volume_label", entry.shortName()));
        } catch (FormatException _) {
            // a root directory that cannot be read has no label to tell; whoever lists it gets the error
        }
    }

    private void add(String name, long value) {
        add(name, Long.toString(value));
    }

    private void add(String name, String value) {
        facts.add(new Fact("fat." + name, value));
    }
}
