package org.selfsame.content;

import java.io.IOException;

/// Bytes that break a rule of their format. The only exception that a reader throws for what it reads.
public final class FormatException extends IOException {
    private final String format;
    private final long offset;
    private final String rule;

    /// @param format the name of the format, such as `squashfs`
    /// @param offset where the rule is broken, in bytes from the start of the content that was opened as `format`
    /// @param rule what is wrong there, with the numbers
    public FormatException(String format, long offset, String rule) {
        super(format + ", at byte " + Long.toUnsignedString(offset) + ": " + rule);
        this.format = format;
        this.offset = offset;
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

    /// What is wrong there.
    public String rule() {
        return rule;
    }
}
