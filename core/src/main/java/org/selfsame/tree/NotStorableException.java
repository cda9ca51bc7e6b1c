package org.selfsame.tree;

import java.io.IOException;

/// An entry of a tree that a format has no place for. Writers throw it before they write the first byte.
public final class NotStorableException extends IOException {
    private final String format;
    private final String path;
    private final String rule;

    /// @param format the name of the format, such as `fat`
    /// @param path printable path of the entry without a leading slash; empty for the root
    /// @param rule what the format cannot hold about it, with the numbers
    public NotStorableException(String format, String path, String rule) {
        super(format + " cannot hold \"/" + path + "\": " + rule);
        this.format = format;
        this.path = path;
        this.rule = rule;
    }

    /// The name of the format, such as `fat`.
    public String format() {
        return format;
    }

    /// Printable path of the entry without a leading slash; empty for the root.
    public String path() {
        return path;
    }

    /// What the format cannot hold about it.
    public String rule() {
        return rule;
    }
}
