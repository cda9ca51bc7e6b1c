package org.selfsame.format.fat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.tree.EntryTimes;

/// What a FAT volume that is written states beside its tree. Everything that `mkfs.fat` and mtools would take from a clock
/// or a host is given here, so the bytes depend on the tree and on this alone. Where a number is 0 and the text says so, the
/// writer chooses by the rules of mkfs.fat 4.2.
///
/// @param type the width of table entries, or null to choose by size
/// @param size size of the image in bytes, or 0 for the smallest that holds the tree
/// @param sectorSize bytes a sector: 512, 1024, 2048 or 4096
/// @param clusterSectors sectors a cluster: a power of two to 128, or 0 to choose
/// @param reservedSectors sectors before the first table, or 0 to choose
/// @param tables number of file allocation tables: 1 or 2
/// @param rootEntries entries of the fixed root directory, or 0 for 512 and more if the tree needs more; FAT32 has none
/// @param aligned whether tables and data begin at multiples of the cluster size, in volumes of more than 8192 sectors
/// @param wholeTracks whether the volume ends with the last whole track that the image has room for, as mkfs.fat 4.2 does;
///        the bytes after it belong to nothing
/// @param sectorsPerTrack geometry for the BIOS, or 0 to choose
/// @param heads geometry for the BIOS, or 0 to choose
/// @param hidden sectors of the disk before the volume
/// @param media media descriptor: 0xF0 or 0xF8 to 0xFF, or 0 to choose
/// @param drive number of the drive for the BIOS, or -1 to choose
/// @param serial serial number
/// @param label up to 11 characters, or empty for none
/// @param oemName up to 8 characters
/// @param bootCode what follows the fields of the boot sector: at most 448 bytes, 420 on FAT32. If empty, code that returns
///        to the BIOS
/// @param times the times of files and directories, whole seconds from 1980 to 2107
/// @param labelTime the time of the label's entry
/// @param order in which order entries are listed and clusters given out
public record FatOptions(@Nullable FatType type, long size, int sectorSize, int clusterSectors, int reservedSectors,
        int tables, int rootEntries, boolean aligned, boolean wholeTracks, int sectorsPerTrack, int heads, long hidden,
        int media, int drive, int serial, String label, String oemName, Content bootCode, EntryTimes times,
        Instant labelTime, Order order) {
    private static final String NOT_IN_LABELS = "\"*+,./:;<=>?[\\]|";

    /// In which order entries are listed and clusters given out.
    public enum Order {
        /// By name, each directory with all that is in it before the next name: as `mcopy -s` of sorted names.
        NAME,
        /// First the subdirectories of a directory, then its files, each by name; then what is in the subdirectories. This
        /// is how Tails fills its USB image.
        DIRECTORIES_FIRST
    }

    /// @throws IllegalArgumentException if a value is not one of those above
    public FatOptions {
        check(sectorSize >= 512 && sectorSize <= 4096 && Integer.bitCount(sectorSize) == 1, "sector size", sectorSize);
        check(clusterSectors >= 0 && clusterSectors <= 128 && Integer.bitCount(clusterSectors) < 2, "cluster size",
                clusterSectors);
        check(size >= 0 && size / sectorSize <= 0xffffffffL, "size", size);
        check(reservedSectors >= 0 && reservedSectors <= 0xffff, "number of reserved sectors", reservedSectors);
        check(tables == 1 || tables == 2, "number of tables", tables);
        check(rootEntries >= 0 && rootEntries <= 0xffff, "number of root entries", rootEntries);
        check(sectorsPerTrack >= 0 && sectorsPerTrack <= 0xffff, "number of sectors a track", sectorsPerTrack);
        check(heads >= 0 && heads <= 0xffff, "number of heads", heads);
        check(hidden >= 0 && hidden <= 0xffffffffL, "number of hidden sectors", hidden);
        check(media == 0 || media == 0xf0 || media >= 0xf8 && media <= 0xff, "media descriptor", media);
        check(drive >= -1 && drive <= 0xff, "drive", drive);
        if (!isLabel(label) || !isText(oemName, 8, "")) {
            throw new IllegalArgumentException("label \"" + label + "\", OEM name \"" + oemName + "\"");
        }
        check(bootCode.size() <= BootSectorWriter.MOST_CODE, "size of the boot code", bootCode.size());
    }

    private static void check(boolean holds, String what, long value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " " + value);
        }
    }

    /// Whether a volume can have that label; it has none if it is empty.
    public static boolean isLabel(String text) {
        return isText(text, 11, NOT_IN_LABELS);
    }

    private static boolean isText(String text, int length, String forbidden) {
        return text.length() <= length && !text.startsWith(" ")
                && text.chars().allMatch(c -> c >= ' ' && c <= '~' && forbidden.indexOf(c) < 0);
    }

    /// A builder for the smallest volume without a label, whose serial number is the time (as live-build has it) and whose
    /// entries keep their times up to `time`.
    public static Builder builder(Instant time) {
        return new Builder(time);
    }

    /// Collects the values of [FatOptions].
    public static final class Builder {
        private @Nullable FatType type;
        private long size;
        private int sectorSize = 512;
        private int clusterSectors;
        private int reservedSectors;
        private int tables = 2;
        private int rootEntries;
        private boolean aligned = true;
        private boolean wholeTracks;
        private int sectorsPerTrack;
        private int heads;
        private long hidden;
        private int media;
        private int drive = -1;
        private int serial;
        private String label = "";
        private String oemName = "mkfs.fat";
        private Content bootCode = new BytesContent(new byte[0]);
        private EntryTimes times;
        private Instant labelTime;
        private Order order = Order.NAME;

        private Builder(Instant time) {
            serial = (int) time.getEpochSecond();
            times = EntryTimes.clamp(time);
            labelTime = time;
        }

        public Builder type(@Nullable FatType value) {
            type = value;
            return this;
        }

        public Builder size(long value) {
            size = value;
            return this;
        }

        public Builder sectorSize(int value) {
            sectorSize = value;
            return this;
        }

        public Builder clusterSectors(int value) {
            clusterSectors = value;
            return this;
        }

        public Builder reservedSectors(int value) {
            reservedSectors = value;
            return this;
        }

        public Builder tables(int value) {
            tables = value;
            return this;
        }

        public Builder rootEntries(int value) {
            rootEntries = value;
            return this;
        }

        public Builder aligned(boolean value) {
            aligned = value;
            return this;
        }

        public Builder wholeTracks(boolean value) {
            wholeTracks = value;
            return this;
        }

        public Builder geometry(int newHeads, int newSectorsPerTrack) {
            heads = newHeads;
            sectorsPerTrack = newSectorsPerTrack;
            return this;
        }

        public Builder hidden(long value) {
            hidden = value;
            return this;
        }

        public Builder media(int value) {
            media = value;
            return this;
        }

        public Builder drive(int value) {
            drive = value;
            return this;
        }

        public Builder serial(int value) {
            serial = value;
            return this;
        }

        public Builder label(String value) {
            label = value;
            return this;
        }

        public Builder oemName(String value) {
            oemName = value;
            return this;
        }

        public Builder bootCode(Content value) {
            bootCode = value;
            return this;
        }

        public Builder times(EntryTimes value) {
            times = value;
            return this;
        }

        public Builder labelTime(Instant value) {
            labelTime = value;
            return this;
        }

        public Builder order(Order value) {
            order = value;
            return this;
        }

        /// @throws IllegalArgumentException if a value is not one that [FatOptions] takes
        public FatOptions build() {
            return new FatOptions(type, size, sectorSize, clusterSectors, reservedSectors, tables, rootEntries, aligned,
                    wholeTracks, sectorsPerTrack, heads, hidden, media, drive, serial, label, oemName, bootCode, times,
                    labelTime, order);
        }
    }
}
