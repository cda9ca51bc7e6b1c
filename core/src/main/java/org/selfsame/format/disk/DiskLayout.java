package org.selfsame.format.disk;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region.Kind;

/// Which bytes of a disk are which table, field or partition.
final class DiskLayout {
    private final Layout.Builder layout;

    private DiskLayout(long size) {
        layout = new Layout.Builder("disk", size);
    }

    /// The layout of a content of `size` bytes with these tables.
    ///
    /// @throws FormatException never: each structure was read from inside the content
    static Layout of(Tables tables, long size) throws FormatException {
        var disk = new DiskLayout(size);
        if (tables.mbr() != null) {
            disk.mbr(tables.mbr());
        }
        disk.logical(tables.logical());
        disk.gpt(tables.gpt());
        disk.apm(tables.apm());
        if (tables.gap() != null) {
            disk.layout.add(MbrGap.START, tables.gap().size(), Kind.DATA, "MBR gap", MbrGap.NAME);
        }
        for (var partition : tables.partitions()) {
            long start = Math.min(partition.start(), size);
            disk.layout.add(start, Math.min(partition.end(), size) - start, Kind.DATA, "partition", partition.name());
        }
        return disk.layout.build();
    }

    private void mbr(Mbr mbr) throws FormatException {
        structure(0, Sector.SIZE, "MBR");
        structure(0, Mbr.BOOT_CODE, "boot code");
        if (mbr.bootImageSector() != 0) {
            field(Mbr.BOOT_IMAGE, 8, "mbr.boot_image_sector");
        }
        if (mbr.grub()) {
            field(Mbr.GRUB_KERNEL_ADDRESS, 2, "grub boot.kernel_address");
            field(Mbr.GRUB_KERNEL_ADDRESS + 2L, 8, "grub boot.kernel_sector");
            field(Mbr.GRUB_KERNEL_ADDRESS + 10L, 1, "grub boot.drive");
            field(Mbr.GRUB_KERNEL_ADDRESS + 12L, 2, "grub boot.drive_check");
        }
        field(Mbr.DISK_ID, 4, "mbr.id");
        field(Mbr.COPY_PROTECTED, 2, "mbr.copy_protected");
        for (var entry : mbr.entries()) {
            entry(entry);
        }
        field(Mbr.SIGNATURE, 2, "mbr.boot_signature");
    }

    private void logical(LogicalPartitions logical) throws FormatException {
        for (long record : logical.records()) {
            structure(record, Sector.SIZE, "extended boot record");
            field(record + Mbr.SIGNATURE, 2, "mbr.boot_signature");
        }
        for (var entry : logical.partitions()) {
            entry(entry);
        }
    }

    private void entry(MbrEntry entry) throws FormatException {
        long at = entry.offset();
        var name = "mbr." + entry.number();
        structure(at, MbrEntry.SIZE, "MBR partition entry " + entry.number());
        field(at, 1, name + ".status");
        field(at + 1, 3, name + ".first_chs");
        field(at + 4, 1, name + ".type");
        field(at + 5, 3, name + ".last_chs");
        field(at + 8, 4, name + ".first_lba");
        field(at + 12, 4, name + ".sectors");
    }

    private void gpt(@Nullable Gpt gpt) throws FormatException {
        if (gpt == null) {
            return;
        }
        if (gpt.primary() != null) {
            copy(gpt.primary(), "GPT", "gpt");
        }
        if (gpt.backup() != null) {
            copy(gpt.backup(), "backup GPT", "gpt.backup");
        }
    }

    private void copy(GptCopy copy, String term, String prefix) throws FormatException {
        var header = copy.header();
        structure(header.offset(), header.sectorSize(), term + " header");
        long at = header.offset();
        for (var field : HeaderField.values()) {
            field(at + field.at, field.length, prefix + "." + field.term);
        }
        if (copy.entries() == null) {
            return;
        }
        structure(copy.entries().offset(), header.entriesLength(), term + " partition entries");
        for (var entry : copy.used()) {
            gptEntry(entry, prefix + "." + entry.number());
        }
    }

    private void gptEntry(GptEntry entry, String name) throws FormatException {
        long at = entry.offset();
        field(at, 16, name + ".type_guid");
        field(at + 16, 16, name + ".guid");
        field(at + 32, 8, name + ".first_lba");
        field(at + 40, 8, name + ".last_lba");
        field(at + 48, 8, name + ".attributes");
        field(at + 56, 72, name + ".name");
    }

    private void apm(@Nullable Apm apm) throws FormatException {
        if (apm == null) {
            return;
        }
        for (var entry : apm.entries()) {
            long at = entry.offset();
            var name = "apm." + entry.number();
            structure(at, Sector.SIZE, "Apple partition map entry " + entry.number());
            field(at, 2, name + ".signature");
            field(at + 4, 4, name + ".entry_count");
            field(at + 8, 4, name + ".first_block");
            field(at + 12, 4, name + ".blocks");
            field(at + 16, 32, name + ".name");
            field(at + 48, 32, name + ".type");
            field(at + 80, 8, name + ".data_area");
            field(at + 88, 4, name + ".status");
            field(at + 92, Apm.ENTRY_SIZE - 92, name + ".boot");
        }
    }

    private void structure(long offset, long length, String what) throws FormatException {
        layout.add(offset, length, Kind.STRUCTURE, what);
    }

    private void field(long offset, long length, String what) throws FormatException {
        layout.add(offset, length, Kind.FIELD, what);
    }

    /// The fields of a GPT header, all within the smallest sector.
    private enum HeaderField {
        SIGNATURE(0, 8, "signature"), REVISION(8, 4, "revision"), SIZE(12, 4, "header_size"), CRC(16, 4, "crc"),
        RESERVED(20, 4, "reserved"), LBA(24, 8, "lba"), ALTERNATE(32, 8, "alternate_lba"),
        FIRST_USABLE(40, 8, "first_usable_lba"), LAST_USABLE(48, 8, "last_usable_lba"), GUID(56, 16, "guid"),
        ENTRIES(72, 8, "entries_lba"), COUNT(80, 4, "entry_count"), ENTRY_SIZE(84, 4, "entry_size"),
        ENTRIES_CRC(88, 4, "entries_crc");

        private final int at;
        private final int length;
        private final String term;

        HeaderField(int at, int length, String term) {
            this.at = at;
            this.length = length;
            this.term = term;
        }
    }
}
