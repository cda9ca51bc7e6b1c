package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// Whether a field says the same on both sides, wherever it lies: bytes are compared by position, so everything behind an
/// insertion differs, and the one field that really differs would not be seen. Not thread-safe.
final class FieldPairs {
    private static final int PIECE = 1 << 16;

    private final Set<Key> wanted = new HashSet<>();
    private final Map<Key, List<Region>> left = new HashMap<>();
    private final Map<Key, List<Region>> right = new HashMap<>();

    /// All regions of one name that one entry owns.
    private record Key(FieldBytes.Owner owner, String what) {}

    /// How a field of one entry is on both sides.
    enum State {
        /// The same bytes in both.
        SAME,
        /// Other bytes.
        DIFFERENT,
        /// One side has no such field.
        ALONE
    }

    /// Asks for the regions that are called `what`.
    void want(FieldBytes bytes, String what) {
        for (var share : bytes.shares()) {
            if (share.owner() != null) {
                wanted.add(new Key(share.owner(), what));
            }
        }
    }

    /// Finds what was asked for in the layouts of one side, of which some may be missing.
    void find(List<ContainerPair> containers, List<@Nullable Layout> layouts, Side side) {
        var found = side == Side.LEFT ? left : right;
        for (int i = 0; i < containers.size(); i++) {
            var layout = layouts.get(i);
            if (layout == null || wanted.isEmpty()) {
                continue;
            }
            for (var region : layout.regions()) {
                var key = new Key(new FieldBytes.Owner(containers.get(i), region.owner()), region.what());
                if (wanted.contains(key)) {
                    found.computeIfAbsent(key, _ -> new ArrayList<>()).add(region);
                }
            }
        }
    }

    /// How the regions of `owner` that are called `what` are.
    ///
    /// @throws IOException if a content cannot be read
    State of(FieldBytes.Owner owner, String what) throws IOException {
        var container = owner.container();
        if (container == null) {
            return State.ALONE;
        }
        var key = new Key(owner, what);
        var l = left.getOrDefault(key, List.of());
        var r = right.getOrDefault(key, List.of());
        if (l.isEmpty() || r.isEmpty()) {
            // filling that one side has none of
            var there = l.isEmpty() ? r : l;
            boolean filled = !there.isEmpty() && there.getFirst().kind() == Region.Kind.PADDING
                    && !isZero(container, l.isEmpty() ? Side.RIGHT : Side.LEFT, there);
            return filled ? State.DIFFERENT : State.ALONE;
        }
        if (l.getFirst().kind() == Region.Kind.PADDING && isZero(container, Side.LEFT, l) && isZero(container,
                Side.RIGHT, r)) {
            return State.ALONE;
        }
        if (l.size() != r.size()) {
            return State.DIFFERENT;
        }
        for (int i = 0; i < l.size(); i++) {
            if (!isSame(container, l.get(i), r.get(i))) {
                return State.DIFFERENT;
            }
        }
        return State.SAME;
    }

    private static boolean isSame(ContainerPair in, Region left, Region right) throws IOException {
        if (left.length() != right.length()) {
            return false;
        }
        for (long at = 0; at < left.length(); at += PIECE) {
            int length = (int) Math.min(PIECE, left.length() - at);
            if (!Arrays.equals(in.content(Side.LEFT).bytes(left.offset() + at, length), in.content(Side.RIGHT)
                    .bytes(right.offset() + at, length))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(ContainerPair in, Side side, List<Region> regions) throws IOException {
        for (var region : regions) {
            for (long at = 0; at < region.length(); at += PIECE) {
                for (byte b : in.content(side).bytes(region.offset() + at, (int) Math.min(PIECE, region.length()
                        - at))) {
                    if (b != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
