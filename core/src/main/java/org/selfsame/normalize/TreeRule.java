package org.selfsame.normalize;

import java.io.IOException;

/// A rule for the paths of a whole tree. Implementations have no state.
public non-sealed interface TreeRule extends Rule {

    /// Changes the tree.
    ///
    /// @return whether there was anything that the rule is for
    /// @throws LeftAloneException if what is there is not what the rule is for; nothing was changed
    /// @throws IOException if the tree cannot be read
    boolean apply(Draft draft, TreeWork work) throws IOException;

    /// Whether a strict run takes it for an error if there is nothing that the rule is for: that the build has changed, and
    /// what made the difference may be elsewhere now.
    default boolean isRequired() {
        return false;
    }
}
