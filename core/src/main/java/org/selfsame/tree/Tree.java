package org.selfsame.tree;

import java.io.IOException;
import java.util.Optional;

/// A tree of entries.
///
/// @param root the directory that everything is in; its name is empty
public record Tree(Entry.Directory root) {

    /// The entry at `path`: names separated by slashes, in UTF-8; empty or `/` is the root. Symbolic links are not
    /// followed. Of several entries with the same name the first is taken.
    ///
    /// @throws IOException if a directory on the way cannot be read
    public Optional<Entry> find(String path) throws IOException {
        Entry at = root;
        for (var part : path.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            if (!(at instanceof Entry.Directory directory)) {
                return Optional.empty();
            }
            var name = Name.of(part);
            var child = directory.children().stream().filter(entry -> entry.name().equals(name)).findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            at = child.get();
        }
        return Optional.of(at);
    }
}
