package org.selfsame.app.window.compare;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.selfsame.compare.CauseCode;

/// What is to be shown of a merged tree.
///
/// @param onlyDifferences what is the same is left out
/// @param onlyUnexplained what has a cause is left out
/// @param causes if there is one, only what has one of these
/// @param search part of an address, whatever its case; `*` stands for any characters. Empty for everything
record Filter(boolean onlyDifferences, boolean onlyUnexplained, Set<CauseCode> causes, String search) {
    static final Filter DIFFERENCES = new Filter(true, false, Set.of(), "");

    Filter onlyDifferences(boolean now) {
        return new Filter(now, onlyUnexplained, causes, search);
    }

    Filter onlyUnexplained(boolean now) {
        return new Filter(onlyDifferences, now, causes, search);
    }

    /// With a cause more, or one less if it is there already.
    Filter toggled(CauseCode cause) {
        var now = causes.isEmpty() ? EnumSet.noneOf(CauseCode.class) : EnumSet.copyOf(causes);
        if (!now.remove(cause)) {
            now.add(cause);
        }
        return new Filter(onlyDifferences, onlyUnexplained, Set.copyOf(now), search);
    }

    Filter search(String now) {
        return new Filter(onlyDifferences, onlyUnexplained, causes, now.strip());
    }

    /// Whether it asks for some of the differences only.
    boolean isNarrow() {
        return onlyUnexplained || !causes.isEmpty() || !search.isEmpty();
    }

    /// What it asks of an entry. Made once for many.
    Test test() {
        var pattern = search.isEmpty() ? null : pattern();
        boolean own = onlyDifferences || onlyUnexplained || !causes.isEmpty();
        return entry -> (!own || entry.hasOwn() || onlyDifferences && entry.only() != null)
                && (causes.isEmpty() || entry.hasCause(causes))
                && (!onlyUnexplained || entry.own().unexplained() > 0)
                && (pattern == null || pattern.matcher(entry.address()).find());
    }

    private Pattern pattern() {
        var regex = new StringBuilder();
        for (var part : search.toLowerCase(Locale.ROOT).split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /// Whether an entry is asked for itself.
    @FunctionalInterface
    interface Test {
        boolean fits(MergedEntry entry);
    }
}
