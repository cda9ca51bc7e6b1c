package org.selfsame.normalize.tree;

import java.io.IOException;
import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Leaves files in place without a byte in them, because something looks whether they are there.
///
/// @param globs paths, as in [Draft#find]; what is no file is left alone
/// @param isRequired whether there must be such a file
record Emptying(String id, List<String> globs, boolean isRequired) implements TreeRule {

    static Emptying of(String id, String... globs) {
        return new Emptying(id, List.of(globs), false);
    }

    Emptying required() {
        return new Emptying(id, globs, true);
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) throws IOException {
        boolean found = false;
        for (var glob : globs) {
            for (var node : draft.find(glob)) {
                if (node.isFile()) {
                    found = true;
                    if (node.content().size() > 0) {
                        work.rewrite(node, "");
                    }
                }
            }
        }
        return found;
    }
}
