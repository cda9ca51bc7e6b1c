package org.selfsame.normalize;

/// Is told what happens, in the order of the paths.
public interface Log {

    /// Something was changed.
    void changed(Change change);

    /// Something was left as it is.
    void skipped(Skipped skipped);
}
