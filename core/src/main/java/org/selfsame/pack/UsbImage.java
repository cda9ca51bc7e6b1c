package org.selfsame.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.disk.DiskOptions;
import org.selfsame.format.disk.DiskWriter;
import org.selfsame.format.fat.FatOptions;
import org.selfsame.format.fat.FatWriter;
import org.selfsame.partition.Geometry;
import org.selfsame.partition.GptPartition;
import org.selfsame.partition.Guid;
import org.selfsame.partition.GuidPartitionTable;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Writes a tree as an image for USB sticks that UEFI starts: a GPT with one EFI system partition, which is a FAT file
/// system that holds the tree. It is the form of Tails' USB images. A BIOS can start it by GRUB, whose core image then has a
/// partition of its own: FAT has no place for what syslinux needs.
public final class UsbImage {
    private static final long MIB = 1 << 20;
    /// Beside the files: tables of the file system, the partition's start and end. Tails adds as much to an ISO's size.
    private static final long ADDED = 10 * MIB;
    /// The largest cluster that a volume of this size usually has.
    private static final long CLUSTER = 32 << 10;

    /// The smallest image: the partition begins at 1 MiB, and has 1 MiB at least.
    public static final long LEAST_SIZE = (2 * DiskOptions.ALIGNED + GuidPartitionTable.SECTORS) * Geometry.SECTOR;

    private UsbImage() {}

    /// What an image states beside its tree.
    ///
    /// @param size bytes of the whole image, a multiple of 512
    /// @param time no entry is later, and the file system's label has this time
    /// @param label up to 11 characters, or empty
    /// @param serial the file system's serial number
    /// @param disk the disk's own GUID
    /// @param partition the partition's own
    /// @param name the partition's name, up to 36 characters
    /// @param attributes the partition's, 64 bits
    /// @param bootCode up to 440 bytes for the start of the disk
    /// @param core what the boot code loads from sector [DiskOptions#CORE], or nothing: then there is no partition for it
    public record Options(long size, Instant time, String label, int serial, Guid disk, Guid partition, String name,
            long attributes, Content bootCode, Content core) {

        /// An image without boot code for a BIOS, whose partition is called by its label and whose GUIDs are derived from
        /// label and time.
        public static Options of(long size, Instant time, String label, int serial) {
            var nothing = new BytesContent(new byte[0]);
            return new Options(size, time, label, serial, derived(label, time), derived(label, time, "1"), label, 0,
                    nothing, nothing);
        }

        /// The same, started by a BIOS as well.
        public Options starting(Content code, Content image) {
            return new Options(size, time, label, serial, disk, partition, name, attributes, code, image);
        }

        private static Guid derived(String label, Instant time, String... part) {
            return Guid.derived(Stream.concat(Stream.of("usb", label, Long.toString(time.getEpochSecond())),
                    Stream.of(part)).toArray(String[]::new));
        }
    }

    /// A size that holds the files of `tree`, in whole MiB.
    ///
    /// @throws IOException if the tree cannot be read
    public static long usualSize(Tree tree) throws IOException {
        long[] bytes = {0};
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            long size = entry instanceof Entry.File file ? file.size() : 1;
            bytes[0] = Math.addExact(bytes[0], Math.ceilDiv(size, CLUSTER) * CLUSTER);
        });
        return Math.ceilDiv(bytes[0], MIB) * MIB + ADDED;
    }

    /// Writes the image to `out`, which is not closed. What the file system cannot hold is found when the tables are
    /// written already.
    ///
    /// @throws org.selfsame.tree.NotStorableException if FAT cannot hold the tree, or not in this size
    /// @throws IllegalArgumentException if an option has a value that cannot be written
    /// @throws IOException if the tree cannot be read, or `out` fails
    public static void write(Tree tree, Options options, OutputStream out, Task task) throws IOException {
        boolean bios = options.core().size() > 0;
        var disk = bios
                ? DiskOptions.withBiosBoot(options.size(), options.bootCode(), options.disk(), options.partition(),
                        options.name(), options.attributes(), Options.derived(options.label(), options.time(), "2"))
                : DiskOptions.oneEfiPartition(options.size(), options.bootCode(), options.disk(), options.partition(),
                        options.name(), options.attributes());
        var volume = new Volume(tree, partition(disk), options);
        DiskWriter.write(disk, bios ? List.of(volume, DiskWriter.Filling.of(options.core())) : List.of(volume), out,
                task);
    }

    private static GptPartition partition(DiskOptions disk) {
        if (disk.table() instanceof DiskOptions.Gpt gpt) {
            return gpt.partitions().getFirst();
        }
        throw new IllegalStateException("a disk with a GPT");
    }

    /// The file system in its partition.
    private record Volume(Tree tree, GptPartition partition, Options options) implements DiskWriter.Filling {
        @Override
        public long size() {
            return (partition.lastLba() - partition.firstLba() + 1) * Geometry.SECTOR;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            var fat = FatOptions.builder(options.time()).size(size()).hidden(partition.firstLba())
                    .label(options.label()).serial(options.serial()).build();
            // the disk counts what is written, and hears of it when it is cancelled
            FatWriter.write(tree, fat, out, Task.silent());
        }
    }
}
