package org.selfsame.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// The regions of one side of a content, of all the formats that it was opened as, read from start to end. Not
/// thread-safe.
final class Regions {
    /// A region and the container whose layout it comes from.
    ///
    /// @param isReported whether the bytes are part of a difference that is reported
    /// @param isUnread whether they are data of an entry that cannot be read on both sides
    record Placed(Region region, ContainerPair container, boolean isReported, boolean isUnread) {
        Placed(Region region, ContainerPair container, boolean isReported) {
            this(region, container, isReported, false);
        }

        /// Whether they are data of an entry that can be compared with another one.
        private boolean isData() {
            return region.kind() == Region.Kind.DATA && region.owner() != null && !isUnread;
        }
    }

    private final List<Placed> all;
    private final List<Placed> active = new ArrayList<>();
    private int next;
    private long end;

    private Regions(List<Placed> all) {
        this.all = all;
    }

    /// @param layouts of the containers, in their order; null for one that cannot be laid out
    static Regions of(List<ContainerPair> containers, List<@Nullable Layout> layouts, Side side) {
        var all = new ArrayList<Placed>();
        for (int i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            container.unseen(side).forEach(region -> all.add(new Placed(region, container, false)));
            container.reported(side).forEach(region -> all.add(new Placed(region, container, true)));
            var layout = layouts.get(i);
            if (layout == null) {
                continue;
            }
            for (var region : layout.regions()) {
                var owner = region.owner();
                // what one format does not know another one may
                boolean says = region.kind() != Region.Kind.UNKNOWN
                        && (owner == null || !container.isSilent(side, owner));
                if (says) {
                    var entry = region.kind() == Region.Kind.DATA ? owner : null;
                    all.add(new Placed(region, container, entry != null && container.isChanged(side, entry),
                            entry != null && container.isUnread(side, entry)));
                }
            }
        }
        all.sort(Comparator.<Placed>comparingLong(placed -> placed.region().offset())
                .thenComparing(Comparator.<Placed>comparingLong(placed -> placed.region().length()).reversed()));
        return new Regions(all);
    }

    /// Goes to `position`, which grows from call to call.
    ///
    /// @return the first position after it at which other regions begin or end; [Long#MAX_VALUE] if there is none
    long advance(long position) {
        active.removeIf(placed -> placed.region().end() <= position);
        while (next < all.size() && all.get(next).region().offset() <= position) {
            var placed = all.get(next++);
            if (placed.region().end() > position) {
                active.add(placed);
            }
        }
        end = next < all.size() ? all.get(next).region().offset() : Long.MAX_VALUE;
        for (var placed : active) {
            end = Math.min(end, placed.region().end());
        }
        return end;
    }

    /// Whether nobody who reads the content sees the bytes here, whatever they lie in.
    boolean isUnseen() {
        return active.stream().anyMatch(placed -> placed.region().kind() == Region.Kind.UNKNOWN);
    }

    /// The innermost region that is not data of an entry that can be read, or null.
    @Nullable
    Placed named() {
        Placed best = null;
        for (var placed : active) {
            boolean entry = placed.isReported() || placed.isData();
            if (!entry && (best == null || placed.region().length() <= best.region().length())) {
                best = placed;
            }
        }
        return best;
    }

    /// The innermost region that is part of a reported difference, or null.
    @Nullable
    Placed reported() {
        Placed best = null;
        for (var placed : active) {
            if (placed.isReported() && (best == null || placed.region().length() < best.region().length())) {
                best = placed;
            }
        }
        return best;
    }

    /// The innermost region that is data of an entry that can be read, or null.
    @Nullable
    Placed data() {
        Placed best = null;
        for (var placed : active) {
            if (placed.isData() && (best == null || placed.region().length() < best.region().length())) {
                best = placed;
            }
        }
        return best;
    }
}
