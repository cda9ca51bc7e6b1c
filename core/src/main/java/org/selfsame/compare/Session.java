package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.cause.Causes;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.tree.Format;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// One comparison while it runs: what all its jobs share. Thread-safe.
final class Session {
    private static final String JSON = "json";

    private final CompareOptions options;
    private final Findings findings;
    private final @Nullable RawDifference raw;
    private final Task.Meter meter;
    private final Task task;
    private final Equality equality;
    private final Work work;
    private final Seen seen = new Seen();
    private final Map<String, List<ContainerPair>> containers = new ConcurrentSkipListMap<>();
    private volatile @Nullable Opened trees;

    /// @param raw how the outermost contents differ, or null if trees are compared
    Session(CompareOptions options, Findings findings, @Nullable RawDifference raw, Task.Meter meter, Task task) {
        this.options = options;
        this.findings = findings;
        this.raw = raw;
        this.meter = meter;
        this.task = task;
        equality = new Equality(raw, task);
        work = new Work(options.threads());
    }

    CompareOptions options() {
        return options;
    }

    Findings findings() {
        return findings;
    }

    Equality equality() {
        return equality;
    }

    Work work() {
        return work;
    }

    Seen seen() {
        return seen;
    }

    Task task() {
        return task;
    }

    /// Counts entries that are done.
    void done(long entries) {
        meter.add(entries);
    }

    /// Compares two trees that lie in no common container.
    void trees(Tree left, Tree right, String format) throws IOException {
        trees = new Opened("", format, Map.of(format, left), Map.of(format, right), null, null, null, null);
        new TreeComparison(this, null, format, "!", 0, null, null).compare(left.root(), right.root());
    }

    /// Compares two contents that are known to differ, as the formats that both are, or as bytes.
    ///
    /// @param part what is left for the part that they lie in, or null if they are stored as they are
    /// @return whether anything is reported of them; if not, they are what was opened under another address already,
    ///         such as the image itself as its own partition
    /// @throws IOException if the host cannot read a file
    boolean differing(String path, Content left, Content right, Subject subject, int depth, @Nullable Budget part)
            throws IOException {
        task.checkCancelled();
        var opened = new ArrayList<ContainerPair>();
        if (depth < options.depth() && open(path, left, right, subject.container(), opened)) {
            return false;
        }
        if (opened.isEmpty()) {
            leaf(path, left, right, subject);
            return true;
        }
        containers.put(path, opened);
        boolean main = true;
        for (var container : opened) {
            // the trees of one content one after the other: what one has reported the next need not
            new Views(this, container, path, main, depth + 1, part).compare();
            main = false;
        }
        return true;
    }

    /// Opens two contents as all formats that both are, unless they were opened so before.
    ///
    /// @param around the format of the container that they lie in
    /// @return whether they were opened before, as another format than the one around them
    private boolean open(String path, Content left, Content right, String around, List<ContainerPair> opened)
            throws IOException {
        var leftFormats = formats(path, Side.LEFT, left);
        var rightFormats = formats(path, Side.RIGHT, right);
        var now = new ArrayList<Format>();
        boolean before = false;
        for (var format : leftFormats) {
            if (!rightFormats.contains(format)) {
                continue;
            }
            boolean first = seen.container(left, right, format.name());
            boolean inItself = format.name().equals(around);
            // the first part of a file may be of the same format as the file, such as a stanza of stanzas
            if (seen.exactly(left, right, format.name()) && (first || inItself)) {
                now.add(format);
            }
            before |= !first && !inItself;
        }
        if (before) {
            return true;
        }
        for (var format : now) {
            var l = findings.attempt(path, Side.LEFT, () -> format.open(left, options.limits()));
            var r = findings.attempt(path, Side.RIGHT, () -> format.open(right, options.limits()));
            if (l != null && r != null && (!format.name().equals(JSON) || isByValue(left, right, l, r))) {
                opened.add(new ContainerPair(path, opened.isEmpty(), left, right, l, r));
            }
        }
        return false;
    }

    /// Whether JSON is compared value by value, and not as text: where what stands at one place belongs together, and more
    /// than the order differs, which is looked for in the text as a whole.
    private static boolean isByValue(Content left, Content right, Reader l, Reader r) throws IOException {
        try {
            return SameShape.of(l.tree().root(), r.tree().root()) && !Causes.isOnlyReordered(left, right);
        } catch (FormatException _) {
            return false;
        }
    }

    private List<Format> formats(String path, Side side, Content content) throws IOException {
        var found = findings.attempt(path, side, () -> Formats.of(content));
        return found == null ? List.of() : found;
    }

    /// Reports contents that are no containers, or none that can be opened.
    private void leaf(String path, Content left, Content right, Subject subject) throws IOException {
        var difference = Difference.of(path, Difference.Kind.CONTENT, "", subject);
        try {
            var bytes = RawDifference.of(left, right, raw, 1, count -> task.checkCancelled());
            var ranges = new FirstRanges(Side.LEFT);
            bytes.new Cursor().runs(0, bytes.common(), ranges::add);
            var list = new ArrayList<>(ranges.list());
            for (var side : Side.values()) {
                long beyond = (side == Side.LEFT ? left : right).size() - bytes.common();
                if (beyond > 0) {
                    list.add(new ByteRange(side, bytes.common(), beyond));
                }
            }
            findings.add(difference.ranges(list, ranges.more())
                    .accountingFor(bytes.different(Side.LEFT) + bytes.different(Side.RIGHT)));
        } catch (FormatException _) {
            // told of as trouble by whoever found that the two differ
            findings.add(difference);
        }
    }

    /// Finds out which side cannot be decoded.
    ///
    /// @return whether neither can
    boolean blame(String path, Content left, Content right) throws IOException {
        boolean leftFails = blame(path, Side.LEFT, left);
        return blame(path, Side.RIGHT, right) && leftFails;
    }

    private boolean blame(String path, Side side, Content content) throws IOException {
        var buffer = new byte[1 << 16];
        try {
            for (long at = 0; at < content.size(); at += buffer.length) {
                task.checkCancelled();
                content.read(at, buffer, 0, (int) Math.min(buffer.length, content.size() - at));
            }
            return false;
        } catch (FormatException problem) {
            findings.add(path, side, problem);
            return true;
        }
    }

    /// What both sides were opened as, ordered by path, the main format first.
    List<Opened> opened() {
        var opened = new ArrayList<Opened>();
        var compared = trees;
        if (compared != null) {
            opened.add(compared);
        }
        containers.values().forEach(pairs -> pairs.forEach(pair -> opened.add(pair.opened())));
        return opened;
    }

    /// Adds a job for the account of each container; the comparison of trees has ended.
    void accounts() {
        containers.forEach((path, readers) -> work.add(() -> account(path, readers)));
    }

    private void account(String path, List<ContainerPair> readers) throws IOException {
        try {
            new ByteAccount(this, path, readers, raw).report();
        } catch (FormatException _) {
            // the headers could be decoded, and not all bytes behind them
            blame(path, readers.getFirst().content(Side.LEFT), readers.getFirst().content(Side.RIGHT));
        }
    }
}
