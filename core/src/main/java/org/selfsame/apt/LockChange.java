package org.selfsame.apt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What differs between two locks in a package.
///
/// @param kind in which way
/// @param name its name
/// @param architecture its architecture
/// @param before its version in the earlier lock, or null if that does not have it
/// @param after its version in the later lock, or null if that does not have it
public record LockChange(Kind kind, String name, String architecture, @Nullable String before,
        @Nullable String after) {

    /// In which way a package differs.
    public enum Kind {
        /// Only the later lock has it.
        ADDED,
        /// Only the earlier lock has it.
        REMOVED,
        /// The later lock has a later version.
        UPGRADED,
        /// The later lock has an earlier version.
        DOWNGRADED,
        /// Both have the same version, but not the same bytes.
        REPLACED
    }

    /// A package in a lock.
    ///
    /// @param bytes what its bytes follow from: its digest, or the files of the source that it is built from
    private record Locked(String version, Object bytes) {}

    /// All differences in binary packages, those that are built included, sorted by name and architecture.
    public static List<LockChange> between(Lock earlier, Lock later) {
        var before = byName(earlier);
        var after = byName(later);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new ArrayList<LockChange>();
        for (var key : names) {
            var old = before.get(key);
            var now = after.get(key);
            var kind = kind(old, now);
            if (kind != null) {
                int space = key.indexOf(' ');
                changes.add(new LockChange(kind, key.substring(0, space), key.substring(space + 1),
                        old == null ? null : old.version(), now == null ? null : now.version()));
            }
        }
        return changes;
    }

    private static @Nullable Kind kind(@Nullable Locked old, @Nullable Locked now) {
        if (old == null || now == null) {
            return old == null ? Kind.ADDED : Kind.REMOVED;
        }
        if (old.equals(now)) {
            return null;
        }
        int order = DebianVersion.ORDER.compare(old.version(), now.version());
        return order == 0 ? Kind.REPLACED : order < 0 ? Kind.UPGRADED : Kind.DOWNGRADED;
    }

    /// Of several versions of one package, the last in the order of the lock; what is built before what builds it.
    private static Map<String, Locked> byName(Lock lock) {
        var packages = new LinkedHashMap<String, Locked>();
        lock.packages().forEach(it -> packages.put(it.name() + " " + it.architecture(),
                new Locked(it.version(), it.sha256())));
        lock.sources().forEach(source -> source.binaries().forEach(it -> packages.put(
                it.name() + " " + it.architecture(), new Locked(it.version(), source.files()))));
        return packages;
    }
}
