package org.selfsame.format.fat;

import java.util.ArrayList;
import java.util.List;

/// A field of the boot sector, by the names that the facts have. Source: Microsoft's FAT specification 1.03.
record BootField(String name, int at, int length) {
    private static final List<BootField> COMMON = List.of(new BootField("jump", 0, 3), new BootField("oem_name", 3, 8),
            new BootField("sector_size", 11, 2), new BootField("sectors_per_cluster", 13, 1),
            new BootField("reserved_sectors", 14, 2), new BootField("tables", 16, 1),
            new BootField("root_entries", 17, 2), new BootField("sectors", 19, 2), new BootField("media", 21, 1),
            new BootField("sectors_per_table", 22, 2), new BootField("sectors_per_track", 24, 2),
            new BootField("heads", 26, 2), new BootField("hidden_sectors", 28, 4),
            new BootField("large_sectors", 32, 4));
    private static final List<BootField> WIDE = List.of(new BootField("large_sectors_per_table", 36, 4),
            new BootField("flags", 40, 2), new BootField("version", 42, 2), new BootField("root_cluster", 44, 4),
            new BootField("fsinfo_sector", 48, 2), new BootField("backup_boot_sector", 50, 2),
            new BootField("reserved", 52, 12));

    /// The fields that `boot` has.
    static List<BootField> of(BootSector boot) {
        var fields = new ArrayList<>(COMMON);
        if (boot.wide()) {
            fields.addAll(WIDE);
        }
        int at = boot.wide() ? 64 : 36;
        fields.add(new BootField("drive", at, 1));
        fields.add(new BootField("extended_signature", at + 2, 1));
        if (boot.extended()) {
            fields.add(new BootField("serial", at + 3, 4));
            fields.add(new BootField("label", at + 7, 11));
            fields.add(new BootField("type_name", at + 18, 8));
        }
        fields.add(new BootField("boot_code", at + 26, BootSector.SIGNATURE - at - 26));
        fields.add(new BootField("boot_signature", BootSector.SIGNATURE, 2));
        return fields;
    }
}
