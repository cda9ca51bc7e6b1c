package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.Trouble;
import org.selfsame.tree.Entry;
import org.selfsame.words.CompareWords;

/// A place in both images: an entry, a container or a view of one. Belongs to one thread, as the tree that it is in.
final class MergedEntry {
    private static final Comparator<MergedEntry> ORDER = Comparator
            .comparing((MergedEntry it) -> it.sort == Sort.VIEW).thenComparing(MergedEntry::name);

    private final @Nullable MergedEntry parent;
    private final String name;
    private final String address;
    private final int index;
    private final int level;
    private Sort sort = Sort.FILE;
    // most entries have no children, one difference and no trouble, and there may be very many of them
    private List<MergedEntry> children = List.of();
    private List<Difference> differences = List.of();
    private List<Trouble> troubles = List.of();
    private long leftSize = -1;
    private long rightSize = -1;
    private @Nullable Side only;
    private long unexplainedRanges;
    private Counts counts = Counts.NONE;
    private Counts own = Counts.NONE;
    private boolean compared = true;
    private boolean listed;
    private boolean looked;
    private boolean open;

    /// What sort of thing it is, on the side that has it.
    enum Sort {
        CONTAINER, VIEW, DIRECTORY, FILE, LINK, SPECIAL;

        static Sort of(Entry entry) {
            return switch (entry) {
                case Entry.Directory _ -> DIRECTORY;
                case Entry.File _ -> FILE;
                case Entry.Symlink _ -> LINK;
                case Entry.Device _,Entry.Fifo _,Entry.Socket _ -> SPECIAL;
            };
        }
    }

    /// What lies in a place, itself included.
    ///
    /// @param differing places of which both sides have something
    /// @param left entries that only the left side has
    /// @param right entries that only the right side has
    /// @param unexplained differences without a known cause, and ranges of bytes that nothing explains
    /// @param security differences that someone should look at
    record Counts(long differing, long left, long right, long unexplained, long security) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        boolean isEmpty() {
            return equals(NONE);
        }

        long only(Side side) {
            return side == Side.LEFT ? left : right;
        }
    }

    /// @param index its place in the order in which entries became known
    MergedEntry(@Nullable MergedEntry parent, String name, String address, int index) {
        this.parent = parent;
        this.name = name;
        this.address = address;
        this.index = index;
        level = parent == null ? 0 : parent.level + 1;
        if (parent != null) {
            parent.children = parent.children.isEmpty() ? new ArrayList<>() : parent.children;
            parent.children.add(this);
            only = parent.only;
        }
    }

    @Nullable
    MergedEntry parent() {
        return parent;
    }

    /// Printable; empty for the images themselves.
    String name() {
        return name;
    }

    /// As in [Difference#path].
    String address() {
        return address;
    }

    /// Its place in the order in which entries became known.
    int index() {
        return index;
    }

    /// How deep it lies; 0 for the images themselves.
    int level() {
        return level;
    }

    Sort sort() {
        return sort;
    }

    void sort(Sort now) {
        sort = now;
    }

    /// The entries from the images themselves to this one.
    List<MergedEntry> path() {
        var path = new ArrayList<MergedEntry>();
        for (MergedEntry at = this; at != null; at = at.parent) {
            path.addFirst(at);
        }
        return path;
    }

    /// Those that are known: all once it is listed, before that those with differences.
    List<MergedEntry> children() {
        return children;
    }

    void order() {
        if (children.size() > 1) {
            children.sort(ORDER);
        }
    }

    List<Difference> differences() {
        return differences;
    }

    /// Takes in a difference that is at this place.
    void add(Difference difference) {
        differences = plus(differences, difference);
        var subject = difference.subject();
        var entry = subject.left() != null ? subject.left() : subject.right();
        if (entry != null && sort == Sort.FILE) {
            sort = Sort.of(entry);
        }
        size(Side.LEFT, subject.left());
        size(Side.RIGHT, subject.right());
        if (difference.kind() == Kind.REMOVED) {
            only = Side.LEFT;
        } else if (difference.kind() == Kind.ADDED) {
            only = Side.RIGHT;
        }
    }

    void size(Side side, @Nullable Entry entry) {
        if (entry instanceof Entry.File file) {
            size(side, file.size());
        }
    }

    void size(Side side, long bytes) {
        if (side == Side.LEFT) {
            leftSize = bytes;
        } else {
            rightSize = bytes;
        }
    }

    /// In bytes, or -1 where there is none or none is known.
    long size(Side side) {
        return side == Side.LEFT ? leftSize : rightSize;
    }

    /// The only side that has it, or null if both have.
    @Nullable
    Side only() {
        return only;
    }

    void only(@Nullable Side side) {
        only = side;
    }

    void add(Trouble trouble) {
        troubles = plus(troubles, trouble);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        if (list.isEmpty()) {
            return List.of(one);
        }
        var more = list.size() == 1 ? new ArrayList<>(list) : list;
        more.add(one);
        return more;
    }

    /// Why it could not be read as what it is, on one side or both.
    List<Trouble> troubles() {
        return troubles;
    }

    void unexplainedRanges(long ranges) {
        unexplainedRanges = ranges;
    }

    long unexplainedRanges() {
        return unexplainedRanges;
    }

    /// That nothing can be said of it if it has no difference.
    void notCompared() {
        compared = false;
    }

    boolean compared() {
        return compared;
    }

    /// Whether one of its own differences has one of these causes.
    boolean hasCause(Set<CauseCode> causes) {
        return differences.stream().flatMap(it -> it.causes().stream()).anyMatch(it -> causes.contains(it.code()));
    }

    Counts counts() {
        return counts;
    }

    /// Whether something is to be said of it itself.
    boolean hasOwn() {
        return !differences.isEmpty() || !troubles.isEmpty() || unexplainedRanges > 0;
    }

    /// What is counted of it itself.
    Counts own() {
        return own;
    }

    /// Counts it itself, once all that is to be said of it is there.
    void count() {
        if (!hasOwn()) {
            return;
        }
        boolean differs = !troubles.isEmpty();
        long[] alone = {0, 0};
        long unexplained = unexplainedRanges;
        long security = 0;
        for (var it : differences) {
            switch (it.kind()) {
                case REMOVED -> alone[0] += it.count();
                case ADDED -> alone[1] += it.count();
                case CONTENT, METADATA, MOVED, TYPE, LAYOUT -> differs = true;
            }
            unexplained += isUnexplained(it) ? 1 : 0;
            security += CompareWords.isSecurity(it) ? 1 : 0;
        }
        own = new Counts(differs ? 1 : 0, alone[0], alone[1], unexplained, security);
    }

    private static boolean isUnexplained(Difference difference) {
        return difference.causes().isEmpty() || difference.causes().getFirst().code() == CauseCode.UNKNOWN;
    }

    /// Counts what lies in it, itself included, once all that lies in it has counted.
    void roll() {
        long differing = own.differing();
        long left = own.left();
        long right = own.right();
        long unexplained = own.unexplained();
        long security = own.security();
        for (var child : children) {
            differing += child.counts.differing();
            left += child.counts.left();
            right += child.counts.right();
            unexplained += child.counts.unexplained();
            security += child.counts.security();
        }
        counts = children.isEmpty() ? own : new Counts(differing, left, right, unexplained, security);
    }

    /// What is to be said of one side.
    SideState state(Side side) {
        if (troubles.stream().anyMatch(it -> it.side() == side)) {
            return SideState.UNREADABLE;
        }
        if (only != null) {
            return only == side ? SideState.ONLY_HERE : SideState.MISSING;
        }
        if (differences.stream().anyMatch(it -> it.kind() == Kind.MOVED)) {
            return SideState.MOVED;
        }
        if (!counts.isEmpty()) {
            return SideState.DIFFERS;
        }
        return compared ? SideState.SAME : SideState.NOT_COMPARED;
    }

    /// Whether something may lie in it.
    boolean canOpen() {
        return !children.isEmpty()
                || !listed && (sort == Sort.CONTAINER || sort == Sort.DIRECTORY || sort == Sort.VIEW);
    }

    /// Whether it is a file of which nobody has looked yet whether something lies in it. What the comparison has looked
    /// into because its bytes differ is no such file.
    boolean mayOpen() {
        return sort == Sort.FILE && !looked && troubles.isEmpty() && differences.stream()
                .noneMatch(it -> it.kind() == Kind.CONTENT || it.kind() == Kind.TYPE || it.kind() == Kind.LAYOUT);
    }

    /// That somebody has looked.
    ///
    /// @param opens whether something lies in it
    void looked(boolean opens) {
        looked = true;
        if (opens) {
            sort = Sort.CONTAINER;
        }
    }

    /// What lies in it under this name, as far as that is known.
    Optional<MergedEntry> child(String childName) {
        return children.stream().filter(it -> it.name.equals(childName)).findFirst();
    }

    /// Whether it and everything in it is the same on both sides.
    boolean isSame() {
        return state(Side.LEFT) == SideState.SAME;
    }

    /// Whether all that lies in it is known.
    boolean isListed() {
        return listed;
    }

    void listed() {
        listed = true;
    }

    /// Whether what lies in it is shown.
    boolean isOpen() {
        return open;
    }

    void open(boolean now) {
        open = now;
    }

    @Override
    public String toString() {
        return MergedTree.nameOf(this);
    }
}
