package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Finds out which entries that only one side has are one entry under two paths: by equal bytes first, then directories
/// by the names in them, then by a name that differs in its numbers only, then by similar bytes.
final class Moves {
    /// Files of each side that are looked at for similar bytes; reading them costs time, and nobody renames more by hand.
    private static final int MOST_SIMILAR = 2_000;
    /// Directories of each side that are compared with each other by the names in them.
    private static final int MOST_DIRECTORIES = 500;

    private final Session session;
    private final TreeComparison trees;
    /// Entries of the right side that have found their partner.
    private final Set<Alone> taken = new HashSet<>();
    private final List<Alone> left = new ArrayList<>();
    private final List<Alone> right = new ArrayList<>();
    private boolean found;

    Moves(Session session, TreeComparison trees) {
        this.session = session;
        this.trees = trees;
    }

    /// Pairs what can be paired and gives the pairs, and everything that has no partner, back to the tree comparison.
    ///
    /// @return whether there was any pair; if not, nothing was given back
    boolean pair(List<Alone> alone) throws IOException {
        alone.forEach(entry -> (entry.side() == Side.LEFT ? left : right).add(entry));
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        byDigest();
        directories();
        byNumbers();
        bySimilarity();
        if (found) {
            left.forEach(trees::keepAlone);
            right.stream().filter(entry -> !taken.contains(entry)).forEach(trees::keepAlone);
        }
        return found;
    }

    private void accept(Alone from, Alone to) throws IOException {
        found = true;
        taken.add(to);
        trees.moved(from, to);
        trees.pair(from.path(), to.path(), from.entry(), to.entry(), 1);
    }

    /// Goes through the entries of the left side, and leaves those without a partner.
    private void match(Partner partner) throws IOException {
        var rest = new ArrayList<Alone>();
        for (var from : left) {
            session.task().checkCancelled();
            var to = partner.of(from);
            if (to == null || taken.contains(to)) {
                rest.add(from);
            } else {
                accept(from, to);
            }
        }
        left.clear();
        left.addAll(rest);
    }

    /// Who belongs to an entry.
    @FunctionalInterface
    private interface Partner {
        @Nullable
        Alone of(Alone from) throws IOException;
    }

    private void byDigest() throws IOException {
        var sizes = new HashSet<Long>();
        left.stream().map(Moves::size).filter(size -> size > 0).forEach(sizes::add);
        var candidates = new LinkedHashMap<Digest, List<Alone>>();
        for (var entry : right) {
            if (sizes.contains(size(entry))) {
                var digest = digest(entry);
                if (digest != null) {
                    candidates.computeIfAbsent(digest, _ -> new ArrayList<>()).add(entry);
                }
            }
        }
        var rightSizes = new HashSet<Long>();
        candidates.values().forEach(list -> rightSizes.add(size(list.getFirst())));
        match(from -> {
            if (!rightSizes.contains(size(from))) {
                return null;
            }
            var digest = digest(from);
            var list = digest == null ? null : candidates.get(digest);
            return list == null ? null : best(from, list);
        });
    }

    /// Of files with the same bytes, the one of the same name, or else the first.
    private @Nullable Alone best(Alone from, List<Alone> same) {
        Alone first = null;
        for (var entry : same) {
            if (!taken.contains(entry)) {
                if (entry.name().equals(from.name())) {
                    return entry;
                }
                first = first == null ? entry : first;
            }
        }
        return first;
    }

    private static long size(Alone alone) {
        return alone.entry() instanceof Entry.File file ? file.size() : 0;
    }

    private @Nullable Digest digest(Alone alone) throws IOException {
        if (!(alone.entry() instanceof Entry.File file)) {
            return null;
        }
        try {
            var content = file.content();
            var known = content.knownDigest();
            if (known != null) {
                return known;
            }
            return trees.mayRead(content.size())
                    ? Digests.of(content, DigestAlgorithm.SHA256, _ -> session.task().checkCancelled())
                    : null;
        } catch (FormatException _) {
            // what cannot be read is like nothing else
            return null;
        }
    }

    private void directories() throws IOException {
        var targets = names(right);
        var sources = names(left);
        match(from -> {
            var mine = sources.get(from);
            Alone best = null;
            double most = 0;
            if (mine != null) {
                for (var target : targets.entrySet()) {
                    double share = taken.contains(target.getKey()) ? 0 : share(mine, target.getValue());
                    if (share > most) {
                        most = share;
                        best = target.getKey();
                    }
                }
            }
            return most >= 0.5 ? best : null;
        });
    }

    private Map<Alone, Set<String>> names(List<Alone> entries) throws IOException {
        var names = new LinkedHashMap<Alone, Set<String>>();
        for (var entry : entries) {
            if (entry.entry() instanceof Entry.Directory directory && names.size() < MOST_DIRECTORIES) {
                var inside = new HashSet<String>();
                try {
                    Walk.of(new Tree(directory), session.options().limits(), (path, _) -> inside.add(path));
                } catch (FormatException _) {
                    // the names up to the damage
                }
                inside.remove("");
                names.put(entry, inside);
            }
        }
        return names;
    }

    /// Which part of all names of two directories both have.
    private static double share(Set<String> a, Set<String> b) {
        var small = a.size() < b.size() ? a : b;
        var large = a.size() < b.size() ? b : a;
        long common = small.stream().filter(large::contains).count();
        return common == 0 ? 0 : (double) common / (a.size() + b.size() - common);
    }

    private void byNumbers() throws IOException {
        var targets = new TreeMap<String, List<Alone>>();
        right.stream().filter(entry -> !taken.contains(entry))
                .forEach(entry -> targets.computeIfAbsent(withoutNumbers(entry), _ -> new ArrayList<>()).add(entry));
        var sources = new TreeMap<String, List<Alone>>();
        left.forEach(entry -> sources.computeIfAbsent(withoutNumbers(entry), _ -> new ArrayList<>()).add(entry));
        match(from -> {
            var key = withoutNumbers(from);
            var to = targets.get(key);
            return to != null && to.size() == 1 && sources.getOrDefault(key, List.of()).size() == 1
                    && to.getFirst().entry().getClass() == from.entry().getClass()
                            ? to.getFirst()
                            : null;
        });
    }

    private static String withoutNumbers(Alone entry) {
        return entry.parent() + "/" + entry.name().replaceAll("[0-9]+", "#");
    }

    private void bySimilarity() throws IOException {
        var sketches = new LinkedHashMap<Alone, Sketch>();
        for (var entry : right) {
            if (!taken.contains(entry) && sketches.size() < MOST_SIMILAR) {
                var sketch = sketch(entry);
                if (sketch != null) {
                    sketches.put(entry, sketch);
                }
            }
        }
        if (sketches.isEmpty()) {
            return;
        }
        record Candidate(Alone from, Alone to, double likeness) {}
        var candidates = new ArrayList<Candidate>();
        for (var from : left.stream().limit(MOST_SIMILAR).toList()) {
            session.task().checkCancelled();
            var mine = sketch(from);
            if (mine != null) {
                sketches.forEach((to, sketch) -> {
                    double likeness = mine.likeness(sketch);
                    if (likeness >= Sketch.SIMILAR) {
                        candidates.add(new Candidate(from, to, likeness));
                    }
                });
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::likeness).reversed()
                .thenComparing(candidate -> candidate.from().path()).thenComparing(candidate -> candidate.to().path()));
        var partners = new LinkedHashMap<Alone, Alone>();
        var used = new HashSet<Alone>();
        for (var candidate : candidates) {
            if (!partners.containsKey(candidate.from()) && used.add(candidate.to())) {
                partners.put(candidate.from(), candidate.to());
            }
        }
        match(partners::get);
    }

    private @Nullable Sketch sketch(Alone alone) throws IOException {
        if (!(alone.entry() instanceof Entry.File file) || file.size() == 0) {
            return null;
        }
        try {
            return Sketch.of(file.content());
        } catch (FormatException _) {
            return null;
        }
    }
}
