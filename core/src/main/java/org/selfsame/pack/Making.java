package org.selfsame.pack;

import java.util.List;
import org.selfsame.tree.Fact;

/// A way in which an image may have been made of its tree.
///
/// @param options what was read off the image beside its tree, in the words of the tools that take it
/// @param writer writes an image so
/// @param head bytes at the start that the writer writes last; before that, it fills their place with others
/// @param reach how many bytes the writer may go back to take back what it has written
record Making(List<Fact> options, ImageWriter writer, int head, long reach) {
    /// Copies the list.
    Making {
        options = List.copyOf(options);
    }
}
