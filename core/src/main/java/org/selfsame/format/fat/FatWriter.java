package org.selfsame.format.fat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.FileBytes;
import org.selfsame.tree.Tree;

/// Writes a tree as a FAT12, FAT16 or FAT32 volume with long names, from start to end. The bytes depend on the tree and the
/// options alone, and no more is held in memory than the names, and the
/// directories that the clusters at hand lie in. Names of one file become files of their
/// own. Permissions, owners and extended attributes are not kept; every entry states one time for creation, access and
/// modification.
public final class FatWriter {
    private final FatOptions options;
    private final VolumePlan plan;
    private final Allocation allocation;
    private final OutputStream out;
    private final Task task;

    private FatWriter(FatOptions options, VolumePlan plan, Allocation allocation, OutputStream out, Task task) {
        this.options = options;
        this.plan = plan;
        this.allocation = allocation;
        this.out = out;
        this.task = task;
    }

    /// Writes the volume to `out`, which is not closed.
    ///
    /// @throws org.selfsame.tree.NotStorableException before anything is written, if the tree has a symbolic link, a device,
    ///         a pipe, a socket, a file of 4 GiB or more, or a name that FAT cannot hold; and, for the root, if a volume of
    ///         the size that is asked for cannot hold the tree or cannot be made
    /// @throws IOException if the tree cannot be read, a file is not as long as it says, or `out` fails
    public static void write(Tree tree, FatOptions options, OutputStream out, Task task) throws IOException {
        var volume = PlannedVolume.of(tree, options, task);
        var plan = volume.geometry();
        var allocation = Allocation.of(volume.root(), plan, options);
        new FatWriter(options, plan, allocation, out, task).write(volume.root());
    }

    private void write(PlannedEntry root) throws IOException {
        try (var meter = task.begin(Activity.PACK, plan.imageBytes())) {
            long last = Geometry.FIRST_CLUSTER + allocation.used() - 1;
            out.write(BootSectorWriter.reserved(options, plan, allocation.used(), last));
            for (int table = 0; table < plan.tables(); table++) {
                task.checkCancelled();
                TableWriter.write(plan, allocation, out);
            }
            if (plan.rootBytes() > 0) {
                padded(DirectoryWriter.of(root, options), 0, plan.rootBytes());
            }
            meter.add(plan.dataOffset());
            // a directory is encoded once, however many pieces it lies in
            var listings = new HashMap<PlannedEntry, byte[]>();
            for (var extent : allocation.extents()) {
                var owner = extent.owner;
                long length = extent.count * plan.clusterBytes();
                if (owner.entry instanceof Entry.File file) {
                    FileBytes.write(file, owner.size, out, meter);
                    padding(length - owner.size, meter);
                } else {
                    padded(listings.computeIfAbsent(owner, none -> DirectoryWriter.of(owner, options)), extent.offset,
                            length);
                    meter.add(length);
                    if (extent.following == 0) {
                        listings.remove(owner);
                    }
                }
            }
            padding(plan.imageBytes() - plan.dataOffset() - allocation.used() * plan.clusterBytes(), meter);
        }
    }

    /// Writes what `bytes` have from `offset` on, in `length` bytes.
    private void padded(byte[] bytes, long offset, long length) throws IOException {
        int count = (int) Math.clamp(bytes.length - offset, 0, length);
        out.write(bytes, (int) offset, count);
        FileBytes.zeros(length - count, out, task);
    }

    private void padding(long length, Task.Meter meter) throws IOException {
        FileBytes.zeros(length, out, task);
        meter.add(length);
    }
}
