package org.selfsame.store;

import java.io.IOException;
import java.nio.file.Path;

/// Nothing can be deleted from a store that another process works with.
public final class StoreInUseException extends IOException {
    private final Path root;

    /// @param root the store
    public StoreInUseException(Path root) {
        super(root + " is in use");
        this.root = root;
    }

    /// The store.
    public Path root() {
        return root;
    }
}
