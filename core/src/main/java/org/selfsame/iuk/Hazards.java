package org.selfsame.iuk;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Looks for hazards in what a kit puts onto the partition, and in what it deletes there.
final class Hazards implements Walk.Visitor {
    /// More would tell nobody more.
    private static final int MOST = 1_000;
    private static final Set<String> SYSTEM = Set.of("live", LiveImage.SYSTEM, FatNames.folded(Kit.MODULE));

    private final List<Hazard> hazards;
    private final Task task;
    /// Paths as FAT compares them.
    private final NavigableSet<String> shipped = new TreeSet<>();
    /// Those of them that are no directories.
    private final Set<String> files = new HashSet<>();

    private Hazards(List<Hazard> hazards, Task task) {
        this.hazards = hazards;
        this.task = task;
    }

    static void add(List<Hazard> hazards, Hazard.Kind kind, String path) {
        if (hazards.size() < MOST) {
            hazards.add(new Hazard(kind, path));
        }
    }

    /// Adds the hazards of a kit to `hazards`.
    ///
    /// @param files the tree for the partition
    /// @throws IOException if it cannot be read
    static void find(Tree files, List<String> deletions, List<Hazard> hazards, Task task)
            throws IOException {
        var finder = new Hazards(hazards, task);
        Walk.of(files, Limits.DEFAULT, finder);
        deletions.forEach(finder::deletion);
    }

    @Override
    public void visit(String path, Entry entry) {
        task.checkCancelled();
        if (path.isEmpty()) {
            return;
        }
        if (!entry.name().isPlain()) {
            add(hazards, Hazard.Kind.LEADS_OUT, path);
        } else if (!FatNames.holds(entry.name())) {
            add(hazards, Hazard.Kind.NAME_NOT_FOR_FAT, path);
        }
        var folded = FatNames.folded(path);
        if (!shipped.add(folded)) {
            add(hazards, Hazard.Kind.SAME_NAME_ON_FAT, path);
        }
        if (!(entry instanceof Entry.Directory)) {
            files.add(folded);
        }
        switch (entry) {
            case Entry.Directory _ -> {
            }
            case Entry.File file -> {
                if (file.size() < 0 || file.size() > FatNames.LARGEST_FILE) {
                    add(hazards, Hazard.Kind.TOO_LARGE_FOR_FAT, path);
                }
                if (folded.equals(LiveImage.SYSTEM)) {
                    add(hazards, Hazard.Kind.REPLACES_SYSTEM, path);
                }
            }
            case Entry.Symlink _ -> add(hazards, Hazard.Kind.SYMBOLIC_LINK, path);
            case Entry.Device _,Entry.Fifo _,Entry.Socket _ -> add(hazards, Hazard.Kind.SPECIAL_FILE, path);
        }
    }

    private void deletion(String path) {
        var printable = Text.printable(path);
        if (!isInside(path)) {
            add(hazards, Hazard.Kind.DELETES_OUTSIDE, printable);
            return;
        }
        if (!Arrays.stream(path.split("/", -1)).allMatch(part -> FatNames.holds(Name.of(part)))) {
            add(hazards, Hazard.Kind.NAME_NOT_FOR_FAT, printable);
            return;
        }
        var folded = FatNames.folded(path);
        if (SYSTEM.contains(folded)) {
            add(hazards, Hazard.Kind.DELETES_SYSTEM, printable);
        } else if (isShipped(folded)) {
            add(hazards, Hazard.Kind.SHIPPED_AND_DELETED, printable);
        }
    }

    /// A path that is shipped itself, or has something shipped in it, or lies in a file that is shipped.
    private boolean isShipped(String folded) {
        for (int slash = folded.indexOf('/'); slash > 0; slash = folded.indexOf('/', slash + 1)) {
            if (files.contains(folded.substring(0, slash))) {
                return true;
            }
        }
        var within = shipped.ceiling(folded + "/");
        return shipped.contains(folded) || within != null && within.startsWith(folded + "/");
    }

    private static boolean isInside(String path) {
        var parts = new HashSet<>(List.of(path.split("/", -1)));
        return !parts.contains("") && !parts.contains(".") && !parts.contains("..") && path.indexOf('\\') < 0
                && path.chars().allMatch(c -> c >= 0x20);
    }
}
