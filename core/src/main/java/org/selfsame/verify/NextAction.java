package org.selfsame.verify;

/// The one thing to do after a verdict. The words live in the bundle, under `action.<name>` (for a button) and
/// `action.<name>.how` (one sentence).
public enum NextAction {
    /// Download the file again.
    DOWNLOAD_AGAIN,
    /// Download the list of checksums and its signature again.
    DOWNLOAD_LIST_AGAIN,
    /// Get the publisher's current release instead.
    GET_CURRENT_RELEASE,
    /// Choose the publisher who should have signed it.
    CHOOSE_PUBLISHER,
    /// Compare what the builders got.
    COMPARE_BUILDS,
    /// Choose a signature, or a signed list of checksums.
    CHOOSE_SIGNATURE,
    /// Choose the file with the publisher's key.
    CHOOSE_KEY,
    /// Choose another file.
    CHOOSE_FILE,
    /// Set this computer's clock.
    SET_CLOCK,
    /// Check the file again.
    TRY_AGAIN,
    /// Use the file.
    USE_IT;

    /// What to do after `verdict`.
    public static NextAction of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Mismatch mismatch -> switch (mismatch.cause()) {
                case DIGEST_DIFFERS, FILE_NOT_AS_SIGNED -> DOWNLOAD_AGAIN;
                case LIST_NOT_AS_SIGNED -> DOWNLOAD_LIST_AGAIN;
            };
            case Verdict.Withdrawn _ -> GET_CURRENT_RELEASE;
            case Verdict.UnknownSigner _ -> CHOOSE_PUBLISHER;
            case Verdict.Disputed _ -> COMPARE_BUILDS;
            case Verdict.NotChecked notChecked -> of(notChecked.reason());
            case Verdict.Genuine _,Verdict.Reproduced _ -> USE_IT;
        };
    }

    private static NextAction of(NotCheckedReason reason) {
        return switch (reason) {
            case NO_EVIDENCE, LIST_NOT_SIGNED, UNVOUCHED_LIST_DIFFERS, NOT_IN_LIST, LIST_TOO_WEAK,
                    EVIDENCE_UNREADABLE ->
                CHOOSE_SIGNATURE;
            case WRONG_PUBLISHER -> CHOOSE_PUBLISHER;
            case SIGNATURE_EXPIRED, KEY_EXPIRED, SIGNATURE_WEAK, SIGNATURE_UNFIT -> GET_CURRENT_RELEASE;
            case SIGNATURE_IN_FUTURE -> SET_CLOCK;
            case KEY_MISSING, KEY_NOT_PINNED -> CHOOSE_KEY;
            case FILE_CHANGED, CANCELLED -> TRY_AGAIN;
            case UNREADABLE, NOT_A_FILE, EMPTY -> CHOOSE_FILE;
        };
    }
}
