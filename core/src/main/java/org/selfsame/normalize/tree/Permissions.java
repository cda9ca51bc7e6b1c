package org.selfsame.normalize.tree;

import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;
import org.selfsame.tree.Entry;

/// Permissions that the umask of a build would decide otherwise; directories for temporary files also lose what is in
/// them.
///
/// @param paths of the entries
/// @param permissions the lower 12 bits of the mode
/// @param emptied whether what is in them goes
record Permissions(String id, List<String> paths, int permissions, boolean emptied) implements TreeRule {

    @Override
    public boolean apply(Draft draft, TreeWork work) {
        boolean found = false;
        for (var path : paths) {
            for (var node : draft.find(path)) {
                if (node.entry() instanceof Entry.Symlink) {
                    // it has no permissions of its own, and what it leads to may lie outside
                    continue;
                }
                found = true;
                if (emptied) {
                    node.children().forEach(work::remove);
                }
                work.permissions(node, permissions);
            }
        }
        return found;
    }
}
