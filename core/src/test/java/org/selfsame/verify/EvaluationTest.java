package org.selfsame.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.verify.Claim.Signature;
import org.selfsame.verify.Claim.Subject;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Verdict.Builders;
import org.selfsame.verify.Verdict.MismatchCause;
import org.selfsame.verify.Verdict.PublisherName;
import org.selfsame.verify.Verdict.WithdrawnCause;

class EvaluationTest {
    private static final PublisherName ALICE = new PublisherName("alice", "Alice", "https://alice.example", false);
    private static final PublisherName BOB = new PublisherName("bob", "Bob", "", false);
    private static final PublisherName HAND = new PublisherName("carol", "Carol", "", true);
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private static final Signature GOOD = good(ALICE);
    private static final Signature BAD = new Signature.Bad(ALICE);
    private static final Signature REVOKED = new Signature.Revoked(ALICE, THEN);
    private static final Signature UNKNOWN = new Signature.Unknown("K", false);
    private static final Signature NONE = new Signature.None();

    private static Signature good(PublisherName publisher) {
        return new Signature.Good(publisher, false, false);
    }

    private static Signature refused(NotCheckedReason reason) {
        return new Signature.Refused(reason, ALICE);
    }

    private static Claim claim(Signature signature, Subject subject) {
        return new Claim(signature, subject);
    }

    private static Verdict verdict(Claim... claims) {
        return outcome(Optional.empty(), claims).verdict();
    }

    private static Evaluation.Outcome outcome(Optional<String> expected, Claim... claims) {
        return Evaluation.of(new Findings(Optional.empty(), expected, List.of(claims), Optional.empty(), List.of(), 2));
    }

    private static Verdict notChecked(NotCheckedReason reason) {
        return new Verdict.NotChecked(reason);
    }

    private static Verdict notChecked(NotCheckedReason reason, PublisherName publisher) {
        return new Verdict.NotChecked(reason, publisher);
    }

    private static final Verdict GENUINE = new Verdict.Genuine(ALICE, Builders.NONE);
    private static final Verdict DIFFERS = new Verdict.Mismatch(ALICE, MismatchCause.DIGEST_DIFFERS);
    private static final Verdict LIST_BAD = new Verdict.Mismatch(ALICE, MismatchCause.LIST_NOT_AS_SIGNED);
    private static final Verdict FILE_BAD = new Verdict.Mismatch(ALICE, MismatchCause.FILE_NOT_AS_SIGNED);
    private static final Verdict WITHDRAWN = new Verdict.Withdrawn(ALICE, WithdrawnCause.KEY, THEN);
    private static final Verdict SIGNER = new Verdict.UnknownSigner("K", false);

    record Row(Signature signature, Subject subject, Verdict verdict) {}

    /// Every signature over every subject, alone.
    static Stream<Row> alone() {
        return Stream.of(
                new Row(GOOD, Subject.FILE, GENUINE),
                new Row(GOOD, Subject.LISTED_SAME, GENUINE),
                new Row(GOOD, Subject.LISTED_DIFFERENT, DIFFERS),
                new Row(GOOD, Subject.NOT_LISTED, notChecked(NotCheckedReason.NOT_IN_LIST, ALICE)),
                new Row(GOOD, Subject.LISTED_WEAKLY, notChecked(NotCheckedReason.LIST_TOO_WEAK, ALICE)),
                new Row(BAD, Subject.FILE, FILE_BAD),
                new Row(BAD, Subject.LISTED_SAME, LIST_BAD),
                new Row(BAD, Subject.LISTED_DIFFERENT, LIST_BAD),
                new Row(BAD, Subject.NOT_LISTED, notChecked(NotCheckedReason.NOT_IN_LIST, ALICE)),
                new Row(BAD, Subject.LISTED_WEAKLY, LIST_BAD),
                new Row(REVOKED, Subject.FILE, WITHDRAWN),
                new Row(REVOKED, Subject.LISTED_SAME, WITHDRAWN),
                new Row(REVOKED, Subject.LISTED_DIFFERENT, WITHDRAWN),
                new Row(REVOKED, Subject.NOT_LISTED, notChecked(NotCheckedReason.NOT_IN_LIST, ALICE)),
                new Row(REVOKED, Subject.LISTED_WEAKLY, WITHDRAWN),
                new Row(UNKNOWN, Subject.FILE, SIGNER),
                new Row(UNKNOWN, Subject.LISTED_SAME, SIGNER),
                new Row(UNKNOWN, Subject.LISTED_DIFFERENT, notChecked(NotCheckedReason.UNVOUCHED_LIST_DIFFERS)),
                new Row(UNKNOWN, Subject.NOT_LISTED, notChecked(NotCheckedReason.NOT_IN_LIST)),
                new Row(UNKNOWN, Subject.LISTED_WEAKLY, notChecked(NotCheckedReason.LIST_TOO_WEAK)),
                new Row(NONE, Subject.LISTED_SAME, notChecked(NotCheckedReason.LIST_NOT_SIGNED)),
                new Row(NONE, Subject.LISTED_DIFFERENT, notChecked(NotCheckedReason.UNVOUCHED_LIST_DIFFERS)),
                new Row(NONE, Subject.NOT_LISTED, notChecked(NotCheckedReason.NO_EVIDENCE)),
                new Row(NONE, Subject.LISTED_WEAKLY, notChecked(NotCheckedReason.LIST_TOO_WEAK)));
    }

    @ParameterizedTest
    @MethodSource("alone")
    void oneClaim(Row row) {
        assertThat(verdict(claim(row.signature(), row.subject()))).isEqualTo(row.verdict());
    }

    @ParameterizedTest
    @EnumSource(value = NotCheckedReason.class, names = {"SIGNATURE_EXPIRED", "KEY_EXPIRED", "SIGNATURE_WEAK",
            "SIGNATURE_IN_FUTURE", "SIGNATURE_UNFIT", "EVIDENCE_UNREADABLE", "KEY_MISSING", "KEY_NOT_PINNED"})
    void aRefusedSignatureGivesItsReason(NotCheckedReason reason) {
        for (var subject : List.of(Subject.FILE, Subject.LISTED_SAME, Subject.LISTED_DIFFERENT)) {
            assertThat(verdict(claim(refused(reason), subject))).isEqualTo(notChecked(reason, ALICE));
        }
    }

    @ParameterizedTest
    @EnumSource(value = NotCheckedReason.class, names = {"FILE_CHANGED", "UNREADABLE", "NOT_A_FILE", "EMPTY",
            "CANCELLED"})
    void whatKeepsTheFileFromBeingReadOutweighsEverything(NotCheckedReason reason) {
        var findings = new Findings(Optional.of(reason), Optional.empty(),
                List.of(claim(GOOD, Subject.FILE), claim(GOOD, Subject.LISTED_DIFFERENT)), Optional.empty(), List.of(),
                2);
        assertThat(Evaluation.of(findings).verdict()).isEqualTo(notChecked(reason));
    }

    @Test
    void nothingAtAll() {
        assertThat(verdict()).isEqualTo(notChecked(NotCheckedReason.NO_EVIDENCE));
    }

    @Test
    void everyReasonHasARow() {
        var covered = EnumSet.of(NotCheckedReason.NO_EVIDENCE, NotCheckedReason.WRONG_PUBLISHER);
        alone().forEach(row -> {
            if (row.verdict() instanceof Verdict.NotChecked it) {
                covered.add(it.reason());
            }
        });
        for (var test : List.of("aRefusedSignatureGivesItsReason",
                "whatKeepsTheFileFromBeingReadOutweighsEverything")) {
            Arrays.stream(EvaluationTest.class.getDeclaredMethods()).filter(it -> it.getName().equals(test))
                    .flatMap(it -> Arrays.stream(it.getAnnotation(EnumSource.class).names()))
                    .forEach(it -> covered.add(NotCheckedReason.valueOf(it)));
        }
        assertThat(covered).containsExactlyInAnyOrder(NotCheckedReason.values());
    }

    @Test
    void oneContradictionByAPublisherOutweighsGoodChains() {
        assertThat(verdict(claim(GOOD, Subject.FILE), claim(GOOD, Subject.LISTED_SAME),
                claim(good(BOB), Subject.LISTED_DIFFERENT)))
                .isEqualTo(new Verdict.Mismatch(BOB, MismatchCause.DIGEST_DIFFERS));
    }

    @Test
    void aGoodChainOutweighsSignaturesThatCountForNothing() {
        var noise = List.of(BAD, REVOKED, UNKNOWN, NONE, refused(NotCheckedReason.SIGNATURE_WEAK),
                refused(NotCheckedReason.KEY_NOT_PINNED));
        for (var signature : noise) {
            for (var subject : Subject.values()) {
                assertThat(verdict(claim(signature, subject), claim(GOOD, Subject.LISTED_SAME))).isEqualTo(GENUINE);
            }
        }
    }

    @Test
    void precedenceOfTheOthers() {
        var inOrder = new ArrayList<>(List.of(claim(GOOD, Subject.LISTED_DIFFERENT), claim(GOOD, Subject.FILE),
                claim(BAD, Subject.FILE), claim(REVOKED, Subject.FILE),
                claim(refused(NotCheckedReason.KEY_NOT_PINNED), Subject.FILE),
                claim(refused(NotCheckedReason.KEY_MISSING), Subject.FILE), claim(UNKNOWN, Subject.FILE),
                claim(refused(NotCheckedReason.SIGNATURE_IN_FUTURE), Subject.FILE),
                claim(refused(NotCheckedReason.KEY_EXPIRED), Subject.FILE),
                claim(refused(NotCheckedReason.SIGNATURE_EXPIRED), Subject.FILE),
                claim(refused(NotCheckedReason.SIGNATURE_WEAK), Subject.FILE),
                claim(refused(NotCheckedReason.SIGNATURE_UNFIT), Subject.FILE),
                claim(NONE, Subject.LISTED_WEAKLY), claim(NONE, Subject.LISTED_DIFFERENT),
                claim(GOOD, Subject.NOT_LISTED), claim(refused(NotCheckedReason.EVIDENCE_UNREADABLE), Subject.FILE),
                claim(NONE, Subject.LISTED_SAME), claim(NONE, Subject.NOT_LISTED)));
        while (!inOrder.isEmpty()) {
            var first = verdict(inOrder.getFirst());
            assertThat(verdict(inOrder.toArray(Claim[]::new))).isEqualTo(first);
            assertThat(verdict(inOrder.reversed().toArray(Claim[]::new))).isEqualTo(first);
            inOrder.removeFirst();
        }
    }

    @Test
    void aListWithoutTheFileSaysNothingHoweverItIsSigned() {
        assertThat(verdict(claim(BAD, Subject.NOT_LISTED), claim(REVOKED, Subject.NOT_LISTED),
                claim(UNKNOWN, Subject.FILE))).isEqualTo(SIGNER);
    }

    @Test
    void someoneElseThanExpected() {
        var wrong = notChecked(NotCheckedReason.WRONG_PUBLISHER, ALICE);
        for (var subject : List.of(Subject.FILE, Subject.LISTED_SAME, Subject.LISTED_DIFFERENT)) {
            for (var signature : List.of(GOOD, BAD, REVOKED, refused(NotCheckedReason.SIGNATURE_EXPIRED))) {
                assertThat(outcome(Optional.of("bob"), claim(signature, subject)).verdict()).isEqualTo(wrong);
            }
        }
        assertThat(outcome(Optional.of("alice"), claim(GOOD, Subject.FILE), claim(good(BOB), Subject.LISTED_DIFFERENT))
                .verdict()).isEqualTo(GENUINE);
    }

    @Test
    void aWithdrawnReleaseOutweighsItsGoodSignature() {
        var withdrawn = new Verdict.Withdrawn(ALICE, WithdrawnCause.RELEASE, THEN);
        var findings = new Findings(Optional.empty(), Optional.empty(), List.of(claim(GOOD, Subject.FILE)),
                Optional.of(withdrawn), List.of(), 2);
        assertThat(Evaluation.of(findings).verdict()).isEqualTo(withdrawn);
    }

    @Test
    void theKeyCameAlong() {
        assertThat(verdict(claim(UNKNOWN, Subject.FILE), claim(new Signature.Unknown("L", true), Subject.FILE)))
                .isEqualTo(new Verdict.UnknownSigner("L", true));
    }

    @Test
    void badges() {
        assertThat(outcome(Optional.empty(), claim(new Signature.Good(ALICE, true, false), Subject.FILE)).badges())
                .containsExactly(Badge.KEY_EXPIRED_SINCE);
        assertThat(outcome(Optional.empty(), claim(new Signature.Good(ALICE, false, true), Subject.FILE)).badges())
                .containsExactly(Badge.KEY_RETIRED_SINCE);
        assertThat(outcome(Optional.empty(), claim(good(HAND), Subject.FILE)).badges())
                .containsExactly(Badge.ADDED_BY_HAND);
        assertThat(outcome(Optional.empty(), claim(UNKNOWN, Subject.FILE), claim(GOOD, Subject.FILE)).badges())
                .containsExactly(Badge.UNKNOWN_SIGNATURES_TOO);
        assertThat(outcome(Optional.empty(), claim(UNKNOWN, Subject.FILE)).badges()).isEmpty();
    }

    @Test
    void aBundledPublisherSpeaksBeforeOneAddedByHand() {
        var outcome = outcome(Optional.empty(), claim(good(HAND), Subject.FILE), claim(GOOD, Subject.FILE));
        assertThat(outcome.verdict()).isEqualTo(GENUINE);
        assertThat(outcome.badges()).isEmpty();
    }

    /// k = needed; the rule that was decided: fewer than k agree and one dissents, or k dissent: disputed.
    @ParameterizedTest
    @CsvSource({"2,0,0,Genuine,false", "2,1,0,Genuine,false", "2,2,0,Reproduced,false", "2,3,0,Reproduced,false",
            "2,0,1,Disputed,false", "2,1,1,Disputed,false", "2,2,1,Reproduced,true", "2,2,2,Disputed,false",
            "2,9,2,Disputed,false", "1,1,0,Reproduced,false", "1,1,1,Disputed,false", "3,2,0,Genuine,false",
            "3,3,2,Reproduced,true", "3,3,3,Disputed,false"})
    void builders(int needed, int same, int different, String name, boolean someDiffer) {
        var outcome = Evaluation.of(new Findings(Optional.empty(), Optional.empty(),
                List.of(claim(GOOD, Subject.FILE)), Optional.empty(), rebuilt(same, different), needed));
        assertThat(outcome.verdict().name()).isEqualTo(name);
        assertThat(outcome.badges()).isEqualTo(someDiffer ? Set.of(Badge.SOME_BUILDERS_DIFFER) : Set.of());
    }

    @Test
    void aKeyAddedByHandNeverTurnsGreen() {
        var outcome = Evaluation.of(new Findings(Optional.empty(), Optional.empty(),
                List.of(claim(good(HAND), Subject.FILE)), Optional.empty(), rebuilt(5, 0), 2));
        assertThat(outcome.verdict()).isInstanceOf(Verdict.Genuine.class);
        assertThat(outcome.badges()).contains(Badge.ADDED_BY_HAND);
    }

    @Test
    void buildersAloneProveNothing() {
        var outcome = Evaluation.of(
                new Findings(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), rebuilt(5, 0), 2));
        assertThat(outcome.verdict()).isEqualTo(notChecked(NotCheckedReason.NO_EVIDENCE));
    }

    @Test
    void anOperatorIsOnePartyHoweverManyBuildersItHas() {
        var rebuilt = List.of(by("x", State.OK), by("x", State.OK), by("y", State.OK), by("y", State.DIFFERENT),
                by("z", State.MISSING), by("w", State.NOT_ASKED));
        assertThat(Votes.count(rebuilt, 2)).isEqualTo(new Builders(1, 1, 3, 2));
    }

    private static List<Evidence.Rebuilt> rebuilt(int same, int different) {
        var rebuilt = new ArrayList<Evidence.Rebuilt>();
        for (int i = 0; i < same; i++) {
            rebuilt.add(by("same" + i, State.OK));
        }
        for (int i = 0; i < different; i++) {
            rebuilt.add(by("different" + i, State.DIFFERENT));
        }
        return rebuilt;
    }

    private static Evidence.Rebuilt by(String operator, State state) {
        return new Evidence.Rebuilt(state, "builder", operator, THEN);
    }
}
