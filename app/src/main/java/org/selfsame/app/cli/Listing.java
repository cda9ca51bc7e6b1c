package org.selfsame.app.cli;

import java.io.IOException;
import org.selfsame.tree.Entry;

/// A form that a tree is listed in.
interface Listing {

    /// Adds an entry.
    ///
    /// @param path printable path in its tree, with a leading slash
    void add(String path, Entry entry) throws IOException;
}
