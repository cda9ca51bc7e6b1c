package org.selfsame.host;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects losses: each is counted, the first few of each kind are kept. Thread-safe.
final class Losses {
    /// An image of half a million files, extracted by an ordinary user, loses as many owners.
    private static final int KEPT_OF_A_KIND = 100;

    private final Map<Loss.What, Long> counts = new EnumMap<>(Loss.What.class);
    private final List<Loss> kept = new ArrayList<>();

    synchronized void add(Loss.What what, Where where) {
        long count = counts.merge(what, 1L, Long::sum);
        if (count <= KEPT_OF_A_KIND) {
            kept.add(new Loss(where.path(), what));
        }
    }

    synchronized Map<Loss.What, Long> counts() {
        return new EnumMap<>(counts);
    }

    synchronized List<Loss> kept() {
        return List.copyOf(kept);
    }
}
