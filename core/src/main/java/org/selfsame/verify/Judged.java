package org.selfsame.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.KeyId;
import org.selfsame.trust.openpgp.Note;
import org.selfsame.trust.openpgp.Refusal;
import org.selfsame.trust.openpgp.SignatureReport;
import org.selfsame.trust.openpgp.SignatureResult;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.verify.Claim.Signature;
import org.selfsame.verify.Evidence.State;

/// One signature as the evaluation and as people see it.
///
/// @param signature for the evaluation
/// @param evidence for people
record Judged(Signature signature, Evidence.Signed evidence) {

    /// Judges the signatures of one file.
    static final class Judge {
        private final Keys keys;
        /// The publishers whose file it may be: those that name files so, or the one that the user expects.
        private final List<Publisher> likely;
        private final String file;
        private final String over;

        /// @param file name of the file with the signatures
        /// @param over name of what they sign
        Judge(Keys keys, List<Publisher> likely, String file, String over) {
            this.keys = keys;
            this.likely = likely;
            this.file = file;
            this.over = over;
        }

        /// Each signature of `report`.
        List<Judged> judge(SignatureReport report) {
            var judged = new ArrayList<Judged>();
            for (var result : report.results()) {
                judged.add(switch (result) {
                    case SignatureResult.Good it -> good(it);
                    case SignatureResult.Unknown it -> unknown(it);
                    case SignatureResult.Refused it -> refused(it);
                });
            }
            return judged;
        }

        private Judged good(SignatureResult.Good it) {
            var fingerprint = it.certificate();
            return keys.ownerOf(fingerprint).map(owner -> {
                var name = Keys.nameOf(owner);
                var signature = new Signature.Good(name, has(it, Note.Kind.KEY_EXPIRED_SINCE),
                        has(it, Note.Kind.KEY_RETIRED_SINCE));
                return new Judged(signature, new Evidence.Signed(State.OK, file, over, "good", name,
                        fingerprint.toString(), Keys.pinnedAt(owner, fingerprint), it.created()));
            }).orElseGet(() -> cameAlong(fingerprint.toString()));
        }

        private Judged unknown(SignatureResult.Unknown it) {
            return nobody(it.issuerFingerprint().map(Fingerprint::toString)
                    .or(() -> it.issuerKeyId().map(KeyId::toString)).orElse(""));
        }

        /// A signature by a key that lies beside the file and is nobody's.
        private Judged cameAlong(String key) {
            return wrongKey(key).orElseGet(() -> unknown(key, true));
        }

        /// A signature by somebody else while the user brought a key that is not the publisher's: that is what to mend,
        /// wherever else the key lies.
        private Optional<Judged> wrongKey(String key) {
            return first(keys.wrongKeyFor())
                    .map(it -> missing(key, "key_not_pinned", NotCheckedReason.KEY_NOT_PINNED, it));
        }

        /// A signature by a key that is not here: perhaps because the user has to bring it, or brought another.
        private Judged nobody(String key) {
            var wrong = wrongKey(key);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            var lacking = first(likely.stream().filter(keys::lacksKeyOf).toList());
            return lacking.map(it -> missing(key, "key_missing", NotCheckedReason.KEY_MISSING, it))
                    .orElseGet(() -> unknown(key, false));
        }

        private Judged missing(String key, String result, NotCheckedReason reason, Publisher publisher) {
            return new Judged(new Signature.Refused(reason, Keys.nameOf(publisher)),
                    signed(State.MISSING, result, key));
        }

        private Judged unknown(String key, boolean cameAlong) {
            return new Judged(new Signature.Unknown(key, cameAlong), signed(State.MISSING, "unknown", key));
        }

        private Judged refused(SignatureResult.Refused it) {
            var owner = it.certificate().flatMap(keys::ownerOf);
            var fingerprint = it.certificate().map(Fingerprint::toString).orElse("");
            if (it.certificate().isPresent() && owner.isEmpty()) {
                return cameAlong(fingerprint);
            }
            var name = owner.map(Keys::nameOf).orElse(null);
            var pinnedAt = it.certificate().flatMap(key -> owner.map(by -> Keys.pinnedAt(by, key))).orElse("");
            return new Judged(signature(it.reason(), name),
                    new Evidence.Signed(it.reason() == Refusal.BAD ? State.DIFFERENT : State.MISSING, file, over,
                            it.reason().name().toLowerCase(Locale.ROOT), name, fingerprint, pinnedAt, null));
        }

        private static Signature signature(Refusal refusal, Verdict.@Nullable PublisherName publisher) {
            if (publisher != null && refusal == Refusal.BAD) {
                return new Signature.Bad(publisher);
            }
            if (publisher != null && refusal == Refusal.KEY_REVOKED) {
                return new Signature.Revoked(publisher, null);
            }
            return new Signature.Refused(reason(refusal), publisher);
        }

        private Evidence.Signed signed(State state, String result, String key) {
            return new Evidence.Signed(state, file, over, result, null, key, "", null);
        }

        private static Optional<Publisher> first(List<Publisher> publishers) {
            return publishers.stream().findFirst();
        }

        private static boolean has(SignatureResult.Good good, Note.Kind kind) {
            return good.notes().stream().anyMatch(note -> note.kind() == kind);
        }
    }

    private static NotCheckedReason reason(Refusal refusal) {
        return switch (refusal) {
            case SIGNATURE_EXPIRED -> NotCheckedReason.SIGNATURE_EXPIRED;
            case IN_THE_FUTURE -> NotCheckedReason.SIGNATURE_IN_FUTURE;
            case KEY_EXPIRED, REVOKED_RETIRED_BEFORE_SIGNING -> NotCheckedReason.KEY_EXPIRED;
            case WEAK_DIGEST, WEAK_KEY -> NotCheckedReason.SIGNATURE_WEAK;
            case BAD, KEY_REVOKED, OLDER_THAN_KEY, WRONG_TYPE, TEXT_MODE, NO_BACK_SIGNATURE, KEY_MAY_NOT_SIGN,
                    KEY_NOT_BOUND, UNKNOWN_CRITICAL, NO_DATE, CERTIFICATE_TOO_COMPLEX ->
                NotCheckedReason.SIGNATURE_UNFIT;
            case UNSUPPORTED_ALGORITHM, UNSUPPORTED_VERSION -> NotCheckedReason.EVIDENCE_UNREADABLE;
        };
    }
}
