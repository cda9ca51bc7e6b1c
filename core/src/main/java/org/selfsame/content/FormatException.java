package org.selfsame.content;

import java.io.IOException;

/// Bytes that break a rule of their format. The only exception that a reader throws for what it reads.
public final class FormatException extends IOException {
    private final String format;
    private final long offset;
    private final long length;
    private final String rule;

    /// @param format the name of the format, such as `squashfs`
    /// @param offset where the rule is broken, in bytes from the start of the content that was opened as `format`
    /// @param rule what is wrong there, with the numbers; names in it are printable already
    public FormatException(String format, long offset, String rule) {
        this(format, offset, 0, rule);
    }

    /// As the other constructor, where the whole of `length` bytes from `offset` on breaks the rule, such as a compressed
    /// block that does not decode.
    public FormatException(String format, long offset, long length, String rule) {
        super(format + ", at byte " + Long.toUnsignedString(offset) + ": " + rule);
        this.format = format;
        this.offset = offset;
        this.length = length;
        this.rule = rule;
    }

    /// As the other constructor, with the exception that told of it.
    public FormatException(String format, long offset, String rule, Throwable cause) {
        this(format, offset, rule);
        initCause(cause);
    }

    /// The name of the format, such as `squashfs`.
    public String format() {
        return format;
    }

    /// Where the rule is broken, in bytes from the start of the content that was opened as [#format].
    public long offset() {
        return offset;
    }

    /// How many bytes from [#offset] on break the rule together, or 0 if that is not known.
    public long length() {
        return length;
    }

    /// What is wrong there.
    public String rule() {
        return rule;
    }
}
