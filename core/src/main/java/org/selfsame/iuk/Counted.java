package org.selfsame.iuk;

import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;

/// Counts the entries of one pass over a tree. An image can name a directory more than once, so that few directories unfold
/// to a tree without end.
final class Counted {
    private final Limits limits;
    private long entries;

    Counted(Limits limits) {
        this.limits = limits;
    }

    /// Counts an entry.
    ///
    /// @throws FormatException if it is one too many
    void entry() throws FormatException {
        if (++entries > limits.entries()) {
            throw new FormatException("tree", 0, "more than " + limits.entries() + " entries");
        }
    }

    /// Looks at how deep a directory is in the tree.
    ///
    /// @throws FormatException if it is too deep
    void depth(int depth) throws FormatException {
        if (depth >= limits.depth()) {
            throw new FormatException("tree", 0, "directories nested more than " + limits.depth() + " deep");
        }
    }
}
