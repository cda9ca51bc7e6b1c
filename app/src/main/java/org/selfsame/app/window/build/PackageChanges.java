package org.selfsame.app.window.build;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.selfsame.apt.Lock;

/// What differs between the packages of two locks.
///
/// @param added packages that only the later lock has, with their versions
/// @param removed packages that only the earlier lock has, with their versions
/// @param changed packages whose version, or whose bytes under the same version, are others
public record PackageChanges(List<String> added, List<String> removed, List<Changed> changed) {
    /// Copies the lists.
    public PackageChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /// A package that both have.
    ///
    /// @param name its name, with its architecture
    public record Changed(String name, String before, String after) {}

    /// What differs.
    public static PackageChanges between(Lock before, Lock after) {
        var left = byName(before);
        var right = byName(after);
        var added = new ArrayList<String>();
        var removed = new ArrayList<String>();
        var changed = new ArrayList<Changed>();
        left.forEach((name, it) -> {
            var now = right.get(name);
            if (now == null) {
                removed.add(name + " " + it.version());
            } else if (!now.sha256().equals(it.sha256())) {
                changed.add(new Changed(name, it.version(), now.version()));
            }
        });
        right.forEach((name, it) -> {
            if (!left.containsKey(name)) {
                added.add(name + " " + it.version());
            }
        });
        return new PackageChanges(added, removed, changed);
    }

    private static TreeMap<String, Lock.Binary> byName(Lock lock) {
        var packages = new TreeMap<String, Lock.Binary>();
        lock.packages().forEach(it -> packages.put(it.name() + ":" + it.architecture(), it));
        return packages;
    }

    /// Whether there is nothing.
    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}
