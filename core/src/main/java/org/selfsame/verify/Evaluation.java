package org.selfsame.verify;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.verify.Claim.Signature;
import org.selfsame.verify.Claim.Subject;
import org.selfsame.verify.Verdict.Builders;
import org.selfsame.verify.Verdict.MismatchCause;
import org.selfsame.verify.Verdict.PublisherName;
import org.selfsame.verify.Verdict.WithdrawnCause;

/// Adds findings up to one verdict. A pure function; the first rule that holds wins:
///
/// 1. What keeps the file from being read as one unchanging file: `NotChecked`.
/// 2. A good signature by an accepted publisher contradicts the file: `Mismatch`. One such contradiction outweighs any
///    number of good chains.
/// 3. The publisher has withdrawn the release: `Withdrawn`.
/// 4. A good chain: `Disputed`, `Reproduced` or `Genuine` by what the builders say. It outweighs every signature that
///    counts for nothing, because anyone can add those.
/// 5. A signature that names a publisher's key and does not fit: `Mismatch`.
/// 6. A signature by a revoked key: `Withdrawn`.
/// 7. The user brought a key that is not the pinned one, or the key of a publisher who is known is not here:
///    `NotChecked`, because that is what to mend.
/// 8. A signature by an unknown key: `UnknownSigner`.
/// 9. `NotChecked`, with the reason that says most.
///
/// A publisher is accepted if it is the expected one, or if the user named none. A list that does not name the file
/// says nothing about it, however it is signed; one that names it by broken algorithms only is no chain.
final class Evaluation {
    /// The order in which reasons say most: the earlier of two is given.
    private static final List<NotCheckedReason> TELLING = List.of(NotCheckedReason.WRONG_PUBLISHER,
            NotCheckedReason.SIGNATURE_IN_FUTURE, NotCheckedReason.KEY_EXPIRED, NotCheckedReason.SIGNATURE_EXPIRED,
            NotCheckedReason.SIGNATURE_WEAK, NotCheckedReason.SIGNATURE_UNFIT, NotCheckedReason.LIST_TOO_WEAK,
            NotCheckedReason.UNVOUCHED_LIST_DIFFERS, NotCheckedReason.NOT_IN_LIST, NotCheckedReason.EVIDENCE_UNREADABLE,
            NotCheckedReason.LIST_NOT_SIGNED, NotCheckedReason.NO_EVIDENCE);

    private final Findings findings;
    private final Builders builders;
    private final Set<Badge> badges = EnumSet.noneOf(Badge.class);

    /// A verdict and the remarks that come with it, in the order of their declaration.
    record Outcome(Verdict verdict, Set<Badge> badges) {}

    private Evaluation(Findings findings) {
        this.findings = findings;
        this.builders = Votes.count(findings.rebuilt(), findings.needed());
    }

    /// The outcome of `findings`.
    static Outcome of(Findings findings) {
        var evaluation = new Evaluation(findings);
        return new Outcome(evaluation.verdict(), evaluation.badges);
    }

    private Verdict verdict() {
        return findings.obstacle().<Verdict>map(Verdict.NotChecked::new).or(this::contradicted)
                .or(findings::withdrawn).or(this::published)
                .or(this::notAsSigned).or(this::keyWithdrawn).or(this::wrongKey).or(this::unknownSigner)
                .orElseGet(this::notChecked);
    }

    private Optional<Verdict> contradicted() {
        return good(subject -> subject == Subject.LISTED_DIFFERENT).findFirst()
                .map(good -> new Verdict.Mismatch(remark(good), MismatchCause.DIGEST_DIFFERS));
    }

    private Optional<Verdict> published() {
        var chains = good(subject -> subject == Subject.FILE || subject == Subject.LISTED_SAME).toList();
        // a publisher that ships with Selfsame before one added by hand, a current key before an old one
        return chains.stream().min(Comparator.<Signature.Good, Boolean>comparing(good -> good.publisher().addedByHand())
                .thenComparing(Signature.Good::keyExpiredSince).thenComparing(Signature.Good::keyRetiredSince))
                .map(this::rebuilt);
    }

    private Verdict rebuilt(Signature.Good good) {
        var publisher = remark(good);
        if (findings.claims().stream().anyMatch(claim -> claim.signature() instanceof Signature.Unknown)) {
            badges.add(Badge.UNKNOWN_SIGNATURES_TOO);
        }
        boolean enough = builders.same() >= builders.needed();
        if (builders.different() >= builders.needed() || builders.different() > 0 && !enough) {
            return new Verdict.Disputed(publisher, builders);
        }
        if (builders.different() > 0) {
            badges.add(Badge.SOME_BUILDERS_DIFFER);
        }
        return enough && !publisher.addedByHand()
                ? new Verdict.Reproduced(publisher, builders)
                : new Verdict.Genuine(publisher, builders);
    }

    private Optional<Verdict> notAsSigned() {
        return claims(Signature.Bad.class).filter(Evaluation::isAbout).filter(claim -> accepted(publisher(claim)))
                .findFirst()
                .map(claim -> new Verdict.Mismatch(((Signature.Bad) claim.signature()).publisher(),
                        claim.subject() == Subject.FILE
                                ? MismatchCause.FILE_NOT_AS_SIGNED
                                : MismatchCause.LIST_NOT_AS_SIGNED));
    }

    private Optional<Verdict> keyWithdrawn() {
        return claims(Signature.Revoked.class).filter(Evaluation::isAbout)
                .map(claim -> (Signature.Revoked) claim.signature()).filter(it -> accepted(it.publisher())).findFirst()
                .map(it -> new Verdict.Withdrawn(it.publisher(), WithdrawnCause.KEY, it.since()));
    }

    private Optional<Verdict> wrongKey() {
        return claims(Signature.Refused.class).filter(Evaluation::isAbout)
                .map(claim -> (Signature.Refused) claim.signature())
                .filter(it -> it.reason() == NotCheckedReason.KEY_NOT_PINNED
                        || it.reason() == NotCheckedReason.KEY_MISSING)
                .filter(it -> accepted(it.publisher()))
                .min(Comparator.comparing(it -> it.reason() == NotCheckedReason.KEY_MISSING))
                .map(it -> new Verdict.NotChecked(it.reason(), it.publisher()));
    }

    private Optional<Verdict> unknownSigner() {
        return claims(Signature.Unknown.class)
                .filter(claim -> claim.subject() == Subject.FILE || claim.subject() == Subject.LISTED_SAME)
                .map(claim -> (Signature.Unknown) claim.signature())
                .min(Comparator.comparing(it -> !it.keyCameAlong()))
                .map(it -> new Verdict.UnknownSigner(it.keyId(), it.keyCameAlong()));
    }

    private Verdict notChecked() {
        return findings.claims().stream().map(this::reason)
                .min(Comparator.comparingInt(it -> TELLING.indexOf(it.reason())))
                .orElse(new Verdict.NotChecked(NotCheckedReason.NO_EVIDENCE));
    }

    /// Why a claim that led to none of the other verdicts answers nothing.
    private Verdict.NotChecked reason(Claim claim) {
        var publisher = publisher(claim);
        if (claim.subject() == Subject.NOT_LISTED) {
            return claim.signature() instanceof Signature.None
                    ? new Verdict.NotChecked(NotCheckedReason.NO_EVIDENCE)
                    : new Verdict.NotChecked(NotCheckedReason.NOT_IN_LIST, publisher);
        }
        if (publisher != null && !accepted(publisher)) {
            return new Verdict.NotChecked(NotCheckedReason.WRONG_PUBLISHER, publisher);
        }
        return switch (claim.signature()) {
            case Signature.Refused it -> new Verdict.NotChecked(it.reason(), it.publisher());
            case Signature.Good _,Signature.Bad _,Signature.Revoked _,Signature.Unknown _,Signature.None _ ->
                new Verdict.NotChecked(switch (claim.subject()) {
                    case NOT_LISTED -> NotCheckedReason.NOT_IN_LIST;
                    case LISTED_WEAKLY -> NotCheckedReason.LIST_TOO_WEAK;
                    case LISTED_DIFFERENT -> NotCheckedReason.UNVOUCHED_LIST_DIFFERS;
                    case LISTED_SAME -> NotCheckedReason.LIST_NOT_SIGNED;
                    case FILE -> NotCheckedReason.NO_EVIDENCE;
                }, publisher);
        };
    }

    private Stream<Signature.Good> good(Predicate<Subject> about) {
        return claims(Signature.Good.class).filter(claim -> about.test(claim.subject()))
                .map(claim -> (Signature.Good) claim.signature()).filter(good -> accepted(good.publisher()));
    }

    private Stream<Claim> claims(Class<? extends Signature> type) {
        return findings.claims().stream().filter(claim -> type.isInstance(claim.signature()));
    }

    private boolean accepted(@Nullable PublisherName publisher) {
        return findings.expected().isEmpty() || publisher != null && findings.expected().get().equals(publisher.id());
    }

    private PublisherName remark(Signature.Good good) {
        if (good.keyExpiredSince()) {
            badges.add(Badge.KEY_EXPIRED_SINCE);
        }
        if (good.keyRetiredSince()) {
            badges.add(Badge.KEY_RETIRED_SINCE);
        }
        if (good.publisher().addedByHand()) {
            badges.add(Badge.ADDED_BY_HAND);
        }
        return good.publisher();
    }

    private static boolean isAbout(Claim claim) {
        return claim.subject() != Subject.NOT_LISTED;
    }

    private static @Nullable PublisherName publisher(Claim claim) {
        return switch (claim.signature()) {
            case Signature.Good it -> it.publisher();
            case Signature.Bad it -> it.publisher();
            case Signature.Revoked it -> it.publisher();
            case Signature.Refused it -> it.publisher();
            case Signature.Unknown _,Signature.None _ -> null;
        };
    }
}
