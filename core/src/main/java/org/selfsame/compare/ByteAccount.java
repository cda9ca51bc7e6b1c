package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// Finds the owner of every byte in which two containers differ, and reports those bytes that belong to no difference in
/// their trees: fields, tables, filling, and data that lies elsewhere or is stored otherwise. What is left is listed as
/// unexplained.
final class ByteAccount {
    /// Data of entries that are the same on both sides, in another place.
    static final String MOVED = "data.moved";
    /// Data of entries that are the same on both sides, in the same place, but encoded otherwise.
    static final String ENCODED = "data.encoded";

    /// Zeros that nothing refers to, where the other side has something else.
    static final String UNUSED = "zeros that nothing refers to";
    private static final RawDifference.Runs IGNORE = (offset, length) -> {};
    private static final int PIECE = 1 << 16;

    private final Session session;
    private final String path;
    private final List<ContainerPair> containers;
    private final ContainerPair main;
    private final RawDifference bytes;
    private final TreeMap<String, Bucket> buckets = new TreeMap<>();
    private final FirstRanges leftUnexplained = new FirstRanges(Side.LEFT);
    private final FirstRanges rightUnexplained = new FirstRanges(Side.RIGHT);
    private long explained;

    /// @param containers the formats that the content was opened as, the main one first
    /// @param known what is known of the outermost contents
    /// @throws IOException if a content cannot be read
    ByteAccount(Session session, String path, List<ContainerPair> containers, @Nullable RawDifference known)
            throws IOException {
        this.session = session;
        this.path = path;
        this.containers = containers;
        main = containers.getFirst();
        var left = main.content(Side.LEFT);
        var right = main.content(Side.RIGHT);
        bytes = known != null && known.isOf(left, right)
                ? known
                : RawDifference.of(left, right, known, 1, _ -> session.task().checkCancelled());
    }

    void report() throws IOException {
        var layouts = new ArrayList<List<@Nullable Layout>>();
        for (var side : Side.values()) {
            var ofSide = new ArrayList<@Nullable Layout>();
            for (var container : containers) {
                ofSide.add(session.findings().attempt(path, side, () -> layout(container, side)));
            }
            layouts.add(ofSide);
        }
        attribute(Regions.of(containers, layouts.get(0), Side.LEFT),
                Regions.of(containers, layouts.get(1), Side.RIGHT));
        var values = new FieldValues(containers);
        for (var bucket : buckets.entrySet()) {
            if (!bucket.getValue().isEmpty()) {
                report(bucket.getKey(), bucket.getValue(), values);
            }
        }
        values.rest().forEach(fact -> session.findings().add(layout(fact.name()).values(fact.left(), fact.right())));
        var moved = buckets.get(MOVED);
        if (moved != null && !moved.isEmpty()) {
            new EntryOrder(containers, layouts).outOfPlace().ifPresent(count -> session.findings()
                    .add(layout("order of entries").counting(count)));
        }
        var ranges = new ArrayList<ByteRange>(leftUnexplained.list());
        ranges.addAll(rightUnexplained.list());
        session.findings().add(new Account(path, main.format(), bytes.different(Side.LEFT),
                bytes.different(Side.RIGHT), bytes.positions(), explained, List.copyOf(ranges),
                leftUnexplained.more() + rightUnexplained.more()));
    }

    /// The layout of a container, after whose structures that differ were searched for bytes that nobody sees.
    private Layout layout(ContainerPair container, Side side) throws IOException {
        var layout = container.reader(side).layout(session.task());
        container.reader(side).unseen((offset, length) -> bytes.nextDirty(offset, offset + length) < offset + length,
                session.task()).forEach(region -> container.unseen(side, region));
        return layout;
    }

    private Difference layout(String field) {
        return Difference.of(path, Kind.LAYOUT, field,
                Subject.of(main.content(Side.LEFT), main.content(Side.RIGHT), main.format()));
    }

    private void attribute(Regions left, Regions right) throws IOException {
        var cursor = bytes.new Cursor();
        long size = Math.max(main.content(Side.LEFT).size(), main.content(Side.RIGHT).size());
        for (long at = bytes.nextDirty(0, size); at < size; at = bytes.nextDirty(at, size)) {
            session.task().checkCancelled();
            long end = Math.min(Math.min(left.advance(at), right.advance(at)), size);
            if (at < bytes.common()) {
                end = Math.min(end, bytes.common());
            }
            attribute(cursor, at, end, at < main.content(Side.LEFT).size() ? left : null,
                    at < main.content(Side.RIGHT).size() ? right : null);
            at = end;
        }
    }

    /// Attributes the differing positions from `from` to `to`, in which the same regions lie.
    ///
    /// @param left the regions of the left side, or null if it has ended
    private void attribute(RawDifference.Cursor cursor, long from, long to, @Nullable Regions left,
            @Nullable Regions right) throws IOException {
        var l = left == null ? null : owner(left, Side.LEFT);
        var r = right == null ? null : owner(right, Side.RIGHT);
        var same = l instanceof Owner.Same a && r instanceof Owner.Same b && a.isIn(b) ? ENCODED : MOVED;
        var onLeft = new Share(Side.LEFT, left != null, l, same);
        var onRight = new Share(Side.RIGHT, right != null, r, same);
        if (onLeft.onlyCounts() && onRight.onlyCounts()) {
            long count = cursor.count(from, to);
            onLeft.addUnlisted(count);
            onRight.addUnlisted(count);
            explained += count;
            return;
        }
        if (onLeft.isCertain() && onRight.isCertain()) {
            explained += cursor.runs(from, to, (offset, length) -> {
                onLeft.add(offset, length);
                onRight.add(offset, length);
            });
            return;
        }
        var runs = new ArrayList<long[]>();
        cursor.runs(from, to, (offset, length) -> runs.add(new long[]{offset, length}));
        for (var run : runs) {
            explained += byteByByte(onLeft, onRight, run[0], run[0] + run[1]);
        }
    }

    private static long byteByByte(Share left, Share right, long from, long to) throws IOException {
        long count = 0;
        for (long at = from; at < to; at += PIECE) {
            int length = (int) Math.min(PIECE, to - at);
            left.load(at, length);
            right.load(at, length);
            for (int i = 0; i < length; i++) {
                boolean ofLeft = left.explain(at + i, i);
                boolean ofRight = right.explain(at + i, i);
                count += ofLeft && ofRight ? 1 : 0;
            }
        }
        return count;
    }

    /// What one side has at differing positions in which the same regions lie.
    private final class Share {
        private final Side side;
        private final boolean there;
        private final @Nullable Owner owner;
        private final RawDifference.Runs sink;
        private final @Nullable FirstRanges listed;
        private byte[] bytes = {};

        Share(Side side, boolean there, @Nullable Owner owner, String same) {
            this.side = side;
            this.there = there;
            this.owner = owner;
            sink = there ? sink(owner, same, side) : IGNORE;
            listed = switch (owner) {
                case null -> null;
                case Owner.Reported _ -> null;
                case Owner.Named named -> bucket(named.placed().region().what()).ranges(side);
                case Owner.Same _ -> bucket(same).ranges(side);
            };
        }

        /// Whether whose bytes these are does not depend on what they are.
        boolean isCertain() {
            return !there || owner != null;
        }

        /// Whether it does not matter which of the positions differ, only how many.
        boolean onlyCounts() {
            return !there || owner instanceof Owner.Reported || listed != null && listed.isFull();
        }

        void addUnlisted(long count) {
            if (listed != null && there) {
                listed.addUnlisted(count);
            }
        }

        void add(long offset, long length) {
            sink.run(offset, length);
        }

        void load(long offset, int length) throws IOException {
            if (!isCertain()) {
                bytes = main.content(side).bytes(offset, length);
            }
        }

        /// Whether the byte at `offset`, the one at `index` of those that were loaded, is explained. Nothing can hide in
        /// zeros that nothing refers to.
        boolean explain(long offset, int index) {
            if (isCertain()) {
                add(offset, 1);
                return true;
            }
            if (bytes[index] == 0) {
                bucket(UNUSED).add(side, null, offset, 1);
                return true;
            }
            add(offset, 1);
            return false;
        }
    }

    /// @param same the field by which data of entries that did not change is reported
    private RawDifference.Runs sink(@Nullable Owner owner, String same, Side side) {
        return switch (owner) {
            case null -> (side == Side.LEFT ? leftUnexplained : rightUnexplained)::add;
            case Owner.Reported _ -> IGNORE;
            case Owner.Named named -> bucket(named.placed().region().what()).of(side, named.placed());
            case Owner.Same data -> bucket(same).of(side, data.placed());
        };
    }

    private Bucket bucket(String field) {
        return buckets.computeIfAbsent(field, _ -> new Bucket());
    }

    /// Who a differing byte belongs to.
    private sealed interface Owner {
        /// An entry whose own difference reports it.
        record Reported() implements Owner {
            private static final Reported INSTANCE = new Reported();
        }

        /// A field, a structure, filling: reported by its name.
        record Named(Regions.Placed placed) implements Owner {}

        /// Data of an entry that is the same on both sides.
        record Same(Regions.Placed placed) implements Owner {
            /// Whether it is data of the same entry in the same place.
            boolean isIn(Same other) {
                var mine = placed.region();
                var theirs = other.placed.region();
                return mine.offset() == theirs.offset() && Objects.equals(mine.owner(), theirs.owner());
            }
        }
    }

    private static @Nullable Owner owner(Regions regions, Side side) {
        if (regions.isUnseen()) {
            return null;
        }
        for (var placed : regions.active()) {
            var owner = placed.region().owner();
            if (placed.region().kind() == Region.Kind.DATA && owner != null
                    && placed.container().isChanged(side, owner)) {
                return Owner.Reported.INSTANCE;
            }
        }
        var named = regions.named();
        var data = regions.data();
        // a field may lie in the data of a file (the boot info table), and a file in a larger structure (system area)
        if (named != null && (data == null || named.region().kind() != Region.Kind.DATA
                && named.region().length() <= data.region().length())) {
            return new Owner.Named(named);
        }
        return data == null ? null : new Owner.Same(data);
    }

    private void report(String field, Bucket bucket, FieldValues values) throws IOException {
        var ranges = new ArrayList<ByteRange>(bucket.left.list());
        ranges.addAll(bucket.right.list());
        var where = bucket.owners.size() == 1 ? bucket.owners.iterator().next() : path;
        var found = Difference.of(where, Kind.LAYOUT, field,
                Subject.of(main.content(Side.LEFT), main.content(Side.RIGHT), main.format()))
                .ranges(ranges, bucket.left.more() + bucket.right.more())
                .accountingFor(bucket.left.bytes() + bucket.right.bytes())
                .counting(Math.max(bucket.left.count(), bucket.right.count()));
        var value = values.of(field, bucket.leftRegion, bucket.rightRegion);
        session.findings().add(value == null ? found : found.values(value.left(), value.right()));
    }

    /// The bytes of one field, in all the places where it occurs.
    private final class Bucket {
        /// Beyond this it does not matter how many there are.
        private static final int OWNERS = 2;

        private final FirstRanges left = new FirstRanges(Side.LEFT);
        private final FirstRanges right = new FirstRanges(Side.RIGHT);
        /// Addresses of the entries that the bytes belong to.
        private final Set<String> owners = new HashSet<>();
        private @Nullable Region leftRegion;
        private @Nullable Region rightRegion;

        FirstRanges ranges(Side side) {
            return side == Side.LEFT ? left : right;
        }

        boolean isEmpty() {
            return left.count() == 0 && right.count() == 0;
        }

        /// Takes the differing bytes of a region, of which there may be none.
        RawDifference.Runs of(Side side, Regions.Placed placed) {
            return (offset, length) -> add(side, placed, offset, length);
        }

        void add(Side side, Regions.@Nullable Placed placed, long offset, long length) {
            var region = placed == null ? null : placed.region();
            if (owners.size() < OWNERS) {
                owners.add(address(placed));
            }
            if (side == Side.LEFT) {
                leftRegion = leftRegion == null ? region : leftRegion;
                left.add(offset, length);
            } else {
                rightRegion = rightRegion == null ? region : rightRegion;
                right.add(offset, length);
            }
        }

        private String address(Regions.@Nullable Placed placed) {
            var owner = placed == null ? null : placed.region().owner();
            return placed == null || owner == null || placed.container().isStream()
                    ? path
                    : placed.container().address(owner);
        }
    }
}
