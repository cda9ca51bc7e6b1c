package org.selfsame.verify;

/// What a verdict means to a script.
public enum ExitCode {
    /// 0: proven.
    PROVEN(0),
    /// 1: disproven.
    DISPROVEN(1),
    /// 2: could not tell, or trouble.
    UNDECIDED(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The number.
    public int code() {
        return code;
    }

    /// @param requireReproduced whether only [Verdict.Reproduced] counts as proven
    public static ExitCode of(Verdict verdict, boolean requireReproduced) {
        return switch (verdict) {
            case Verdict.Reproduced _ -> PROVEN;
            case Verdict.Genuine _ -> requireReproduced ? UNDECIDED : PROVEN;
            case Verdict.Mismatch _,Verdict.Withdrawn _ -> DISPROVEN;
            case Verdict.UnknownSigner _,Verdict.Disputed _,Verdict.NotChecked _ -> UNDECIDED;
        };
    }
}
