package org.selfsame.app.window.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockChange;
import org.selfsame.recipe.Recipe;

/// What a build is made of: the recipe, and the lock beside it.
///
/// @param source which recipe was asked for
/// @param recipe what it says
/// @param lockFile where its lock lies, or would lie
/// @param lock the lock, if there is one that can be read
/// @param state whether a build can use it
/// @param changes what differs in packages between the lock and the one before it, if this lock was made just now
public record Inputs(Source source, Recipe recipe, Path lockFile, @Nullable Lock lock, LockState state,
        Optional<List<LockChange>> changes) {

    /// How a lock stands to its recipe.
    public enum LockState {
        /// There is none.
        MISSING,
        /// It is for this recipe.
        CURRENT,
        /// The recipe has changed since it was made.
        RECIPE_CHANGED,
        /// It cannot be read.
        UNREADABLE
    }
}
