package org.selfsame.app.window.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Which entries of a merged tree are shown, by a filter: those that fit, and what they lie in.
///
/// Every pass goes once over the entries that are known, without recursion: a tree may be deeper than a stack.
final class VisibleRows {
    private static final int NONE = -1;

    private final MergedTree tree;
    /// By [MergedEntry#index].
    private final BitSet shown = new BitSet();
    /// Differences that fit, in the order of rows.
    private final List<MergedEntry> hits = new ArrayList<>();
    /// By index: the place in the order of all rows, were everything open.
    private final int[] order;
    /// By index: the place among the hits.
    private final int[] places;
    private final boolean all;

    VisibleRows(MergedTree tree, Filter filter) {
        this.tree = tree;
        var test = filter.test();
        var fitting = new BitSet();
        for (var entry : tree.entries().reversed()) {
            boolean fits = test.fits(entry);
            fitting.set(entry.index(), fits && entry.hasOwn());
            if (fits || shown.get(entry.index())) {
                shown.set(entry.index());
                var parent = entry.parent();
                if (parent != null) {
                    shown.set(parent.index());
                }
            }
        }
        all = !filter.onlyDifferences() && !filter.isNarrow();
        order = new int[tree.entries().size()];
        places = new int[tree.entries().size()];
        Arrays.fill(order, NONE);
        Arrays.fill(places, NONE);
        int at = 0;
        for (var entry : preorder(false)) {
            order[entry.index()] = at++;
            if (fitting.get(entry.index())) {
                places[entry.index()] = hits.size();
                hits.add(entry);
            }
        }
    }

    /// The rows, in order: what lies in an entry follows it if the entry is open.
    List<MergedEntry> rows() {
        return preorder(true);
    }

    /// How many differences fit.
    int hits() {
        return hits.size();
    }

    /// The place of a difference among those that fit, from 1, or 0.
    int place(MergedEntry entry) {
        return places[entry.index()] + 1;
    }

    /// Whether the filter lets it through, or something that lies in it.
    boolean shows(MergedEntry entry) {
        return shown.get(entry.index());
    }

    /// The difference after `from`, or before it, whether it is shown now or not. After the last one comes the first.
    MergedEntry next(MergedEntry from, boolean forward) {
        if (hits.isEmpty()) {
            return from;
        }
        int at = order[from.index()];
        int low = 0;
        int high = hits.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int place = order[hits.get(middle).index()];
            if (place < at || forward && place == at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return hits.get(Math.floorMod(forward ? low : low - 1, hits.size()));
    }

    /// Whether something that is shown lies in it, or may.
    boolean canOpen(MergedEntry entry) {
        return all || entry.only() != null
                ? entry.canOpen()
                : entry.children().stream().anyMatch(child -> shown.get(child.index()));
    }

    /// Opens everything that has something to show, or closes it.
    void openAll(boolean open) {
        tree.entries().forEach(entry -> entry.open(open && !entry.children().isEmpty()));
        tree.root().open(true);
    }

    /// Opens what the first differences lie in.
    void openFirst(int count) {
        hits.stream().limit(count).forEach(VisibleRows::reveal);
    }

    /// Opens what an entry lies in; whether anything was closed.
    static boolean reveal(MergedEntry entry) {
        boolean changed = false;
        for (var at = entry.parent(); at != null; at = at.parent()) {
            changed |= !at.isOpen();
            at.open(true);
        }
        return changed;
    }

    private List<MergedEntry> preorder(boolean openOnly) {
        var rows = new ArrayList<MergedEntry>();
        var stack = new ArrayDeque<MergedEntry>();
        if (shown.get(tree.root().index())) {
            stack.push(tree.root());
        }
        while (!stack.isEmpty()) {
            var entry = stack.pop();
            rows.add(entry);
            if (!openOnly || entry.isOpen()) {
                for (int i = entry.children().size() - 1; i >= 0; i--) {
                    var child = entry.children().get(i);
                    if (shown.get(child.index())) {
                        stack.push(child);
                    }
                }
            }
        }
        return rows;
    }
}
