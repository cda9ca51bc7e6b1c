package org.selfsame.apt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.recipe.Recipe;

/// What a lock is checked against beside itself.
///
/// @param now the time
/// @param skew by how much a list may be dated in the future, for clocks that are wrong
/// @param fresh whether the lock was just made: its lists must be valid now, and no older than those seen before
/// @param recipe the recipe that it should be for, if it is at hand
/// @param seen the latest list that was seen before, by the name of the archive
/// @param others the same lists from other sources, by the name of the archive
public record ProofRules(Instant now, Duration skew, boolean fresh, @Nullable Recipe recipe,
        Map<String, Seen> seen, Map<String, List<Content>> others) {
    private static final Duration USUAL_SKEW = Duration.ofMinutes(15);

    /// Copies the maps.
    public ProofRules {
        seen = Map.copyOf(seen);
        others = Map.copyOf(others);
    }

    /// A list that was seen before.
    ///
    /// @param date its `Date`
    /// @param sha256 its digest, if it is known
    public record Seen(Instant date, @Nullable Digest sha256) {}

    /// The rules for a lock that was just made.
    public static ProofRules fresh(Instant now) {
        return new ProofRules(now, USUAL_SKEW, true, null, Map.of(), Map.of());
    }

    /// The rules for a lock that was made some time before.
    public static ProofRules existing(Instant now) {
        return new ProofRules(now, USUAL_SKEW, false, null, Map.of(), Map.of());
    }

    /// These rules, and that the lock is for `value`.
    public ProofRules recipe(@Nullable Recipe value) {
        return new ProofRules(now, skew, fresh, value, seen, others);
    }

    /// These rules with what was seen before.
    public ProofRules seen(Map<String, Seen> value) {
        return new ProofRules(now, skew, fresh, recipe, value, others);
    }

    /// These rules with the lists of other sources.
    public ProofRules others(Map<String, List<Content>> value) {
        return new ProofRules(now, skew, fresh, recipe, seen, value);
    }
}
