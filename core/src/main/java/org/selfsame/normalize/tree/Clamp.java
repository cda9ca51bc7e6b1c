package org.selfsame.normalize.tree;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Times of the last change, of everything.
///
/// @param globs paths of what gets the time whatever its own is; all paths if there are none, and then only later times
///        change
/// @param time what a time becomes; null is the epoch
record Clamp(String id, List<String> globs, @Nullable Instant time) implements TreeRule {

    /// No time is later than the epoch.
    static Clamp all() {
        return new Clamp("clamp", List.of(), null);
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) {
        var limit = work.epoch().instant();
        if (globs.isEmpty()) {
            for (var node : draft.all()) {
                work.onlyModified(node);
                var modified = node.metadata().modified();
                if (modified != null && modified.isAfter(limit)) {
                    work.modified(node, limit);
                }
            }
            return true;
        }
        boolean found = false;
        for (var glob : globs) {
            for (var node : draft.find(glob)) {
                work.modified(node, time == null ? limit : time);
                found = true;
            }
        }
        return found;
    }
}
