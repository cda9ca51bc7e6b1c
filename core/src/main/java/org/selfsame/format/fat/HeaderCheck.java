package org.selfsame.format.fat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.selfsame.tree.Anomaly;

/// What is odd about the boot sector, its copy, the tables and the size of a volume.
final class HeaderCheck {
    private static final int PIECE = 1 << 16;

    private final FatVolume volume;
    private final List<Anomaly> anomalies;

    private HeaderCheck(FatVolume volume, List<Anomaly> anomalies) {
        this.volume = volume;
        this.anomalies = anomalies;
    }

    /// Adds what is odd to `anomalies`.
    ///
    /// @throws IOException if the content cannot be read
    static void of(FatVolume volume, List<Anomaly> anomalies) throws IOException {
        var check = new HeaderCheck(volume, anomalies);
        check.boot();
        check.size();
        check.backup();
        check.tableStart();
        for (int table = 1; table < volume.geometry().tables(); table++) {
            check.table(table);
        }
    }

    private void boot() throws IOException {
        if (!BootSector.isSigned(volume.content().bytes(0, BootSector.SIZE))) {
            add("fat.unsigned", 0, "the boot sector has neither a jump nor a boot signature");
        }
        var geometry = volume.geometry();
        if (geometry.type() == FatType.FAT32 && geometry.statedClusters() <= FatType.FAT16.maximum()) {
            add("fat.few_clusters", 32, "a FAT32 volume of only " + geometry.statedClusters() + " clusters");
        }
        if (geometry.clusters() < geometry.statedClusters()) {
            add("fat.table_too_small", volume.boot().wide() ? 36 : 22, "the file allocation table has entries for "
                    + geometry.clusters() + " of " + geometry.statedClusters() + " clusters");
        }
        var info = FsInfo.read(volume);
        if (info != null && !info.signed()) {
            add("fat.fsinfo_unsigned", info.offset(), "the FSInfo structure lacks a signature");
        }
    }

    private void size() {
        long size = volume.content().size();
        long volumeBytes = volume.geometry().volumeBytes();
        if (size < volumeBytes) {
            add("fat.truncated", size, "the volume has " + volumeBytes + " bytes, there are " + size);
        } else if (size > volumeBytes) {
            add("fat.after_end", volumeBytes, (size - volumeBytes) + " bytes follow the volume");
        }
    }

    private void backup() throws IOException {
        long offset = FsInfo.backupOffset(volume);
        if (offset > 0) {
            int at = Arrays.mismatch(volume.content().bytes(0, BootSector.SIZE),
                    volume.content().bytes(offset, BootSector.SIZE));
            if (at >= 0) {
                add("fat.backup_boot_differs", offset + at, "the backup boot sector differs from byte " + at + " on");
            }
        }
    }

    private void tableStart() throws IOException {
        var table = volume.table();
        long mask = volume.geometry().type().mask();
        if (table.get(0) != (mask & ~0xffL | volume.boot().media())) {
            add("fat.media", table.offset(0),
                    String.format(Locale.ROOT, "the file allocation table begins with %#x, the media"
                            + " descriptor is %#x", table.get(0), volume.boot().media()));
        }
    }

    private void table(int number) throws IOException {
        var geometry = volume.geometry();
        for (long done = 0; done < geometry.tableBytes(); done += PIECE) {
            int length = (int) Math.min(PIECE, geometry.tableBytes() - done);
            int at = Arrays.mismatch(volume.content().bytes(geometry.table(0) + done, length),
                    volume.content().bytes(geometry.table(number) + done, length));
            if (at >= 0) {
                add("fat.tables_differ", geometry.table(number) + done + at, "file allocation table " + (number + 1)
                        + " differs from the first one from byte " + (done + at) + " on");
                return;
            }
        }
    }

    private void add(String code, long offset, String detail) {
        anomalies.add(new Anomaly(code, offset, detail));
    }
}
