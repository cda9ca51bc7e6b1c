package org.selfsame.normalize.tree;

import java.io.IOException;
import java.util.List;
import org.selfsame.normalize.Draft;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.TreeRule;
import org.selfsame.normalize.TreeWork;

/// Puts a text into another form.
///
/// @param globs paths, as in [Draft#files]; what is no file is left alone
/// @param change what becomes of a text, a character a byte
/// @param essence what of a text must be the same before and after
record Rewriting(String id, List<String> globs, Change change, Essence essence) implements TreeRule {

    /// What becomes of a text.
    @FunctionalInterface
    interface Change {
        String apply(String text, Epoch epoch);
    }

    /// What stays of a text: an object to compare by `equals`.
    @FunctionalInterface
    interface Essence {
        Object of(String text);
    }

    @Override
    public boolean apply(Draft draft, TreeWork work) throws IOException {
        var files = draft.files(globs);
        for (var file : files) {
            rewrite(file, work);
        }
        return !files.isEmpty();
    }

    private void rewrite(Draft.Node node, TreeWork work) throws IOException {
        var before = work.text(node);
        var after = change.apply(before, work.epoch());
        if (essence.of(before).equals(essence.of(after))) {
            work.rewrite(node, after);
        } else {
            work.skipped(node, Reason.UNPROVEN, "more than its order or its dates would change");
        }
    }
}
