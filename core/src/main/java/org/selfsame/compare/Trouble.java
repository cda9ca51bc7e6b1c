package org.selfsame.compare;

import org.selfsame.content.FormatException;

/// A part that could not be compared as what it is. Its bytes are compared all the same.
///
/// @param path as in [Difference#path]
/// @param side the side that could not be read
/// @param problem why; its message is printable
public record Trouble(String path, Side side, FormatException problem) {

    /// Whether the other one tells of the same rule broken at the same place.
    boolean isSameAs(Trouble other) {
        return path.equals(other.path) && side == other.side && problem.offset() == other.problem.offset()
                && problem.rule().equals(other.problem.rule());
    }
}
