package org.selfsame.format.iso9660;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.iso9660.DescriptorWriter.PathTables;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// Writes a tree as an ISO 9660 image of level 3 with Rock Ridge, and Joliet if wanted. The bytes depend on the tree
/// and the options alone; the image is written from start to end, and holds no more in memory than the names.
///
/// Layout: system area (zero), descriptors, path tables, directories with their continuation areas, Joliet's
/// directories, files in the order of the tree. Directories may be nested deeper than the eight levels of the
/// standard, as in every live image. Not kept: extended attributes, sub-second times, access and change times (both
/// are written as the modification time).
public final class IsoWriter {
    private static final int PIECE = 1 << 18;

    private final PlannedTree planned;
    private final IsoOptions options;
    private final List<WrittenHierarchy> hierarchies = new ArrayList<>();
    private final List<PathTables> tables = new ArrayList<>();
    private final long sectors;

    private IsoWriter(PlannedTree planned, IsoOptions options) throws FormatException {
        this.planned = planned;
        this.options = options;
        var systemUse = new SystemUseWriter(options.time());
        nameAll(planned.root());
        hierarchies.add(new WrittenHierarchy(planned.root(), false, systemUse));
        if (options.joliet()) {
            hierarchies.add(new WrittenHierarchy(planned.root(), true, systemUse));
        }
        sectors = place();
    }

    /// Writes the image of `tree` to `out`, which is not closed.
    ///
    /// @throws FormatException if the tree has a name that no entry can have, is deeper or larger than `limits`, has
    ///         more than 65,535 directories or needs 2^32 sectors
    /// @throws IOException if a file of the tree cannot be read or is not as long as it says, or `out` fails
    public static void write(Tree tree, IsoOptions options, OutputStream out, Limits limits, Task task)
            throws IOException {
        new IsoWriter(PlannedTree.of(tree, limits, task), options).write(out, task);
    }

    private static void nameAll(PlannedNode root) {
        var stack = new ArrayDeque<PlannedNode>();
        stack.push(root);
        while (!stack.isEmpty()) {
            var directory = stack.pop();
            WrittenNames.assign(directory);
            directory.children.stream().filter(PlannedNode::isDirectory).forEach(stack::push);
        }
    }

    /// Gives everything its place, and answers the number of sectors.
    private long place() throws FormatException {
        long next = 16L + hierarchies.size() + 1;
        for (var hierarchy : hierarchies) {
            int size = hierarchy.pathTable(true).length;
            long length = Iso.roundUp(size, Iso.SECTOR) / Iso.SECTOR;
            tables.add(new PathTables(size, next, next + length));
            next += 2 * length;
        }
        for (var hierarchy : hierarchies) {
            next = hierarchy.place(next);
        }
        for (var file : planned.files()) {
            file.data.sector = next;
            next = Math.addExact(next, file.data.size / Iso.SECTOR + (file.data.size % Iso.SECTOR == 0 ? 0 : 1));
            if (next >>> 32 != 0) {
                throw Iso.bad(0, "the image would have more than 2^32 sectors");
            }
        }
        return next;
    }

    private void write(OutputStream out, Task task) throws IOException {
        try (var meter = task.begin(Activity.PACK, sectors * Iso.SECTOR)) {
            out.write(new byte[Iso.SYSTEM_AREA]);
            for (int i = 0; i < hierarchies.size(); i++) {
                out.write(DescriptorWriter.volume(options, hierarchies.get(i), tables.get(i), sectors));
            }
            out.write(DescriptorWriter.terminator());
            for (var hierarchy : hierarchies) {
                writePadded(out, hierarchy.pathTable(true));
                writePadded(out, hierarchy.pathTable(false));
            }
            for (var hierarchy : hierarchies) {
                for (var directory : hierarchy.directories()) {
                    task.checkCancelled();
                    var written = DirectoryWriter.write(hierarchy, directory);
                    written.extent().writeTo(out);
                    written.continuations().writeTo(out);
                }
            }
            long first = planned.files().isEmpty() ? sectors : planned.files().getFirst().data.sector;
            meter.add(first * Iso.SECTOR);
            for (var file : planned.files()) {
                writeFile(file, out, meter);
            }
        }
    }

    private static void writePadded(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.write(new byte[(int) (Iso.roundUp(bytes.length, Iso.SECTOR) - bytes.length)]);
    }

    private static void writeFile(PlannedNode node, OutputStream out, Task.Meter meter) throws IOException {
        Content content = ((Entry.File) node.entry).content();
        long size = node.data.size;
        if (content.size() != size) {
            throw new IOException("\"" + Text.printable(node.entry.name()) + "\" has " + content.size()
                    + " bytes, not the " + size + " that it states");
        }
        var piece = new byte[(int) Math.min(PIECE, size)];
        for (long at = 0; at < size; at += piece.length) {
            int length = (int) Math.min(piece.length, size - at);
            content.read(at, piece, 0, length);
            out.write(piece, 0, length);
            meter.add(length);
        }
        int padding = (int) (Iso.roundUp(size, Iso.SECTOR) - size);
        out.write(new byte[padding]);
        meter.add(padding);
    }
}
