package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Everything that was found, by whatever thread, put into one order at the end. Thread-safe.
final class Findings {
    private static final Comparator<Difference> ORDER = Comparator.comparing(Difference::path)
            .thenComparing(Difference::kind).thenComparing(Difference::field)
            .thenComparing(difference -> String.valueOf(difference.left()))
            .thenComparing(difference -> String.valueOf(difference.right()));

    private final Consumer<Difference> listener;
    private final List<Difference> differences = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();

    /// @param listener told of each difference as it is found, not numbered yet, on whatever thread finds it
    Findings(Consumer<Difference> listener) {
        this.listener = listener;
    }

    synchronized void add(Difference difference) {
        differences.add(difference);
        listener.accept(difference);
    }

    synchronized void add(Account account) {
        accounts.add(account);
    }

    /// Notes a trouble, unless it is known: one broken block is met again by whoever reads it.
    synchronized void add(String path, Side side, FormatException problem) {
        var trouble = new Trouble(path, side, problem);
        if (troubles.stream().noneMatch(trouble::isSameAs)) {
            troubles.add(trouble);
        }
    }

    /// Runs `reading`, which reads only `side`; an error is noted, and null is returned.
    ///
    /// @throws IOException if the host cannot read the file
    <T> @Nullable T attempt(String path, Side side, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (FormatException problem) {
            add(path, side, problem);
            return null;
        }
    }

    /// Reads something.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    synchronized List<Difference> differences() {
        var sorted = new ArrayList<>(differences);
        sorted.sort(ORDER);
        for (int i = 0; i < sorted.size(); i++) {
            sorted.set(i, sorted.get(i).numbered(i + 1));
        }
        return sorted;
    }

    synchronized List<Account> accounts() {
        return accounts.stream().sorted(Comparator.comparing(Account::path).thenComparing(Account::format)).toList();
    }

    synchronized List<Trouble> troubles() {
        return troubles.stream().sorted(Comparator.comparing(Trouble::path).thenComparing(Trouble::side)
                .thenComparing(trouble -> String.valueOf(trouble.problem().getMessage()))).toList();
    }
}
