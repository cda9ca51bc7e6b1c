package org.selfsame.compare.cause;

import java.io.IOException;

/// Looks for one family of causes. Thread-safe: it is asked about many differences at once.
@FunctionalInterface
interface Finder {
    /// Adds the causes that it finds to `reasons`, which holds what the finders before it have found.
    ///
    /// @throws org.selfsame.content.FormatException if bytes of the image cannot be decoded; there is no cause then
    /// @throws IOException if the host cannot read a file
    void look(Suspect suspect, Reasons reasons) throws IOException;
}
