package org.selfsame.format.fat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.format.fat.FatOptions.Order;

/// Gives out the clusters of a volume that is written, one after the other, as mtools does when it fills an empty volume
/// with one entry after the other: a directory gets its first cluster when it is made and another one when an entry no
/// longer fits, after the data of that entry.
final class Allocation {
    private final VolumePlan plan;
    private final List<Extent> extents = new ArrayList<>();
    /// The last extent of each directory that is in clusters.
    private final Map<PlannedEntry, Extent> ends = new HashMap<>();
    /// How many slots of each directory are in use.
    private final Map<PlannedEntry, Integer> filled = new HashMap<>();
    private long next = Geometry.FIRST_CLUSTER;

    private Allocation(VolumePlan plan) {
        this.plan = plan;
    }

    /// Clusters in a row that belong to one entry.
    static final class Extent {
        final PlannedEntry owner;
        final long first;
        final long count;
        /// Where the data of the first cluster lie in that of the entry.
        final long offset;
        /// The cluster that continues the chain, or 0 for its end.
        long following;

        private Extent(PlannedEntry owner, long first, long count, long offset) {
            this.owner = owner;
            this.first = first;
            this.count = count;
            this.offset = offset;
        }
    }

    /// Places everything below `root`. The volume has clusters enough.
    static Allocation of(PlannedEntry root, VolumePlan plan, FatOptions options) {
        var allocation = new Allocation(plan);
        if (plan.type() == FatType.FAT32) {
            allocation.begin(root);
        }
        allocation.filled.put(root, options.label().isEmpty() ? 0 : 1);
        if (options.order() == Order.NAME) {
            allocation.byName(root);
        } else {
            allocation.byDirectory(root);
        }
        return allocation;
    }

    /// In the order of their clusters.
    List<Extent> extents() {
        return extents;
    }

    /// How many clusters are given out.
    long used() {
        return next - Geometry.FIRST_CLUSTER;
    }

    private void byName(PlannedEntry root) {
        var stack = new ArrayDeque<PlannedEntry>(root.children.reversed());
        while (!stack.isEmpty()) {
            var entry = stack.pollLast();
            place(entry);
            stack.addAll(entry.children.reversed());
        }
    }

    private void byDirectory(PlannedEntry root) {
        var stack = new ArrayDeque<PlannedEntry>();
        stack.push(root);
        while (!stack.isEmpty()) {
            var directory = stack.pop();
            directory.children.forEach(this::place);
            for (var child : directory.children.reversed()) {
                if (child.isDirectory()) {
                    stack.push(child);
                }
            }
        }
    }

    private void place(PlannedEntry entry) {
        if (entry.isDirectory()) {
            begin(entry);
            filled.put(entry, 2);
        } else if (entry.size > 0) {
            entry.cluster = next;
            add(entry, entry.clusters(plan.clusterBytes()), 0);
        }
        list(entry);
    }

    /// Gives a directory its first cluster.
    private void begin(PlannedEntry directory) {
        directory.cluster = next;
        ends.put(directory, add(directory, 1, 0));
    }

    /// Makes room for an entry in its directory.
    private void list(PlannedEntry entry) {
        var directory = entry.parent;
        if (directory == null) {
            return;
        }
        int slots = filled.merge(directory, entry.ownSlots(), Integer::sum);
        var end = ends.get(directory);
        while (end != null
                && end.offset + (long) plan.clusterBytes() * end.count < (long) slots * DirectoryEntry.SIZE) {
            end.following = next;
            end = add(directory, 1, end.offset + plan.clusterBytes());
            ends.put(directory, end);
        }
    }

    private Extent add(PlannedEntry owner, long count, long offset) {
        var extent = new Extent(owner, next, count, offset);
        extents.add(extent);
        next += count;
        return extent;
    }
}
