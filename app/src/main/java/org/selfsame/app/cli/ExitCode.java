package org.selfsame.app.cli;

/// What a command tells a script by its exit code.
public final class ExitCode {
    /// Proven, identical, or done.
    public static final int GOOD = 0;
    /// Disproven or different. Never the result of an error.
    public static final int BAD = 1;
    /// Could not tell, or trouble: a wrong command line, an unreadable file, an error in this program.
    public static final int TROUBLE = 2;

    private ExitCode() {}
}
