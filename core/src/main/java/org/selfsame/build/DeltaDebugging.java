package org.selfsame.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds a smallest set of changes that fails: one that does not fail without any one of its members. Source: Zeller and
/// Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002, algorithm ddmin.
final class DeltaDebugging<T> {
    /// Whether something fails with these changes.
    interface Test<T> {
        /// @throws IOException if it cannot be told
        boolean fails(List<T> changes) throws IOException;
    }

    private final Test<T> test;
    private int left;
    private List<T> smallest = List.of();

    /// @param most how many tests may be made
    DeltaDebugging(Test<T> test, int most) {
        this.test = test;
        left = most;
    }

    /// A smallest failing set within `changes`, which fail together; null if that takes too many tests.
    ///
    /// @throws IOException as the test
    @Nullable
    List<T> minimize(List<T> changes) throws IOException {
        smallest = List.copyOf(changes);
        int parts = 2;
        while (smallest.size() >= 2) {
            var next = reduced(parts);
            if (next == null) {
                return null;
            }
            if (next.size() < smallest.size()) {
                // what is left was a part, or everything but a part
                parts = next.size() <= smallest.size() / parts + 1 ? 2 : Math.max(parts - 1, 2);
                smallest = next;
            } else if (parts < smallest.size()) {
                parts = Math.min(parts * 2, smallest.size());
            } else {
                break;
            }
        }
        return smallest;
    }

    /// The smallest set that was seen to fail.
    List<T> smallest() {
        return smallest;
    }

    /// A part of the smallest set, or what a part leaves, that fails; the set itself if there is none; null if there may be
    /// no more tests.
    private @Nullable List<T> reduced(int parts) throws IOException {
        var split = split(parts);
        for (var part : split) {
            if (left-- <= 0) {
                return null;
            }
            if (test.fails(part)) {
                return part;
            }
        }
        for (var part : split) {
            var others = new ArrayList<>(smallest);
            others.removeAll(part);
            // of two parts, each is what the other leaves
            if (parts == 2) {
                break;
            }
            if (left-- <= 0) {
                return null;
            }
            if (test.fails(others)) {
                return others;
            }
        }
        return smallest;
    }

    private List<List<T>> split(int parts) {
        var split = new ArrayList<List<T>>();
        for (int i = 0; i < parts; i++) {
            split.add(smallest.subList(i * smallest.size() / parts, (i + 1) * smallest.size() / parts));
        }
        return split;
    }
}
