package org.selfsame.recipe;

import org.selfsame.recipe.RecipeException.Reason;

/// Files that a checkout would change, so that whoever builds from a checkout builds something else.
final class Filters {
    private Filters() {}

    /// @throws RecipeException if one of them bears on the build
    static void check(CommitFiles.Found files, Contents contents) throws RecipeException {
        for (var file : files.filtered()) {
            if (contents.all().containsKey(file.path())) {
                throw new RecipeException(Reason.FILTERED, file.path().toString(), file.attribute());
            }
        }
    }
}
