package org.selfsame.build;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.compare.CauseCode;
import org.selfsame.content.Digest;

/// What came of a source package of the overlay.
///
/// @param source the source package
/// @param packages those of its packages that are used, by their digests
/// @param result the digest of an archive with all of its packages, as they are used
/// @param again the same of the second build, in other surroundings; null if it was built only once here, since the build
///         that this one is compared with has built it twice
/// @param allowed why it need not give the same bytes, as the recipe says; or null if it must
/// @param leaks where the two builds differ, and why; none if they are the same
public record BuiltSource(Lock.Source source, List<Lock.Binary> packages, Digest result, @Nullable Digest again,
        @Nullable String allowed, List<Leak> leaks) {
    /// Copies the lists.
    public BuiltSource {
        packages = List.copyOf(packages);
        leaks = List.copyOf(leaks);
    }

    /// A lock with what was built, as if it had been locked by its digest.
    static Lock locked(Lock lock, List<BuiltSource> built) {
        return lock.with(built.stream().flatMap(it -> it.packages().stream()).toList());
    }

    /// A difference between two builds.
    ///
    /// @param path where, as `compare` addresses it from the archive of all packages on
    /// @param cause why
    public record Leak(String path, CauseCode cause) {}
}
