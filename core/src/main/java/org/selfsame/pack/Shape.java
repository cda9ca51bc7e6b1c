package org.selfsame.pack;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Glob;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// What of a tree goes into an image.
///
/// @param times what becomes of times of modification (`SOURCE_DATE_EPOCH`); null leaves them
/// @param allRoot whether everything belongs to user 0 and group 0
/// @param xattrs whether extended attributes are kept
/// @param excluded patterns of what is left out, with all that is below it: see [Glob#forPath]
public record Shape(@Nullable EntryTimes times, boolean allRoot, boolean xattrs, List<String> excluded) {
    /// Everything, as it is.
    public static final Shape WHOLE = new Shape(null, false, true, List.of());

    /// A list that cannot change.
    public Shape {
        excluded = List.copyOf(excluded);
    }

    /// Reads the whole tree, but no content, and gives it this shape.
    ///
    /// @throws FormatException if the tree is deeper, or has more entries, than `limits` allows
    /// @throws IOException if the tree cannot be read
    public Shaped apply(Tree tree, Limits limits, Task task) throws IOException {
        try (var meter = task.begin(Activity.LIST, -1)) {
            return new Run(excluded.stream().map(Glob::forPath).toList(), limits, meter, null).of(tree.root());
        }
    }

    /// As [#apply], on two threads: for a tree whose directories can be listed in any order. Those of an image cannot, since
    /// of two that claim one place the later is refused.
    ///
    /// @throws IOException as [#apply]
    public Shaped applyAhead(Tree tree, Limits limits, Task task) throws IOException {
        try (var meter = task.begin(Activity.LIST, -1); var ahead = ListingAhead.start()) {
            return new Run(excluded.stream().map(Glob::forPath).toList(), limits, meter, ahead).of(tree.root());
        }
    }

    /// An entry without a time gets one only where all do: else its format has one for that.
    private @Nullable Instant stated(@Nullable Instant modified) {
        return times == null || modified == null && times.rule() != EntryTimes.Rule.SET ? modified : times.of(modified);
    }

    /// What becomes of an entry's metadata, or null if it stays as it is.
    private @Nullable Metadata changed(Metadata metadata) {
        var modified = metadata.modified();
        var stated = stated(modified);
        boolean timed = !Objects.equals(stated, modified);
        boolean owned = allRoot && !Metadata.Owner.ROOT.equals(metadata.owner());
        boolean attributed = !xattrs && !metadata.xattrs().isEmpty();
        if (!timed && !owned && !attributed) {
            return null;
        }
        var builder = metadata.with();
        if (timed) {
            builder.modified(stated);
        }
        if (owned) {
            builder.owner(0, 0);
        }
        if (attributed) {
            builder.xattrs(Collections.emptySortedMap());
        }
        return builder.build();
    }

    /// One walk. The new directories are filled as the old ones are read.
    private final class Run {
        private final List<Pattern> left;
        private final BitSet used = new BitSet();
        private final Limits limits;
        private final Task.Meter meter;
        private final @Nullable ListingAhead ahead;
        private final Shaped.Tally tally = new Shaped.Tally();

        /// @param ahead lists directories before their turn, or null
        Run(List<Pattern> left, Limits limits, Task.Meter meter, @Nullable ListingAhead ahead) {
            this.left = left;
            this.limits = limits;
            this.meter = meter;
            this.ahead = ahead;
        }

        /// A directory that is to be filled.
        private record Pending(Children old, Directory made, String path, int depth) {}

        private interface Children {
            List<Entry> read() throws IOException;
        }

        private Children children(Entry.Directory directory) {
            if (ahead == null) {
                return directory::children;
            }
            var listing = ahead.add(directory);
            return () -> ahead.children(listing);
        }

        Shaped of(Entry.Directory root) throws IOException {
            var made = directory(root, changed(root.metadata()));
            tally.add(made);
            var stack = new ArrayDeque<Pending>();
            stack.push(new Pending(children(root), made, "/", 0));
            while (!stack.isEmpty()) {
                var at = stack.pop();
                if (at.depth >= limits.depth()) {
                    throw new FormatException("tree", 0, "directories nested more than " + limits.depth() + " deep");
                }
                fill(at, stack);
            }
            return tally.of(new Tree(made), unused());
        }

        private void fill(Pending at, ArrayDeque<Pending> stack) throws IOException {
            for (var child : at.old.read()) {
                var path = left.isEmpty() ? "" : at.path + Text.printable(child.name());
                if (isLeftOut(path)) {
                    continue;
                }
                var shaped = shaped(child);
                at.made.children.add(shaped);
                tally.add(shaped);
                meter.add(1);
                if (tally.entries() > limits.entries()) {
                    throw new FormatException("tree", 0, "more than " + limits.entries() + " entries");
                }
                if (child instanceof Entry.Directory old) {
                    stack.push(new Pending(children(old), (Directory) shaped, path + "/", at.depth + 1));
                }
            }
        }

        private boolean isLeftOut(String path) {
            boolean matched = false;
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i).matcher(path).matches()) {
                    used.set(i);
                    matched = true;
                }
            }
            return matched;
        }

        /// The patterns that left nothing out.
        private List<String> unused() {
            return IntStream.range(0, left.size()).filter(i -> !used.get(i)).mapToObj(excluded::get).toList();
        }

        private Entry shaped(Entry entry) throws IOException {
            var changed = changed(entry.metadata());
            if (entry instanceof Entry.Directory) {
                return directory(entry, changed);
            }
            return changed == null ? entry : with(entry, changed);
        }

        private static Directory directory(Entry old, @Nullable Metadata changed) {
            return new Directory(old.name(), changed == null ? old.metadata() : changed, new ArrayList<>());
        }

        private static Entry with(Entry entry, Metadata metadata) throws IOException {
            return switch (entry) {
                case Entry.File file -> MemoryTree.file(file.name(), metadata, file.content());
                case Entry.Symlink link -> new Entry.Symlink(link.name(), metadata, link.target());
                case Entry.Device device ->
                    new Entry.Device(device.name(), metadata, device.block(), device.major(), device.minor());
                case Entry.Fifo fifo -> new Entry.Fifo(fifo.name(), metadata);
                case Entry.Socket socket -> new Entry.Socket(socket.name(), metadata);
                case Entry.Directory _ -> throw new IllegalArgumentException("a directory is made anew");
            };
        }
    }

    private record Directory(Name name, Metadata metadata, List<Entry> children) implements Entry.Directory {}
}
