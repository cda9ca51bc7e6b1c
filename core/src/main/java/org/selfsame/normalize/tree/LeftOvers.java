package org.selfsame.normalize.tree;

import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Files that a patch leaves when it does not apply cleanly. None is removed: someone must look why they are there.
///
/// @param globs paths, as in [Draft#find]
record LeftOvers(String id, List<String> globs) implements TreeRule {

    @Override
    public boolean apply(Draft draft, TreeWork work) {
        boolean found = false;
        for (var glob : globs) {
            for (var node : draft.find(glob)) {
                if (node.isFile()) {
                    work.skipped(node, Reason.LEFT_OVER, "left by a patch");
                    found = true;
                }
            }
        }
        return found;
    }
}
