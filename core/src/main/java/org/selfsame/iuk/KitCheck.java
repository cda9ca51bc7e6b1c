package org.selfsame.iuk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Whether an old release and a kit give exactly a new release: the diff stacked on the old system is compared with the new
/// system entry by entry, and what is on the partition after the upgrade with what the new release puts there.
public final class KitCheck {
    private static final int KEPT = 1_000;

    private final Task task;
    private final Task.Meter meter;
    private final List<Difference> first = new ArrayList<>();
    private final Counted counted = new Counted(Limits.DEFAULT);
    private final Map<Long, Long> links = new HashMap<>();
    private long differences;
    private long times;
    private long copies;

    private KitCheck(Task task, Task.Meter meter) {
        this.task = task;
        this.meter = meter;
    }

    /// How the upgraded release differs from the new one.
    public enum What {
        /// The new release has it, the upgraded one lacks it.
        MISSING,
        /// The upgraded release has it, the new one lacks it.
        LEFT_OVER,
        /// It is another type of entry.
        TYPE,
        /// The bytes, the target of a link or the numbers of a device differ.
        CONTENT,
        /// Permissions, owner or extended attributes differ.
        METADATA
    }

    /// A difference.
    ///
    /// @param path printable, `system/…` in the stacked system, `medium/…` on the partition
    public record Difference(What what, String path) {}

    /// What was found.
    ///
    /// @param differences how many there are
    /// @param first the first of them
    /// @param times entries of the system whose time differs: a kit does not keep times
    /// @param copies entries that are names of one file in the new system and files of their own in the upgraded one: a kit
    ///        does not keep hard links
    public record Result(long differences, List<Difference> first, long times, long copies) {

        /// Whether the upgraded release is the new one, times and hard links aside.
        public boolean isSame() {
            return differences == 0;
        }
    }

    /// Checks a kit.
    ///
    /// @throws KitException if an image is not one of a release
    /// @throws IOException if something cannot be read
    public static Result of(LiveImage old, Kit kit, LiveImage now, Task task) throws IOException {
        try (var meter = task.begin(Activity.COMPARE_ENTRIES, -1)) {
            var check = new KitCheck(task, meter);
            var system = old.system();
            for (var diff : kit.diffs()) {
                system = Stack.of(system, diff.tree());
            }
            check.directories(system.root(), now.system().root(), "system", 0);
            check.medium(old.medium(), kit, now.medium());
            return new Result(check.differences, List.copyOf(check.first), check.times, check.copies);
        }
    }

    private void add(What what, String path) {
        differences++;
        if (first.size() < KEPT) {
            first.add(new Difference(what, path));
        }
    }

    private void directories(Entry.Directory upgraded, Entry.Directory now, String path, int depth)
            throws IOException {
        counted.depth(depth);
        compareMetadata(upgraded, now, path);
        var left = byName(upgraded);
        var right = byName(now);
        var names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (var name : names) {
            meter.add(1);
            counted.entry();
            var at = path + "/" + Text.printable(name);
            var one = left.get(name);
            var other = right.get(name);
            if (one == null || other == null) {
                add(one == null ? What.MISSING : What.LEFT_OVER, at);
            } else if (one instanceof Entry.Directory below && other instanceof Entry.Directory beside) {
                directories(below, beside, at, depth + 1);
            } else {
                entries(one, other, at);
            }
        }
    }

    private static Map<Name, Entry> byName(Entry.Directory directory) throws IOException {
        var entries = new TreeMap<Name, Entry>();
        for (var child : directory.children()) {
            entries.put(child.name(), child);
        }
        return entries;
    }

    private void entries(Entry upgraded, Entry now, String path) throws IOException {
        if (!SameBytes.of(upgraded, now, task)) {
            add(isOfOneType(upgraded, now) ? What.CONTENT : What.TYPE, path);
        }
        compareMetadata(upgraded, now, path);
        compareLinks(upgraded, now);
    }

    private static boolean isOfOneType(Entry one, Entry other) {
        return one instanceof Entry.File && other instanceof Entry.File
                || one instanceof Entry.Symlink && other instanceof Entry.Symlink
                || one instanceof Entry.Device && other instanceof Entry.Device;
    }

    private void compareMetadata(Entry upgraded, Entry now, String path) {
        var one = upgraded.metadata();
        var other = now.metadata();
        if (one.permissions() != other.permissions() || !Objects.equals(one.owner(), other.owner())
                || !SystemDiff.isSame(one.xattrs(), other.xattrs())) {
            add(What.METADATA, path);
        }
        if (!Objects.equals(one.modified(), other.modified())) {
            times++;
        }
    }

    /// Counts names that share a file in the new system with an earlier name, and share none with it in the upgraded one.
    private void compareLinks(Entry upgraded, Entry now) {
        long inode = now.metadata().inode();
        if (inode != 0) {
            var firstName = links.putIfAbsent(inode, upgraded.metadata().inode());
            if (firstName != null && (firstName == 0 || firstName != upgraded.metadata().inode())) {
                copies++;
            }
        }
    }

    private void medium(Tree old, Kit kit, Tree now) throws IOException {
        var upgraded = files(old);
        for (var file : files(kit.files().root()).entrySet()) {
            if (isBootFile(file.getKey())) {
                upgraded.put(file.getKey(), file.getValue());
            }
        }
        var deletions = new HashSet<>(kit.deletions());
        upgraded.keySet().removeIf(path -> isIn(deletions, path));
        var wanted = files(now);
        var paths = new TreeSet<>(upgraded.keySet());
        paths.addAll(wanted.keySet());
        for (var path : paths) {
            meter.add(1);
            var one = upgraded.get(path);
            var other = wanted.get(path);
            if (one == null || other == null) {
                add(one == null ? What.MISSING : What.LEFT_OVER, "medium/" + path);
            } else if (!SameBytes.of(one.content(), other.content(), task)) {
                add(What.CONTENT, "medium/" + path);
            }
        }
    }

    /// Whether `paths` has a path, or a directory that it is in.
    private static boolean isIn(Set<String> paths, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (paths.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return paths.contains(path);
    }

    /// What is told of the partition: not the systems, nor the list of them.
    private static boolean isBootFile(String path) {
        return !path.startsWith("live/")
                || !path.endsWith(".squashfs") && !path.equals(Kit.MODULE);
    }

    /// The boot files and kernels that a medium puts onto the partition.
    private static SortedMap<String, Entry.File> files(Tree medium) throws IOException {
        var entries = new ArrayList<>(new BootFiles(Instant.EPOCH, false, Limits.DEFAULT).of(medium));
        entries.add(MemoryTree.directory(Name.of("live"), Metadata.NONE, BootFiles.kernels(medium)));
        return files(MemoryTree.directory(Name.of(""), Metadata.NONE, entries));
    }

    private static SortedMap<String, Entry.File> files(Entry.Directory root) throws IOException {
        var files = new TreeMap<String, Entry.File>();
        Walk.of(new Tree(root), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                files.put(path, file);
            }
        });
        return files;
    }
}
