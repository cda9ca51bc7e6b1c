package org.selfsame.apt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.recipe.Recipe.ArchiveRequest;

/// What a signed list must satisfy beside its signature, so that nobody can give another archive's, or an older state.
///
/// @param request what the recipe asks
/// @param list what its list says
/// @param now the time
/// @param fresh whether it was just fetched
/// @param seen the latest list of this archive that was seen before, or null
record ListRules(ArchiveRequest request, ReleaseFile list, Instant now, boolean fresh, ProofRules.@Nullable Seen seen) {
    /// For clocks that are wrong.
    private static final Duration SKEW = Duration.ofMinutes(15);

    /// @throws ResolveException if a rule is broken
    void check() throws ResolveException {
        var date = list.date();
        require(isSuite(), Reason.OTHER_SUITE, list.suite(), list.codename());
        require(!date.isAfter(now.plus(SKEW)), Reason.FUTURE, date.toString());
        var snapshot = request.snapshot();
        var validUntil = list.validUntil();
        if (snapshot == null && fresh) {
            require(validUntil == null || validUntil.isAfter(now), Reason.EXPIRED, String.valueOf(validUntil));
            require(seen == null || !date.isBefore(seen.date()), Reason.ROLLED_BACK, date.toString(),
                    seen == null ? "" : seen.date().toString());
        }
        if (snapshot != null) {
            require(!date.isAfter(snapshot), Reason.AFTER_SNAPSHOT, date.toString());
        }
        var floor = request.floor();
        require(floor == null || !date.isBefore(floor), Reason.BELOW_FLOOR, date.toString());
    }

    /// The suite is asked for by its name or by its codename. The older form of security suites has `CODENAME/updates` for
    /// what is signed as `CODENAME`.
    private boolean isSuite() {
        var asked = request.suite();
        return List.of(list.suite(), list.codename()).stream()
                .anyMatch(it -> !it.isEmpty() && (asked.equals(it) || asked.startsWith(it + "/")));
    }

    private void require(boolean holds, Reason reason, String... details) throws ResolveException {
        if (!holds) {
            throw new ResolveException(reason, request.name(), List.of(details));
        }
    }
}
