package org.selfsame.tree;

import java.io.IOException;

/// An image that no options make a writer write: it has something that the writer of its format never writes.
public final class NotWrittenException extends IOException {
    private final String format;
    private final String what;

    /// @param format the name of the format, such as `squashfs`
    /// @param what what the image has, such as `the compressor lzo`
    public NotWrittenException(String format, String what) {
        super(format + ": " + what + " is not written");
        this.format = format;
        this.what = what;
    }

    /// The name of the format, such as `squashfs`.
    public String format() {
        return format;
    }

    /// What the image has that is never written.
    public String what() {
        return what;
    }
}
