package org.selfsame.normalize.tree;

import java.io.IOException;
import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Leaves files in place without a byte in them, because something looks whether they are there.
///
/// @param globs paths, as in [Draft#files]; what is no file is left alone
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
        var files = draft.files(globs);
        for (var file : files) {
            if (file.content().size() > 0) {
                work.rewrite(file, "");
            }
        }
        return !files.isEmpty();
    }
}
