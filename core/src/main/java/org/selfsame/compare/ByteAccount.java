package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /// Fields, tables and other structures that say the same on both sides, in another place.
    static final String FIELDS_MOVED = "fields.moved";
    /// Entries whose fields of one name are told one by one if they differ; more are told together.
    private static final int ONE_BY_ONE = 16;
    /// Entries whose fields of one name are looked at one by one.
    private static final int MOST_OWNERS = 4096;

    /// Zeros that nothing refers to, where the other side has something else.
    static final String UNUSED = "zeros that nothing refers to";
    private static final RawDifference.Runs IGNORE = (offset, length) -> {};
    private static final int PIECE = 1 << 16;

    private final Session session;
    private final String path;
    private final List<ContainerPair> containers;
    private final ContainerPair main;
    private final RawDifference bytes;
    private final TreeMap<String, FieldBytes> buckets = new TreeMap<>();
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
        report(layouts, values);
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
        var l = left == null ? null : owner(left);
        var r = right == null ? null : owner(right);
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
        private final String same;
        private final RawDifference.Runs sink;
        private byte[] bytes = {};

        Share(Side side, boolean there, @Nullable Owner owner, String same) {
            this.side = side;
            this.there = there;
            this.owner = owner;
            this.same = same;
            sink = there ? sink(owner, same, side) : IGNORE;
        }

        /// Whether whose bytes these are does not depend on what they are.
        boolean isCertain() {
            return !there || owner != null;
        }

        /// Whether it does not matter which of the positions differ, only how many.
        boolean onlyCounts() {
            return !there || owner instanceof Owner.Reported
                    || owner instanceof Owner.Same data && bucket(same, 1).isFull(side, data.placed());
        }

        void addUnlisted(long count) {
            if (there && owner instanceof Owner.Same data) {
                bucket(same, 1).addUnlisted(side, data.placed(), count);
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
                bucket(UNUSED, 1).add(side, offset);
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
            case Owner.Named named -> bucket(named.placed().region().what(), MOST_OWNERS).of(side, named
                    .placed());
            case Owner.Same data -> bucket(same, 1).of(side, data.placed());
        };
    }

    private FieldBytes bucket(String field, int mostOwners) {
        return buckets.computeIfAbsent(field, _ -> new FieldBytes(mostOwners));
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

    private static @Nullable Owner owner(Regions regions) {
        if (regions.isUnseen()) {
            return null;
        }
        var named = regions.named();
        var reported = regions.reported();
        // a partition may be all of the image, and its difference says little about a field of the partition table
        if (reported != null && (named == null || named.region().kind() == Region.Kind.DATA
                || named.region().length() >= reported.region().length())) {
            return Owner.Reported.INSTANCE;
        }
        var data = regions.data();
        // a field may lie in the data of a file (the boot info table), and a file in a larger structure (system area)
        if (named != null && (reported != null || data == null || named.region().kind() != Region.Kind.DATA
                && named.region().length() <= data.region().length())) {
            return new Owner.Named(named);
        }
        return data == null ? null : new Owner.Same(data);
    }

    private void report(List<List<@Nullable Layout>> layouts, FieldValues values) throws IOException {
        var pairs = new FieldPairs();
        buckets.forEach((field, bucket) -> pairs.want(bucket, field));
        pairs.find(containers, layouts.getFirst(), Side.LEFT);
        pairs.find(containers, layouts.getLast(), Side.RIGHT);
        var moved = new FieldBytes.Share(null);
        for (var bucket : buckets.entrySet()) {
            if (!bucket.getValue().isEmpty()) {
                report(bucket.getKey(), bucket.getValue(), pairs, moved, values);
            }
        }
        if (!moved.isEmpty()) {
            session.findings().add(difference(path, FIELDS_MOVED, moved));
        }
    }

    private void report(String field, FieldBytes bytes, FieldPairs pairs, FieldBytes.Share moved, FieldValues values)
            throws IOException {
        var different = new ArrayList<FieldBytes.Share>();
        var together = new ArrayList<FieldBytes.Share>();
        for (var share : bytes.shares()) {
            switch (pairs.of(Objects.requireNonNull(share.owner()), field)) {
                case SAME -> moved.add(share);
                case DIFFERENT -> different.add(share);
                case ALONE -> together.add(share);
            }
        }
        if (!bytes.others().isEmpty()) {
            together.add(bytes.others());
        }
        if (different.size() > ONE_BY_ONE) {
            together.addAll(different);
            different.clear();
        }
        for (var share : different) {
            report(field, share, values);
        }
        if (together.size() == 1) {
            report(field, together.getFirst(), values);
        } else if (!together.isEmpty()) {
            var all = new FieldBytes.Share(null);
            together.forEach(all::add);
            var entries = together.stream().filter(share -> share.owner() != null && share.owner().path() != null)
                    .map(share -> address(share.owner())).filter(address -> !address.equals(path)).sorted().distinct()
                    .toList();
            session.findings().add(difference(path, field, all).ofEntries(entries, bytes.otherOwners()));
        }
    }

    private void report(String field, FieldBytes.Share share, FieldValues values) throws IOException {
        var found = difference(address(share.owner()), field, share);
        var value = values.of(field, share.region(Side.LEFT), share.region(Side.RIGHT));
        session.findings().add(value == null ? found : found.values(value.left(), value.right()));
    }

    private Difference difference(String where, String field, FieldBytes.Share share) {
        var left = share.ranges(Side.LEFT);
        var right = share.ranges(Side.RIGHT);
        var ranges = new ArrayList<ByteRange>(left.list());
        ranges.addAll(right.list());
        return Difference.of(where, Kind.LAYOUT, field,
                Subject.of(main.content(Side.LEFT), main.content(Side.RIGHT), main.format()))
                .ranges(ranges, left.more() + right.more()).accountingFor(left.bytes() + right.bytes())
                .counting(Math.max(left.count(), right.count()));
    }

    private String address(FieldBytes.@Nullable Owner owner) {
        var container = owner == null ? null : owner.container();
        var entry = owner == null ? null : owner.path();
        return container == null || entry == null || container.isStream() ? path : container.address(entry);
    }
}
