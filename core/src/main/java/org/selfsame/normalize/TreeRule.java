package org.selfsame.normalize;

import java.io.IOException;

/// A rule for the paths of a whole tree.
public non-sealed interface TreeRule extends Rule {

    /// Changes the tree.
    ///
    /// @return whether there was anything that the rule is for; a strict run takes no for an error
    /// @throws LeftAloneException if what is there is not what the rule is for
    /// @throws IOException if the tree cannot be read
    boolean apply(Draft draft, TreeWork work) throws IOException;
}
