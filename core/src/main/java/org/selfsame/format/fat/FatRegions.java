package org.selfsame.format.fat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region.Kind;

/// Turns what a [Survey] finds into a layout. Clusters after the end of the content are left out.
final class FatRegions implements SurveyListener {
    /// Bounds the memory that a layout can take: one region is about 60 bytes.
    private static final int MAXIMUM = 2_000_000;

    private final FatVolume volume;
    private final long size;
    private final Layout.Builder layout;
    private int count;
    private long pathText;

    /// Begins with boot sector and tables.
    ///
    /// @throws IOException if the content cannot be read
    FatRegions(FatVolume volume) throws IOException {
        this.volume = volume;
        size = volume.content().size();
        layout = new Layout.Builder("fat", size);
        var boot = volume.boot();
        add(0, boot.sectorSize(), Kind.STRUCTURE, "boot sector", "");
        for (var field : BootField.of(boot)) {
            add(field.at(), field.length(), Kind.FIELD, "boot." + field.name(), "");
        }
        long backup = FsInfo.backupOffset(volume);
        if (backup > 0) {
            add(backup, boot.sectorSize(), Kind.STRUCTURE, "backup boot sector", "");
        }
        var info = FsInfo.read(volume);
        if (info != null) {
            add(info.offset(), boot.sectorSize(), Kind.STRUCTURE, "FSInfo", "");
            add(info.offset() + 488, 4, Kind.FIELD, "fsinfo.free_clusters", "");
            add(info.offset() + 492, 4, Kind.FIELD, "fsinfo.next_free", "");
        }
        tables();
    }

    private void tables() throws FormatException {
        var geometry = volume.geometry();
        long used = geometry.type().tableBytes(geometry.clusters() + Geometry.FIRST_CLUSTER);
        for (int table = 0; table < geometry.tables(); table++) {
            long at = geometry.table(table);
            add(at, used, Kind.STRUCTURE, "file allocation table " + (table + 1), "");
            add(at + used, geometry.tableBytes() - used, Kind.PADDING, "end of file allocation table " + (table + 1),
                    "");
        }
        long rest = geometry.cluster(geometry.clusters() + Geometry.FIRST_CLUSTER);
        boolean whole = geometry.clusters() == geometry.statedClusters();
        add(rest, geometry.volumeBytes() - rest, whole ? Kind.PADDING : Kind.UNKNOWN, "after the last cluster", "");
    }

    @Override
    public void directory(String path, @Nullable Chain chain, Listing listing) throws FormatException {
        var geometry = volume.geometry();
        if (chain == null) {
            add(geometry.rootOffset(), geometry.dataOffset() - geometry.rootOffset(), Kind.STRUCTURE, "directory",
                    path);
        } else {
            for (int run = 0; run < chain.runs(); run++) {
                add(geometry.cluster(chain.first(run)), (long) chain.length(run) * geometry.clusterBytes(),
                        Kind.STRUCTURE, "directory", path);
            }
        }
        for (var slots : listing.others()) {
            for (int i = 0; i < slots.count(); i++) {
                add(listing.offset(slots.index() + i), DirectoryEntry.SIZE, Kind.UNKNOWN,
                        slots.deleted() ? "deleted directory entry" : "orphaned long name entry", path);
            }
        }
    }

    @Override
    public void entry(String path, DirectoryEntry entry, Listing listing) throws FormatException {
        pathText += path.length();
        if (pathText > volume.limits().tableBytes()) {
            throw new FormatException("fat", entry.offset(), "all paths together have more than "
                    + volume.limits().tableBytes() + " characters");
        }
        for (int i = 1; i <= entry.nameEntries(); i++) {
            add(listing.offset(entry.index() - i), DirectoryEntry.SIZE, Kind.STRUCTURE, "long name entry", path);
        }
        add(entry.offset(), DirectoryEntry.SIZE, Kind.STRUCTURE,
                entry.isVolumeLabel() ? "volume label" : "directory entry", path);
        for (var field : EntryField.values()) {
            add(entry.offset() + field.at(), field.length(), Kind.FIELD, "entry." + field.term(), path);
        }
    }

    @Override
    public void file(String path, DirectoryEntry entry, Chain chain) throws FormatException {
        var geometry = volume.geometry();
        long left = entry.size();
        for (int run = 0; run < chain.runs(); run++) {
            long at = geometry.cluster(chain.first(run));
            long length = (long) chain.length(run) * geometry.clusterBytes();
            long data = Math.min(left, length);
            add(at, data, Kind.DATA, "file", path);
            add(at + data, length - data, Kind.PADDING, "slack", path);
            left -= data;
        }
    }

    @Override
    public void unowned(Unowned sort, long first, long clusters) throws FormatException {
        var geometry = volume.geometry();
        add(geometry.cluster(first), clusters * geometry.clusterBytes(), Kind.UNKNOWN, sort.term(), "");
    }

    Layout build() {
        return layout.build();
    }

    private void add(long offset, long length, Kind kind, String what, String owner) throws FormatException {
        long start = Math.min(offset, size);
        if (++count > MAXIMUM) {
            throw new FormatException("fat", start, "a layout of more than " + MAXIMUM + " regions");
        }
        layout.add(start, Math.min(length, size - start), kind, what, owner);
    }
}
