package org.selfsame.compare;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Region;

/// The differing bytes of all the regions of one name, apart for each entry that they belong to. Not thread-safe.
final class FieldBytes {
    private final int mostOwners;
    private final Map<Owner, Share> shares = new LinkedHashMap<>();
    private final Share others = new Share(null);
    private long otherOwners;
    private @Nullable Owner lastOther;
    private @Nullable Share last;

    /// @param mostOwners entries beyond these are not told apart
    FieldBytes(int mostOwners) {
        this.mostOwners = mostOwners;
    }

    /// Whose regions they are.
    ///
    /// @param path of the entry in its container, or null if they belong to none
    record Owner(@Nullable ContainerPair container, @Nullable String path) {
        static final Owner NOBODY = new Owner(null, null);

        static Owner of(Regions.Placed placed) {
            return new Owner(placed.container(), placed.region().owner());
        }
    }

    /// The differing bytes of one owner.
    static final class Share {
        private final @Nullable Owner owner;
        private final FirstRanges left = new FirstRanges(Side.LEFT);
        private final FirstRanges right = new FirstRanges(Side.RIGHT);
        private @Nullable Region leftRegion;
        private @Nullable Region rightRegion;

        Share(@Nullable Owner owner) {
            this.owner = owner;
        }

        /// Whose they are; null for all that are not told apart.
        @Nullable
        Owner owner() {
            return owner;
        }

        FirstRanges ranges(Side side) {
            return side == Side.LEFT ? left : right;
        }

        /// The first region of a side that differs, or null.
        @Nullable
        Region region(Side side) {
            return side == Side.LEFT ? leftRegion : rightRegion;
        }

        boolean isEmpty() {
            return left.count() == 0 && right.count() == 0;
        }

        void add(Share other) {
            left.addAll(other.left);
            right.addAll(other.right);
        }

        private void add(Side side, @Nullable Region region, long offset, long length) {
            ranges(side).add(offset, length);
            if (side == Side.LEFT && leftRegion == null) {
                leftRegion = region;
            } else if (side == Side.RIGHT && rightRegion == null) {
                rightRegion = region;
            }
        }
    }

    /// A taker of differing bytes of a region, of which there may be none.
    RawDifference.Runs of(Side side, Regions.Placed placed) {
        var owner = Owner.of(placed);
        return (offset, length) -> share(owner).add(side, placed.region(), offset, length);
    }

    /// Whether of the differing bytes of a region only the number counts any more.
    boolean isFull(Side side, Regions.Placed placed) {
        var share = shares.get(Owner.of(placed));
        if (share == null && shares.size() >= mostOwners) {
            share = others;
        }
        return share != null && share.ranges(side).isFull();
    }

    /// Takes a number of differing bytes of a region, when [#isFull].
    void addUnlisted(Side side, Regions.Placed placed, long count) {
        share(Owner.of(placed)).ranges(side).addUnlisted(count);
    }

    /// Takes differing bytes that lie in no region.
    void add(Side side, long offset) {
        share(Owner.NOBODY).add(side, null, offset, 1);
    }

    private Share share(Owner owner) {
        if (last != null && owner.equals(last.owner)) {
            return last;
        }
        var share = shares.get(owner);
        if (share == null) {
            if (shares.size() >= mostOwners) {
                otherOwners += owner.equals(lastOther) ? 0 : 1;
                lastOther = owner;
                return others;
            }
            share = new Share(owner);
            shares.put(owner, share);
        }
        last = share;
        return share;
    }

    boolean isEmpty() {
        return shares.isEmpty();
    }

    /// Those that are told apart.
    Collection<Share> shares() {
        return shares.values();
    }

    /// How many others there are, at most: an owner whose regions lie apart counts more than once.
    long otherOwners() {
        return otherOwners;
    }

    /// All the others, together.
    Share others() {
        return others;
    }
}
