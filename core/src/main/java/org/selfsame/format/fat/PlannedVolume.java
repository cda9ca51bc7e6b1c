package org.selfsame.format.fat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.selfsame.format.fat.FatOptions.Order;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// A tree that is being written, with everything checked that FAT cannot hold, and the geometry that holds it.
final class PlannedVolume {
    /// UTF-16 units of a name.
    private static final int NAME = 255;
    private static final long FILE_BYTES = 0xffffffffL;
    /// Slots of one directory: 2 MiB of them.
    private static final int SLOTS = 1 << 16;
    private static final String NOT_IN_NAMES = "\"*/:<>?\\|";
    private static final int BLOCK = 1024;
    private static final long MOST_SECTORS = 0xffffffffL;
    /// Where no volume can be made at all, the next size to try is larger by this part.
    private static final int GROWTH = 1024;

    private final FatOptions options;
    private final PlannedEntry root;
    /// All entries but the root, parents before their children.
    private final List<PlannedEntry> entries = new ArrayList<>();

    private PlannedVolume(FatOptions options, PlannedEntry root) {
        this.options = options;
        this.root = root;
    }

    /// Takes in the whole tree, without the bytes of its files.
    ///
    /// @throws NotStorableException if it has an entry that FAT cannot hold
    /// @throws IOException if the tree cannot be read
    static PlannedVolume of(Tree tree, FatOptions options, Task task) throws IOException {
        var volume = new PlannedVolume(options, new PlannedEntry(tree.root(), null));
        record Pending(PlannedEntry directory, int depth) {}
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(volume.root, 0));
        while (!stack.isEmpty()) {
            task.checkCancelled();
            var at = stack.pop();
            var directory = at.directory();
            if (at.depth() > Limits.DEFAULT.depth()) {
                throw cannot(directory, "directories nested more than " + Limits.DEFAULT.depth() + " deep");
            }
            for (var child : ((Entry.Directory) directory.entry).children()) {
                directory.children.add(checked(new PlannedEntry(child, directory)));
            }
            volume.name(directory);
            volume.entries.addAll(directory.children);
            if (volume.entries.size() > Limits.DEFAULT.entries()) {
                throw cannot(directory, "more than " + Limits.DEFAULT.entries() + " entries");
            }
            for (var child : directory.children.reversed()) {
                if (child.isDirectory()) {
                    stack.push(new Pending(child, at.depth() + 1));
                }
            }
        }
        return volume;
    }

    /// An entry that FAT can hold.
    ///
    /// @throws NotStorableException if it is none
    static PlannedEntry checked(PlannedEntry planned) throws NotStorableException {
        switch (planned.entry) {
            case Entry.Symlink _ -> throw cannot(planned, "it is a symbolic link");
            case Entry.Device _ -> throw cannot(planned, "it is a device");
            case Entry.Fifo _ -> throw cannot(planned, "it is a named pipe");
            case Entry.Socket _ -> throw cannot(planned, "it is a socket");
            case Entry.File file -> {
                if (file.size() > FILE_BYTES) {
                    throw cannot(planned, "it has " + file.size() + " bytes, " + FILE_BYTES + " are the most");
                }
            }
            case Entry.Directory _ -> {
            }
        }
        var name = planned.name;
        if (!planned.entry.name().isPlain() || !planned.entry.name().isUtf8()) {
            throw cannot(planned, "the name is no text in UTF-8");
        }
        if (name.length() > NAME) {
            throw cannot(planned, "the name has " + name.length() + " UTF-16 units, " + NAME + " are the most");
        }
        if (name.chars().anyMatch(c -> c < ' ' || NOT_IN_NAMES.indexOf(c) >= 0)) {
            throw cannot(planned, "the name has a control character or one of " + NOT_IN_NAMES);
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            throw cannot(planned, "the name ends with a dot or a space, which systems drop");
        }
        return planned;
    }

    /// Gives the entries of a directory their order and short names, and counts the slots.
    private void name(PlannedEntry directory) throws NotStorableException {
        if (options.order() == Order.DIRECTORIES_FIRST) {
            directory.children.sort(Comparator.comparing(child -> !child.isDirectory()));
        }
        var names = new HashSet<String>();
        var shortNames = new ShortNames();
        for (var child : directory.children) {
            if (!names.add(LongName.folded(child.name))) {
                throw cannot(child, "another entry has the same name, but for case");
            }
            shortNames.reserve(child.name);
        }
        directory.slots = directory == root ? options.label().isEmpty() ? 0 : 1 : 2;
        for (var child : directory.children) {
            child.shortName = shortNames.of(child.name);
            directory.slots += child.ownSlots();
        }
        if (directory.slots > SLOTS) {
            throw cannot(directory, "the directory needs " + directory.slots + " entries of 32 bytes, " + SLOTS
                    + " are the most");
        }
    }

    private static NotStorableException cannot(PlannedEntry entry, String rule) {
        return new NotStorableException("fat", entry.path(), rule);
    }

    PlannedEntry root() {
        return root;
    }

    /// The geometry of the size that is asked for, or the smallest that holds the tree.
    ///
    /// @throws NotStorableException if there is none
    VolumePlan geometry() throws NotStorableException {
        if (options.size() != 0) {
            var plan = VolumePlan.of(options, options.size(), root.slots);
            if (plan == null) {
                throw cannot(root, "no volume of " + options.size() + " bytes can be made with these options");
            }
            long needed = clusters(plan);
            if (needed > plan.clusters()) {
                throw cannot(root, "the tree takes " + needed + " clusters of " + plan.clusterBytes()
                        + " bytes, a volume of " + options.size() + " bytes has " + plan.clusters());
            }
            return plan;
        }
        long size = BLOCK;
        while (size / options.sectorSize() <= MOST_SECTORS) {
            var plan = VolumePlan.of(options, size, root.slots);
            // a FAT32 volume of fewer clusters is one for some systems only
            long missing = plan == null
                    ? 1
                    : (Math.max(clusters(plan), plan.type().minimum()) - plan.clusters()) * plan.clusterBytes();
            if (plan != null && missing <= 0) {
                return plan;
            }
            size += Math.ceilDiv(Math.max(missing, plan == null ? size / GROWTH : 1), BLOCK) * BLOCK;
        }
        throw cannot(root, "the tree is larger than a volume can be");
    }

    private long clusters(VolumePlan plan) {
        long clusters = plan.type() == FatType.FAT32 ? root.clusters(plan.clusterBytes()) : 0;
        for (var entry : entries) {
            clusters += entry.clusters(plan.clusterBytes());
        }
        return clusters;
    }
}
