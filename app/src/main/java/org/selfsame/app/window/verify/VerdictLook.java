package org.selfsame.app.window.verify;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.selfsame.verify.Evidence;
import org.selfsame.verify.Verdict;

/// The shape and the colour role of a verdict. Each has a shape of its own, so that colour is never alone; green
/// belongs to [Verdict.Reproduced] and to nothing else.
///
/// @param role a role of the theme: `danger`, `warning`, `neutral`, `accent` or `success`
public record VerdictLook(String role, Ikon icon) {

    /// The look of a verdict.
    public static VerdictLook of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Mismatch _ -> new VerdictLook("danger", MaterialDesignC.CLOSE_OCTAGON);
            case Verdict.Withdrawn _ -> new VerdictLook("danger", MaterialDesignC.CANCEL);
            case Verdict.UnknownSigner _ -> new VerdictLook("warning", MaterialDesignA.ACCOUNT_QUESTION_OUTLINE);
            case Verdict.Disputed _ -> new VerdictLook("warning", MaterialDesignS.SOURCE_BRANCH);
            case Verdict.NotChecked _ -> new VerdictLook("neutral", MaterialDesignH.HELP_CIRCLE_OUTLINE);
            case Verdict.Genuine _ -> new VerdictLook("accent", MaterialDesignC.CHECK_CIRCLE_OUTLINE);
            case Verdict.Reproduced _ -> new VerdictLook("success", MaterialDesignC.CHECK_DECAGRAM);
        };
    }

    /// The glyph beside a piece of evidence.
    static Ikon glyph(Evidence.State state) {
        return switch (state) {
            case OK -> MaterialDesignC.CHECK;
            case DIFFERENT -> MaterialDesignN.NOT_EQUAL_VARIANT;
            case MISSING -> MaterialDesignM.MINUS;
            case NOT_ASKED -> MaterialDesignC.CIRCLE_OUTLINE;
        };
    }
}
