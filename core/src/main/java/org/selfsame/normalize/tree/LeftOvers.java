package org.selfsame.normalize.tree;

import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Files that a patch leaves when it does not apply cleanly. None is removed: someone must look why they are there.
///
/// @param globs paths, as in [Draft#files]
record LeftOvers(String id, List<String> globs) implements TreeRule {

    @Override
    public boolean apply(Draft draft, TreeWork work) {
        var files = draft.files(globs);
        files.forEach(file -> work.skipped(file, Reason.LEFT_OVER, "left by a patch"));
        return !files.isEmpty();
    }
}
