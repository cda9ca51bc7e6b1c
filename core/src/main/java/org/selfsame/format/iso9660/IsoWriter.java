package org.selfsame.format.iso9660;

import java.io.IOException;
import java.io.OutputStream;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// Writes a tree as an ISO 9660 image of level 3 with Rock Ridge, and as the options want it with Joliet, El Torito, boot
/// code and partition tables. The bytes depend on the tree and the options alone; the image is written from start to end,
/// and no more is held in memory than the names and a few pieces.
///
/// Layout: system area, descriptors, path tables, directories with their continuation areas, Joliet's directories, files
/// in the order of [FileOrder], an appended partition, padding, the backup of a GPT. Directories may be nested deeper than
/// the eight levels of the standard, as in every live image. Not kept: extended attributes, sub-second times, access and
/// change times (both are written as the modification time).
public final class IsoWriter {
    private final ImagePlan plan;
    private final Task task;
    private final SectorOutput out;

    private IsoWriter(ImagePlan plan, Task task, SectorOutput out) {
        this.plan = plan;
        this.task = task;
        this.out = out;
    }

    /// Writes the image of `tree` to `out`, which is not closed.
    ///
    /// @throws NotStorableException before anything is written, if the tree has a name that no entry can have, is deeper or
    ///         larger than `limits`, has more than 65,535 directories or needs 2^32 sectors, or lacks what is to be booted
    /// @throws IOException if a file of the tree cannot be read or is not as long as it says, or `out` fails
    public static void write(Tree tree, IsoOptions options, OutputStream out, Limits limits, Task task)
            throws IOException {
        var plan = ImagePlan.of(tree, options, limits, task);
        try (var meter = task.begin(Activity.PACK, plan.size()); var sectors = new SectorOutput(out, meter)) {
            new IsoWriter(plan, task, sectors).write();
        }
    }

    private void write() throws IOException {
        out.write(plan.systemArea().head());
        writeDescriptors(0);
        out.write(DescriptorWriter.terminator());
        if (plan.hierarchies().getLast().base() > 0) {
            int base = plan.hierarchies().getLast().base();
            out.zeros((long) base * Iso.SECTOR + Iso.SYSTEM_AREA);
            writeDescriptors(base);
            out.write(DescriptorWriter.terminator());
        }
        for (var hierarchy : plan.hierarchies()) {
            out.write(hierarchy.pathTable(true));
            out.pad();
            out.write(hierarchy.pathTable(false));
            out.pad();
        }
        for (var hierarchy : plan.hierarchies()) {
            for (var directory : hierarchy.directories()) {
                task.checkCancelled();
                var written = DirectoryWriter.write(hierarchy, directory);
                out.write(written.extent().toByteArray());
                out.write(written.continuations().toByteArray());
            }
        }
        for (var file : plan.files()) {
            out.write(file.data.content());
            out.pad();
        }
        writeEnd();
    }

    private void writeDescriptors(int base) throws IOException {
        for (int i = 0; i < plan.hierarchies().size(); i++) {
            var hierarchy = plan.hierarchies().get(i);
            if (hierarchy.base() == base) {
                out.write(DescriptorWriter.volume(plan.options(), hierarchy, plan.tables().get(i),
                        plan.volumeEnd(hierarchy)));
                boolean first = base == 0 && !hierarchy.isJoliet();
                if (first && plan.catalog() > 0) {
                    out.write(DescriptorWriter.bootRecord(plan.catalog()));
                }
            }
        }
    }

    private void writeEnd() throws IOException {
        if (out.position() != plan.filesEnd() * Iso.SECTOR) {
            throw new IllegalStateException("the files end at byte " + out.position() + ", not at sector "
                    + plan.filesEnd());
        }
        var appended = plan.appended();
        if (appended != null) {
            out.write(appended);
        }
        byte[] tail = plan.systemArea().tail();
        out.zeros(plan.volumeEnd() * Iso.SECTOR - tail.length);
        out.write(tail);
        out.zeros(plan.size());
        out.flush();
    }
}
