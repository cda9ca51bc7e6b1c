package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.compare.MergedEntry.Sort;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Side;
import org.selfsame.words.Words;

/// Both images as one tree. In the beginning it has only what differs and what that lies in; the rest comes when it is
/// asked for.
///
/// Names may hold a `!`, as the border between a container and its content does: such is a border only where the
/// comparison says that it opened what stands before it.
final class MergedTree {
    private final Set<String> containers = new HashSet<>();
    private final Map<String, MergedEntry> byAddress;
    /// Each after the one that it lies in.
    private final List<MergedEntry> entries;
    private final List<Difference> differences;
    private final boolean complete;
    private final MergedEntry root;
    /// Differences come by path, so that most lie beside the one before.
    private MergedEntry latest;

    private MergedTree(Comparison comparison) {
        complete = comparison.complete();
        differences = comparison.differences();
        byAddress = HashMap.newHashMap(differences.size());
        entries = new ArrayList<>(differences.size());
        containers.add("");
        comparison.accounts().forEach(account -> containers.add(account.path()));
        root = create(null, "", "");
        latest = root;
    }

    /// The tree of a comparison.
    ///
    /// @param leftSize size of the left image, in bytes
    static MergedTree of(Comparison comparison, long leftSize, long rightSize) {
        var tree = new MergedTree(comparison);
        comparison.differences().forEach(tree::add);
        for (var trouble : comparison.troubles()) {
            tree.entry(tree.canonical(trouble.path())).add(trouble);
        }
        for (var account : comparison.accounts()) {
            long ranges = account.unexplained().size() + account.moreUnexplained();
            if (ranges > 0) {
                tree.entry(tree.canonical(account.path())).unexplainedRanges(ranges);
            }
        }
        tree.root.size(Side.LEFT, leftSize);
        tree.root.size(Side.RIGHT, rightSize);
        tree.finish();
        return tree;
    }

    /// The images themselves.
    MergedEntry root() {
        return root;
    }

    /// All that are known, each after the one that it lies in.
    List<MergedEntry> entries() {
        return entries;
    }

    /// Where the difference of this number is.
    Optional<MergedEntry> at(int number) {
        return difference(number).map(it -> byAddress.get(canonical(it.path())));
    }

    /// The difference of this number. Numbers are places in the result, unless some were left out.
    Optional<Difference> difference(int number) {
        if (number > 0 && number <= differences.size() && differences.get(number - 1).number() == number) {
            return Optional.of(differences.get(number - 1));
        }
        return differences.stream().filter(it -> it.number() == number).findFirst();
    }

    /// The place of this address, if it is known.
    Optional<MergedEntry> at(String address) {
        return Optional.ofNullable(byAddress.get(canonical(address)));
    }

    /// Adds what was found in a place when it was listed; what is known already gets what it lacks.
    void fill(MergedEntry place, List<Sibling> siblings) {
        boolean open = place.sort() != Sort.CONTAINER;
        for (var sibling : siblings) {
            var address = place.address() + (open ? "/" : "!/") + sibling.name();
            var entry = byAddress.get(address);
            if (entry == null) {
                entry = create(place, sibling.name(), address);
                entry.sort(sibling.sort());
                entry.only(place.only() == null ? sibling.only() : place.only());
                if (!complete || !place.compared() || !place.troubles().isEmpty()) {
                    entry.notCompared();
                }
            }
            for (var side : Side.values()) {
                if (entry.size(side) < 0) {
                    entry.size(side, sibling.size(side));
                }
            }
        }
        place.listed();
        place.order();
    }

    private void add(Difference difference) {
        entry(canonical(difference.path())).add(difference);
    }

    /// The root of a tree is the container that it is the tree of.
    private String canonical(String address) {
        if (!address.endsWith("/")) {
            return address;
        }
        var view = address.substring(0, address.length() - 1);
        return view.endsWith("!") && containers.contains(view.substring(0, view.length() - 1))
                ? view.substring(0, view.length() - 1)
                : view;
    }

    private MergedEntry entry(String address) {
        if (address.equals(latest.address())) {
            return latest;
        }
        var folder = latest.parent();
        var known = byAddress.get(address);
        if (known == null && folder != null && folder.sort() != Sort.CONTAINER && isIn(address, folder.address())) {
            known = create(folder, address.substring(folder.address().length() + 1), address);
        }
        latest = known == null ? made(address) : known;
        return latest;
    }

    private static boolean isIn(String address, String folder) {
        int slash = folder.length();
        return address.length() > slash && address.charAt(slash) == '/' && address.startsWith(folder)
                && address.indexOf('/', slash + 1) < 0 && address.indexOf('!', slash + 1) < 0;
    }

    private MergedEntry made(String address) {
        var missing = new ArrayList<String>();
        var at = address;
        MergedEntry parent = null;
        while (parent == null && !at.isEmpty()) {
            missing.add(at);
            at = parentOf(at);
            parent = byAddress.get(at);
        }
        for (var each : missing.reversed()) {
            parent = create(parent, nameOf(each, parent == null ? "" : parent.address()), each);
        }
        return Objects.requireNonNull(parent);
    }

    private MergedEntry create(@Nullable MergedEntry parent, String name, String address) {
        var entry = new MergedEntry(parent, name, address, entries.size());
        if (containers.contains(address)) {
            entry.sort(Sort.CONTAINER);
        } else if (isView(address)) {
            entry.sort(Sort.VIEW);
        }
        byAddress.put(address, entry);
        entries.add(entry);
        return entry;
    }

    private boolean isView(String address) {
        int bang = address.lastIndexOf('!');
        return bang > address.lastIndexOf('/') && containers.contains(address.substring(0, bang));
    }

    private static String nameOf(String address, String parent) {
        var rest = address.substring(parent.length());
        return rest.startsWith("!/") ? rest.substring(2) : rest.substring(1);
    }

    private String parentOf(String address) {
        int slash = address.lastIndexOf('/');
        int bang = address.lastIndexOf('!');
        if (bang > slash) {
            return containers.contains(address.substring(0, bang)) || slash < 0
                    ? address.substring(0, bang)
                    : parentBySlash(address, slash);
        }
        return slash < 0 ? "" : parentBySlash(address, slash);
    }

    private String parentBySlash(String address, int slash) {
        int bang = address.lastIndexOf('!', slash);
        boolean isFirst = bang >= 0 && bang == slash - 1 && containers.contains(address.substring(0, bang));
        return address.substring(0, isFirst ? bang : slash);
    }

    private void finish() {
        for (var entry : entries) {
            if (!entry.children().isEmpty() && entry.sort() == Sort.FILE) {
                entry.sort(Sort.DIRECTORY);
            }
            entry.order();
        }
        for (var entry : entries.reversed()) {
            entry.count();
            entry.roll();
        }
    }

    /// What a tree says of an entry that does not differ.
    ///
    /// @param only the only side that has it, or null
    /// @param left its size on the left side, or -1
    record Sibling(String name, Sort sort, @Nullable Side only, long left, long right) {
        long size(Side side) {
            return side == Side.LEFT ? left : right;
        }
    }

    /// What the images are called as a row of the tree.
    static String nameOf(MergedEntry entry) {
        if (entry.address().isEmpty()) {
            return Words.text("compareview.whole");
        }
        return entry.sort() == Sort.VIEW ? Words.text("compareview.view", "name", entry.name()) : entry.name();
    }
}
