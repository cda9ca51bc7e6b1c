package org.selfsame.normalize.tree;

import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Takes out what the system makes anew, or does not need.
///
/// @param globs paths, as in [Draft#find]
/// @param isRequired whether there must be something
record Removal(String id, List<String> globs, boolean isRequired) implements TreeRule {

    static Removal of(String id, String... globs) {
        return new Removal(id, List.of(globs), false);
    }

    Removal required() {
        return new Removal(id, globs, true);
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) {
        boolean found = false;
        for (var glob : globs) {
            for (var node : draft.find(glob)) {
                if (node.parent() != null) {
                    work.remove(node);
                    found = true;
                }
            }
        }
        return found;
    }
}
