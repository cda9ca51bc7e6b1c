package org.selfsame.iuk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Glob;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// The tree that gives the new system when it is stacked on the old one: what was added or changed in any way, whole, in its
/// directories, and whiteouts for what was removed. Nothing is mounted; the tree is computed. Names of one file become
/// files of their own, as in every kit. A directory is never opaque: each removed child gets its whiteout.
final class SystemDiff {
    private static final int LONGEST_NAME = 255;

    private final Union union;
    private final Instant time;
    private final boolean clamped;
    private final List<Pattern> ignored;
    private final Counted counted;
    private final Task task;
    private final Task.Meter meter;

    private SystemDiff(Union union, Instant time, boolean clamped, List<Pattern> ignored, Counted counted,
            Task task, Task.Meter meter) {
        this.union = union;
        this.time = time;
        this.clamped = clamped;
        this.ignored = ignored;
        this.counted = counted;
        this.task = task;
        this.meter = meter;
    }

    /// Computes the tree.
    ///
    /// @param time the time of modification that everything gets, or only what is later if `clamped`
    /// @param ignored patterns of files that are not shipped if the old one has the same bytes, whatever else differs
    /// @param limits of how much of the new system is looked at
    /// @throws KitException if the new system cannot be told by a diff
    /// @throws IOException if a system cannot be read
    static Tree of(Tree old, Tree now, Union union, Instant time, boolean clamped, List<String> ignored,
            Limits limits, Task task) throws IOException {
        try (var meter = task.begin(Activity.COMPARE_ENTRIES, -1)) {
            var diff = new SystemDiff(union, time, clamped, ignored.stream().map(Glob::forPath).toList(),
                    new Counted(limits), task, meter);
            var children = new ArrayList<>(diff.changed(old.root(), now.root(), "", 0));
            children.addAll(union.bookkeeping(time));
            return new Tree(MemoryTree.directory(now.root().name(), diff.metadata(now.root(), ""), children));
        }
    }

    /// What differs among the children of two directories.
    private List<Entry> changed(Entry.Directory old, Entry.Directory now, String path, int depth) throws IOException {
        counted.depth(depth);
        var before = byName(old, path);
        var shipped = new ArrayList<Entry>();
        for (var entry : byName(now, path).values()) {
            meter.add(1);
            counted.entry();
            var at = path + "/" + Text.printable(entry.name());
            var other = before.remove(entry.name());
            var changed = other == null ? whole(entry, at, depth) : changed(other, entry, at, depth);
            if (changed != null) {
                shipped.add(changed);
            }
        }
        for (var name : before.keySet()) {
            if (union == Union.AUFS && name.length() + Union.WHITEOUT.length() > LONGEST_NAME) {
                throw new KitException(KitException.Reason.NAME_TOO_LONG, path + "/" + Text.printable(name));
            }
            shipped.add(union.whiteout(name, time));
        }
        shipped.sort(Comparator.comparing(Entry::name));
        return shipped;
    }

    private @Nullable Entry changed(Entry old, Entry now, String path, int depth) throws IOException {
        if (old instanceof Entry.Directory left && now instanceof Entry.Directory right) {
            var children = changed(left, right, path, depth + 1);
            return children.isEmpty() && isSame(old.metadata(), now.metadata())
                    ? null
                    : MemoryTree.directory(now.name(), metadata(now, path), children);
        }
        if (isSame(old.metadata(), now.metadata()) ? SameBytes.of(old, now, task) : isIgnored(old, now, path)) {
            return null;
        }
        return whole(now, path, depth);
    }

    private boolean isIgnored(Entry old, Entry now, String path) throws IOException {
        return now instanceof Entry.File && ignored.stream().anyMatch(glob -> glob.matcher(path).matches())
                && SameBytes.of(old, now, task);
    }

    /// SquashFS keeps whole seconds.
    private static boolean isSame(Metadata old, Metadata now) {
        return old.permissions() == now.permissions() && Objects.equals(old.owner(), now.owner())
                && seconds(old) == seconds(now) && isSame(old.xattrs(), now.xattrs());
    }

    private static long seconds(Metadata metadata) {
        var modified = metadata.modified();
        return modified == null ? 0 : modified.getEpochSecond();
    }

    static boolean isSame(SortedMap<Name, byte[]> old, SortedMap<Name, byte[]> now) {
        if (!old.keySet().equals(now.keySet())) {
            return false;
        }
        for (var attribute : old.entrySet()) {
            if (!Arrays.equals(attribute.getValue(), now.get(attribute.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private Entry whole(Entry entry, String path, int depth) throws IOException {
        counted.depth(depth);
        var metadata = metadata(entry, path);
        var name = entry.name();
        return switch (entry) {
            case Entry.Directory directory -> {
                var children = new ArrayList<Entry>();
                for (var child : byName(directory, path).values()) {
                    meter.add(1);
                    counted.entry();
                    children.add(whole(child, path + "/" + Text.printable(child.name()), depth + 1));
                }
                yield MemoryTree.directory(name, metadata, children);
            }
            case Entry.File file -> MemoryTree.file(name, metadata, file.content());
            case Entry.Symlink link -> new Entry.Symlink(name, metadata, link.target());
            case Entry.Device device ->
                new Entry.Device(name, metadata, device.block(), device.major(), device.minor());
            case Entry.Fifo _ -> new Entry.Fifo(name, metadata);
            case Entry.Socket _ -> new Entry.Socket(name, metadata);
        };
    }

    private Metadata metadata(Entry entry, String path) throws KitException {
        if (union.isSpecial(entry)) {
            throw new KitException(KitException.Reason.LOOKS_LIKE_WHITEOUT, path);
        }
        var metadata = entry.metadata();
        for (var attribute : metadata.xattrs().keySet()) {
            if (Union.startsWith(attribute, Union.OVERLAY_ATTRIBUTE)) {
                throw new KitException(KitException.Reason.OVERLAY_ATTRIBUTE, path);
            }
        }
        var modified = metadata.modified();
        boolean kept = clamped && modified != null && !modified.isAfter(time);
        return metadata.with().inode(0).links(0).modified(kept ? modified : time).build();
    }

    private static SortedMap<Name, Entry> byName(Entry.Directory directory, String path) throws IOException {
        var entries = new TreeMap<Name, Entry>();
        for (var child : directory.children()) {
            if (entries.put(child.name(), child) != null) {
                throw new KitException(KitException.Reason.DUPLICATE_NAME, path + "/" + Text.printable(child.name()));
            }
        }
        return entries;
    }
}
