package org.selfsame.app.window.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.compare.MergedEntry.Sort;
import org.selfsame.app.window.compare.MergedTree.Sibling;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;

/// Lists what lies in a place of two images, from the images. Runs on a background thread; thread-safe.
final class Lister {
    /// More rows than this are no list that anyone reads.
    private static final int MOST = 200_000;

    private final Compared compared;
    private final Map<Key, Opened> opened = new ConcurrentHashMap<>();

    private record Key(MergedEntry place, Side side) {}

    /// @param container the content that the directory lies in
    private record Opened(Entry.Directory directory, Content container) {}

    Lister(Compared compared) {
        this.compared = compared;
    }

    /// What lies in a place.
    ///
    /// @param siblings all that could be read, at most 200,000
    /// @param trouble why that is not all; empty if it is
    record Listing(MergedEntry place, List<Sibling> siblings, String trouble) {}

    /// Lists places.
    ///
    /// @param paths for each the entries from the images themselves to the place
    /// @throws java.util.concurrent.CancellationException if the task was cancelled
    List<Listing> list(List<List<MergedEntry>> paths, Task task) {
        var listings = new ArrayList<Listing>();
        for (var path : paths) {
            task.checkCancelled();
            try {
                listings.add(new Listing(path.getLast(), list(path), ""));
            } catch (IOException e) {
                listings.add(new Listing(path.getLast(), List.of(), String.valueOf(e.getMessage())));
            }
        }
        return listings;
    }

    /// The files among these that something lies in. What lies in a file is known by its bytes, so they are read.
    ///
    /// @param paths for each the entries from the images themselves to the file
    /// @throws java.util.concurrent.CancellationException if the task was cancelled
    Set<MergedEntry> containers(List<List<MergedEntry>> paths, Task task) {
        var found = new HashSet<MergedEntry>();
        for (var path : paths) {
            task.checkCancelled();
            try {
                if (isContainer(path)) {
                    found.add(path.getLast());
                }
            } catch (IOException _) {
                // what only looks like a container holds nothing that could be listed
            }
        }
        return found;
    }

    private boolean isContainer(List<MergedEntry> path) throws IOException {
        var file = path.getLast();
        for (var side : sides(file)) {
            var content = content(entry(directory(path.subList(0, path.size() - 1), side), file, side));
            var root = content == null ? null : root(content, "");
            if (root != null && !root.children().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// What is the same has one listing: that of the left side is the other's, too, and need not be decoded twice.
    private List<Side> sides(MergedEntry place) {
        return compared.comparison().complete() && place.isSame() ? List.of(Side.LEFT) : List.of(Side.values());
    }

    private List<Sibling> list(List<MergedEntry> path) throws IOException {
        var byName = new TreeMap<String, Map<Side, Entry>>();
        var sides = sides(path.getLast());
        for (var side : sides) {
            var directory = directory(path, side);
            if (directory == null) {
                continue;
            }
            for (var child : directory.children()) {
                if (byName.size() == MOST) {
                    break;
                }
                byName.computeIfAbsent(Text.printable(child.name()), _ -> new EnumMap<>(Side.class)).put(side, child);
            }
        }
        var siblings = new ArrayList<Sibling>(byName.size());
        byName.forEach((name, both) -> siblings.add(
                sibling(name, both.get(Side.LEFT), both.get(sides.size() == 1 ? Side.LEFT : Side.RIGHT))));
        return siblings;
    }

    private static Sibling sibling(String name, @Nullable Entry left, @Nullable Entry right) {
        var one = left != null ? left : right;
        var only = left == null ? Side.RIGHT : right == null ? Side.LEFT : null;
        return new Sibling(name, one == null ? Sort.SPECIAL : Sort.of(one), only, size(left), size(right));
    }

    private static long size(@Nullable Entry entry) {
        return entry instanceof Entry.File file ? file.size() : -1;
    }

    private Entry.@Nullable Directory directory(List<MergedEntry> path, Side side) throws IOException {
        Entry at = null;
        Content content = compared.content(side);
        for (var place : path) {
            var key = new Key(place, side);
            var known = opened.get(key);
            if (known != null) {
                at = known.directory();
                content = known.container();
                continue;
            }
            if (place.sort() == Sort.CONTAINER && place.parent() != null) {
                content = content(entry(at, place, side));
            }
            if (content == null) {
                return null;
            }
            at = switch (place.sort()) {
                case CONTAINER -> root(content, "");
                case VIEW -> root(content, place.name());
                case DIRECTORY, FILE, LINK, SPECIAL -> entry(at, place, side);
            };
            if (at instanceof Entry.Directory directory) {
                opened.put(key, new Opened(directory, content));
            }
        }
        return at instanceof Entry.Directory directory ? directory : null;
    }

    /// The entry of a place: as the comparison met it, where it did, for that may have moved.
    private static @Nullable Entry entry(@Nullable Entry parent, MergedEntry place, Side side) throws IOException {
        for (var difference : place.differences()) {
            var entry = side == Side.LEFT ? difference.subject().left() : difference.subject().right();
            if (entry != null) {
                return entry;
            }
        }
        if (!(parent instanceof Entry.Directory directory)) {
            return null;
        }
        return directory.children().stream().filter(child -> Text.printable(child.name()).equals(place.name()))
                .findFirst().orElse(null);
    }

    private static @Nullable Content content(@Nullable Entry entry) throws IOException {
        return entry instanceof Entry.File file ? file.content() : null;
    }

    private static Entry.@Nullable Directory root(Content content, String view) throws IOException {
        for (var format : Formats.of(content)) {
            var reader = format.open(content, Limits.DEFAULT);
            if (view.isEmpty()) {
                return reader.tree().root();
            }
            var tree = reader.trees().get(view);
            if (tree != null) {
                return tree.root();
            }
        }
        return null;
    }
}
