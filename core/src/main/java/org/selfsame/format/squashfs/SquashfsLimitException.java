package org.selfsame.format.squashfs;

import java.io.IOException;

/// A tree has something that SquashFS has no place for. Thrown before anything is written.
public final class SquashfsLimitException extends IOException {
    private final String path;
    private final String limit;

    /// @param path of the entry, printable, empty for the root
    /// @param limit what is too much, with the numbers
    SquashfsLimitException(String path, String limit) {
        super("SquashFS has no place for \"" + path + "\": " + limit);
        this.path = path;
        this.limit = limit;
    }

    /// The printable path of the entry; empty for the root.
    public String path() {
        return path;
    }

    /// What is too much, with the numbers.
    public String limit() {
        return limit;
    }
}
