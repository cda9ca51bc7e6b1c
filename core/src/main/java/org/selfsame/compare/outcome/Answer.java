package org.selfsame.compare.outcome;

/// The answer to "is it the same?", and its exit code.
public enum Answer {
    /// Every byte is the same.
    IDENTICAL(0),
    /// Nothing differs but what was to be ignored, and what was not asked for.
    NOTHING_ELSE(0),
    /// Something differs.
    DIFFERENT(1),
    /// It cannot be told: the comparison was stopped, a file was changed meanwhile, or a part cannot be read.
    UNKNOWN(2);

    private final int code;

    Answer(int code) {
        this.code = code;
    }

    /// The exit code.
    public int code() {
        return code;
    }
}
