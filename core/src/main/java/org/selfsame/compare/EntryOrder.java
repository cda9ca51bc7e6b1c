package org.selfsame.compare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// Whether the entries that both sides have are stored in the same order.
final class EntryOrder {
    private final List<ContainerPair> containers;
    private final List<List<@Nullable Layout>> layouts;

    /// @param layouts of the left side and of the right side, for each container
    EntryOrder(List<ContainerPair> containers, List<List<@Nullable Layout>> layouts) {
        this.containers = containers;
        this.layouts = layouts;
    }

    /// How many entries come before one that they come after on the other side; empty if there is none.
    OptionalLong outOfPlace() {
        long count = 0;
        for (int i = 0; i < containers.size(); i++) {
            var left = layouts.get(0).get(i);
            var right = layouts.get(1).get(i);
            if (left != null && right != null) {
                count += descents(order(left), order(right));
            }
        }
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private static long descents(Map<String, Integer> left, Map<String, Integer> right) {
        long count = 0;
        int last = -1;
        for (var entry : left.keySet()) {
            var place = right.get(entry);
            if (place != null) {
                count += place < last ? 1 : 0;
                last = place;
            }
        }
        return count;
    }

    /// The entries in the order of their first bytes, each with its place.
    private static Map<String, Integer> order(Layout layout) {
        var order = new LinkedHashMap<String, Integer>();
        var starts = new HashMap<Long, String>();
        for (var region : layout.regions()) {
            var owner = region.owner();
            // several entries may share a block, in any order
            if (region.kind() == Region.Kind.DATA && owner != null && starts.putIfAbsent(region.offset(),
                    owner) == null) {
                order.putIfAbsent(owner, order.size());
            }
        }
        return order;
    }
}
