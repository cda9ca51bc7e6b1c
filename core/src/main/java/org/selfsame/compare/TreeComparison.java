package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Equality.Likeness;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// Walks two trees side by side, in the order of names: metadata is compared at once, contents are left to jobs.
/// Not thread-safe; one job walks.
final class TreeComparison {
    /// Files a job: a job costs about as much as comparing a few small files.
    private static final int BATCH = 64;
    private static final int ROUNDS = 8;

    private final Session session;
    private final @Nullable ContainerPair container;
    private final String format;
    private final String prefix;
    private final int depth;
    private final @Nullable Told before;
    private final @Nullable Budget part;
    private final Budget budget;
    private final Told told = new Told();
    private final HardLinks links = new HardLinks();
    private final ArrayDeque<DirectoryPair> directories = new ArrayDeque<>();
    private List<FilePair> batch = new ArrayList<>();
    private List<Alone> alone = new ArrayList<>();
    private long entries;
    private long repeated;
    private @Nullable FilePair firstStopped;
    private long stopped;

    /// @param container what the trees are trees of, or null
    /// @param prefix what comes before `/PATH` in the address of an entry
    /// @param depth containers around the entries
    /// @param before what the main tree has told, or null if this is it
    /// @param part what is left for the part that the trees lie in, or null if they lie in none
    TreeComparison(Session session, @Nullable ContainerPair container, String format, String prefix, int depth,
            @Nullable Told before, @Nullable Budget part) {
        this.session = session;
        this.container = container;
        this.format = format;
        this.prefix = prefix;
        this.depth = depth;
        this.before = before;
        this.part = part;
        this.budget = part == null ? budget(session.options().budget(), container) : part;
    }

    private static Budget budget(long most, @Nullable ContainerPair container) {
        return container == null
                ? new Budget(Long.MAX_VALUE)
                : Budget.ofContainer(most, container.content(Side.LEFT).size()
                        + container.content(Side.RIGHT).size());
    }

    private record DirectoryPair(String path, String rightPath, Entry.Directory left, Entry.Directory right,
            int depth) {}

    private record FilePair(String path, String rightPath, Entry.File left, Entry.File right) {}

    /// What this walk has told.
    Told told() {
        return told;
    }

    /// How many differences were left out because the main tree has told them.
    long repeated() {
        return repeated;
    }

    void compare(Entry.Directory left, Entry.Directory right) throws IOException {
        metadata("", left, right);
        directories.push(new DirectoryPair("", "", left, right, 0));
        walk();
        for (int round = 0; before == null && round < ROUNDS && !alone.isEmpty(); round++) {
            var unpaired = alone;
            alone = new ArrayList<>();
            if (!new Moves(session, this).pair(unpaired)) {
                alone = unpaired;
                break;
            }
            walk();
        }
        reportAlone();
        flush();
        if (firstStopped != null) {
            stopped(firstStopped, budget, stopped);
        }
    }

    private void walk() throws IOException {
        while (!directories.isEmpty()) {
            var pair = directories.pop();
            if (pair.depth() > session.options().limits().depth()) {
                giveUp(pair, "directories nested more than " + session.options().limits().depth() + " deep");
                continue;
            }
            var left = session.findings().attempt(address(pair.path()), Side.LEFT, pair.left()::children);
            var right = session.findings().attempt(address(pair.rightPath()), Side.RIGHT, pair.right()::children);
            if (left != null && right != null) {
                entries += left.size() + right.size();
                if (entries > 2 * session.options().limits().entries()) {
                    giveUp(pair, "more than " + session.options().limits().entries() + " entries");
                    continue;
                }
                merge(pair, left, right);
            } else {
                unread(pair.path(), pair.rightPath(), pair.left(), pair.right(), left == null && right == null);
            }
        }
        flush();
    }

    /// Notes that a pair cannot be read. If neither side can, nothing is known of what it says: then it differs if its
    /// stored bytes do.
    private void unread(String path, String rightPath, Entry left, Entry right, boolean both) {
        if (!both) {
            report(path, Kind.CONTENT, "", left, right, null, null);
        }
        asStored(path, rightPath);
    }

    /// Leaves it to the account of the container to compare the stored bytes of a pair.
    private void asStored(String path, String rightPath) {
        if (container != null && before == null) {
            container.unread(Side.LEFT, path);
            container.unread(Side.RIGHT, rightPath);
        }
    }

    private void giveUp(DirectoryPair pair, String rule) {
        session.findings().add(address(pair.path()), Side.LEFT, new FormatException("tree", 0, rule));
        unread(pair.path(), pair.rightPath(), pair.left(), pair.right(), true);
    }

    private void merge(DirectoryPair in, List<Entry> left, List<Entry> right) throws IOException {
        int l = 0;
        int r = 0;
        while (l < left.size() || r < right.size()) {
            int order = l == left.size()
                    ? 1
                    : r == right.size() ? -1 : left.get(l).name().compareTo(right.get(r).name());
            if (order == 0) {
                pair(in, left.get(l), right.get(r));
            } else if (order < 0) {
                alone.add(new Alone(Side.LEFT, path(in.path(), left.get(l)), in.path(), left.get(l)));
            } else {
                alone.add(new Alone(Side.RIGHT, path(in.rightPath(), right.get(r)), in.rightPath(), right.get(r)));
            }
            l += order <= 0 ? 1 : 0;
            r += order >= 0 ? 1 : 0;
        }
    }

    private static String path(String parent, Entry entry) {
        var name = Text.printable(entry.name());
        return parent.isEmpty() ? name : parent + "/" + name;
    }

    private void pair(DirectoryPair in, Entry left, Entry right) throws IOException {
        pair(path(in.path(), left), path(in.rightPath(), right), left, right, in.depth() + 1);
    }

    /// Compares two entries that belong together.
    void pair(String path, String rightPath, Entry left, Entry right, int level) throws IOException {
        if (type(left) != type(right)) {
            retyped(path, rightPath, left, right);
            return;
        }
        metadata(path, left, right);
        var first = links.of(path, left, right);
        if (!first.agrees()) {
            var field = new MetadataComparison.Field("hard links", first.left(), first.right());
            report(path, left, right, field);
        }
        if (left instanceof Entry.Directory a && right instanceof Entry.Directory b) {
            directories.push(new DirectoryPair(path, rightPath, a, b, level));
        } else if (left instanceof Entry.File a && right instanceof Entry.File b) {
            var same = first.left();
            if (same == null || !first.isAgain()) {
                files(new FilePair(path, rightPath, a, b));
            } else if (container != null) {
                container.alias(path, same);
            }
        }
    }

    private void retyped(String path, String rightPath, Entry left, Entry right) throws IOException {
        changed(path, rightPath);
        var l = tell(new Alone(Side.LEFT, path, "", left));
        var r = tell(new Alone(Side.RIGHT, rightPath, "", right));
        if (before != null && l.told() && r.told()) {
            repeated++;
        } else {
            report(path, Kind.TYPE, "type", left, right, type(left).words(), type(right).words());
        }
    }

    private enum Type {
        DIRECTORY, FILE, SYMLINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, SOCKET;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static Type type(Entry entry) {
        return switch (entry) {
            case Entry.Directory _ -> Type.DIRECTORY;
            case Entry.File _ -> Type.FILE;
            case Entry.Symlink _ -> Type.SYMLINK;
            case Entry.Device device -> device.block() ? Type.BLOCK_DEVICE : Type.CHARACTER_DEVICE;
            case Entry.Fifo _ -> Type.FIFO;
            case Entry.Socket _ -> Type.SOCKET;
        };
    }

    private void metadata(String path, Entry left, Entry right) {
        for (var field : MetadataComparison.of(left, right)) {
            report(path, left, right, field);
        }
    }

    private void report(String path, Entry left, Entry right, MetadataComparison.Field field) {
        if (before != null && before.has(field)) {
            repeated++;
            return;
        }
        told.add(field);
        report(path, Kind.METADATA, field.name(), left, right, field.left(), field.right());
    }

    private void report(String path, Kind kind, String field, @Nullable Entry left, @Nullable Entry right,
            @Nullable String leftValue, @Nullable String rightValue) {
        session.findings().add(Difference.of(address(path), kind, field, Subject.of(left, right, format))
                .values(leftValue, rightValue));
    }

    /// Reports that an entry has another path on the right side.
    void moved(Alone from, Alone to) throws IOException {
        tell(from);
        tell(to);
        session.findings().add(Difference.of(address(from.path()), Kind.MOVED, "", Subject.of(from.entry(), to.entry(),
                format)).movedTo(address(to.path())));
    }

    /// Takes back an entry for which no partner was found.
    void keepAlone(Alone entry) {
        alone.add(entry);
    }

    private void changed(String path, String rightPath) {
        if (container != null) {
            container.changed(Side.LEFT, path);
            container.changed(Side.RIGHT, rightPath);
        }
    }

    /// The address of the entry at `path`.
    String address(String path) {
        return container != null && container.isStream() && !path.isEmpty()
                ? container.address(path)
                : prefix + "/"
                        + path;
    }

    private void files(FilePair pair) throws IOException {
        batch.add(pair);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        var contents = new ArrayList<ContentPair>();
        for (var pair : batch) {
            open(pair, contents);
        }
        session.done(batch.size());
        batch = new ArrayList<>();
        if (part != null) {
            // one after the other, so that it is known which one the budget ends at
            compare(contents);
        } else if (!contents.isEmpty()) {
            session.work().addOrRun(() -> compare(contents));
        }
    }

    private void compare(List<ContentPair> contents) throws IOException {
        for (var pair : contents) {
            compare(pair);
        }
    }

    /// Whether the bytes of two files may be gone through for a reason beside comparing the pair.
    boolean mayRead(long bytes) {
        return budget.take(bytes, 0);
    }

    private record ContentPair(FilePair files, Content left, Content right) {}

    private void open(FilePair pair, List<ContentPair> contents) throws IOException {
        var left = session.findings().attempt(address(pair.path()), Side.LEFT, pair.left()::content);
        var right = session.findings().attempt(address(pair.rightPath()), Side.RIGHT, pair.right()::content);
        if (left == null || right == null) {
            unread(pair.path(), pair.rightPath(), pair.left(), pair.right(), left == null && right == null);
        } else if (session.equality().isFree(left, right)) {
            return;
        } else if (!budget.take(left.size(), right.size())) {
            firstStopped = firstStopped == null ? pair : firstStopped;
            stopped++;
            changed(pair.path(), pair.rightPath());
        } else if (before != null && before.isAlone(Side.LEFT, pair.path(), left)
                && before.isAlone(Side.RIGHT, pair.rightPath(), right)) {
            repeated++;
        } else if (left.span().root().equals(left) || session.seen().content(left, right)) {
            contents.add(new ContentPair(pair, left, right));
        } else if (container != null && before == null) {
            container.silent(Side.LEFT, pair.path());
            container.silent(Side.RIGHT, pair.rightPath());
        }
    }

    private void compare(ContentPair pair) throws IOException {
        session.task().checkCancelled();
        var files = pair.files();
        var inside = part == null ? inside(pair) : part;
        if (inside != null && part == null && !inside.take(pair.left().size(), pair.right().size())) {
            changed(files.path(), files.rightPath());
            stopped(files, inside, 1);
            return;
        }
        Likeness likeness;
        boolean broken = false;
        try {
            likeness = session.equality().of(pair.left(), pair.right());
        } catch (FormatException _) {
            if (session.blame(address(files.path()), pair.left(), pair.right()) && container != null) {
                unread(files.path(), files.rightPath(), files.left(), files.right(), true);
                return;
            }
            likeness = Likeness.DIFFERENT;
            broken = true;
        }
        if (container != null && likeness != Likeness.STORED_ALIKE) {
            new UnseenBytes(session, container).find(address(files.path()), pair.left(), pair.right());
        }
        if (likeness == Likeness.DIFFERENT) {
            boolean told = session.differing(address(files.path()), pair.left(), pair.right(),
                    Subject.of(files.left(), files.right(), format), depth, inside);
            if (broken) {
                asStored(files.path(), files.rightPath());
            } else if (container != null) {
                reported(container, Side.LEFT, files.path(), pair.left(), told);
                reported(container, Side.RIGHT, files.rightPath(), pair.right(), told);
            }
        }
    }

    /// The budget of a part that begins with this pair, or null if both files are stored as they are in the images.
    private @Nullable Budget inside(ContentPair pair) {
        boolean decoded = pair.left().span().root().equals(pair.left())
                || pair.right().span().root().equals(pair.right());
        return decoded ? new Budget(session.options().budget()) : null;
    }

    /// Reports files that were not compared. Nobody may look into them later either, so the difference has no contents.
    private void stopped(FilePair first, Budget at, long files) {
        session.findings().add(Difference.of(address(first.path()), Kind.CONTENT, at.words(), Subject.of((Entry) null,
                null, format)).counting(files));
    }

    /// Notes that a file differs. The paths of the other trees are none of the main tree's.
    private void reported(ContainerPair in, Side side, String path, Content content, boolean told) {
        if (!told && before == null) {
            in.silent(side, path);
        } else if (told && (before == null || !in.reported(side, content))) {
            in.changed(side, path);
        }
    }

    private void reportAlone() throws IOException {
        for (var entry : alone) {
            if (container != null) {
                container.changed(entry.side(), entry.path());
            }
            var extent = tell(entry);
            if (before != null && extent.told()) {
                repeated++;
                continue;
            }
            boolean left = entry.side() == Side.LEFT;
            session.findings().add(Difference.of(address(entry.path()), left ? Kind.REMOVED : Kind.ADDED, "",
                    Subject.of(left ? entry.entry() : null, left ? null : entry.entry(), format))
                    .counting(extent.entries()));
        }
    }

    /// @param entries how many there are, the entry itself included
    /// @param told whether the main tree has told of all of them
    private record Extent(long entries, boolean told) {}

    private Extent tell(Alone top) throws IOException {
        var counter = new AloneWalk(top.side(), told, before);
        if (top.entry() instanceof Entry.Directory directory) {
            counter.walk(new Tree(directory), top.path(), session.options().limits());
        } else {
            counter.visit(top.path(), top.entry());
        }
        return new Extent(counter.entries(), counter.allTold());
    }
}
