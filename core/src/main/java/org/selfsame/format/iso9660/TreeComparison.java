package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Whether two trees of an image show the same files. Where a file has the same path in both, its bytes must be the
/// same extents. A file that only one tree has at its path must have its bytes somewhere in the other one: Joliet
/// shortens and replaces names. What Joliet cannot hold (links, devices) and empty files do not count.
final class TreeComparison {
    private final Task task;
    private final Limits limits;
    private final Notes notes;
    private final String code;

    /// A file that the other tree does not have at its path.
    private record Unmatched(String path, IsoFile file) {}

    private record Pair(String path, Entry.Directory left, Entry.Directory right) {}

    private final class Side {
        final Hierarchy hierarchy;
        final List<Unmatched> unmatched = new ArrayList<>();
        final Set<List<IsoFile.Extent>> extents = new HashSet<>();
        final Set<Long> visited = new HashSet<>();

        Side(Hierarchy hierarchy) {
            this.hierarchy = hierarchy;
        }

        /// Takes in everything below `directory`.
        void addAll(Entry.Directory directory, String path) throws IOException {
            var stack = new ArrayDeque<Map.Entry<String, Entry>>();
            stack.push(Map.entry(path, directory));
            while (!stack.isEmpty()) {
                var at = stack.pop();
                switch (at.getValue()) {
                    case IsoFile file -> addUnmatched(file, at.getKey());
                    case Entry.Directory below -> {
                        for (var child : childrenOf(below)) {
                            stack.push(Map.entry(join(at.getKey(), child.name()), child));
                        }
                    }
                    default -> {
                        // not for Joliet
                    }
                }
            }
        }

        List<Entry> childrenOf(Entry.Directory directory) throws IOException {
            task.checkCancelled();
            try {
                if (directory instanceof IsoDirectory there && !visited.add(there.offset())) {
                    return List.of();
                }
                return directory.children();
            } catch (FormatException _) {
                // reported by the survey of its own hierarchy
                return List.of();
            }
        }

        void addUnmatched(IsoFile file, String path) throws FormatException {
            if (file.sections().isEmpty()) {
                return;
            }
            if (unmatched.size() >= limits.entries()) {
                throw Iso.bad(hierarchy.root().offset(), "more than " + limits.entries() + " entries");
            }
            unmatched.add(new Unmatched(path, file));
        }
    }

    TreeComparison(Task task, Limits limits, Notes notes, String code) {
        this.task = task;
        this.limits = limits;
        this.notes = notes;
        this.code = code;
    }

    void of(Hierarchy leftHierarchy, Hierarchy rightHierarchy) throws IOException {
        var left = new Side(leftHierarchy);
        var right = new Side(rightHierarchy);
        var stack = new ArrayDeque<Pair>();
        stack.push(new Pair("", leftHierarchy.root(), rightHierarchy.root()));
        while (!stack.isEmpty()) {
            var pair = stack.pop();
            compare(pair, left, right, stack);
        }
        report(left, right);
        report(right, left);
    }

    private void compare(Pair pair, Side left, Side right, ArrayDeque<Pair> stack) throws IOException {
        var others = new HashMap<Name, Entry>();
        for (var entry : right.childrenOf(pair.right())) {
            others.put(entry.name(), entry);
        }
        for (var entry : left.childrenOf(pair.left())) {
            var path = join(pair.path(), entry.name());
            var other = others.remove(entry.name());
            if (entry instanceof Entry.Directory here && other instanceof Entry.Directory there) {
                stack.push(new Pair(path, here, there));
            } else if (entry instanceof IsoFile here && other instanceof IsoFile there) {
                compareFiles(path, here, there, left, right);
            } else {
                add(left, entry, path);
                add(right, other, path);
            }
        }
        for (var other : others.values()) {
            add(right, other, join(pair.path(), other.name()));
        }
    }

    private void compareFiles(String path, IsoFile here, IsoFile there, Side left, Side right) {
        left.extents.add(here.sections());
        right.extents.add(there.sections());
        if (!here.sections().equals(there.sections())) {
            notes.add(code, there.record(), "\"" + path + "\" is " + describe(here) + " in the tree "
                    + left.hierarchy.title() + " and " + describe(there) + " in the tree "
                    + right.hierarchy.title());
        }
    }

    private static void add(Side side, @Nullable Entry entry, String path)
            throws IOException {
        if (entry instanceof IsoFile file) {
            side.addUnmatched(file, path);
        } else if (entry instanceof Entry.Directory directory) {
            side.addAll(directory, path);
        }
    }

    private void report(Side side, Side other) {
        var there = new HashSet<>(other.extents);
        other.unmatched.forEach(unmatched -> there.add(unmatched.file().sections()));
        for (var unmatched : side.unmatched) {
            if (!there.contains(unmatched.file().sections())) {
                notes.add(code, unmatched.file().record(), "\"" + unmatched.path() + "\" is " + describe(
                        unmatched.file()) + " in the tree " + side.hierarchy.title() + " and nowhere in the tree "
                        + other.hierarchy.title());
            }
        }
    }

    private static String describe(IsoFile file) {
        return file.storedSize() + " bytes at " + (file.sections().isEmpty() ? 0 : file.sections().get(0).offset());
    }

    private static String join(String path, Name name) {
        return path.isEmpty() ? Text.printable(name) : path + "/" + Text.printable(name);
    }
}
