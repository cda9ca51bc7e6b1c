package org.selfsame.format.squashfs;

import java.io.IOException;

/// A file had another size when it was read than when the tree was walked: somebody writes to it.
public final class SizeChangedException extends IOException {
    private final String name;

    SizeChangedException(String name, long before, long now) {
        super("\"" + name + "\" had " + before + " bytes, and has " + now + " now");
        this.name = name;
    }

    /// The printable name of the file.
    public String name() {
        return name;
    }
}
