package org.selfsame.app.window.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.app.window.FakeDesktop;
import org.selfsame.app.window.Moves;
import org.selfsame.app.window.Samples;
import org.selfsame.verify.NotCheckedReason;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;

/// The suggested step of every verdict does something real.
class VerdictModelTest {
    private static final Request REQUEST = Request.of(Path.of("live.iso"));

    @TempDir
    Path directory;

    private final FakeDesktop desktop = new FakeDesktop();
    private final Moves moves = new Moves();

    @Test
    void damagedDownloadLeadsToThePublishersOwnPage() {
        var model = model(new Verdict.Mismatch(Samples.DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS));
        assertThat(model.address()).contains("https://www.debian.org/CD/");
        assertThat(model.actionHow()).contains("https://www.debian.org/CD/");
        model.act();
        assertThat(desktop.browsed).containsExactly("https://www.debian.org/CD/");
    }

    @Test
    void publisherWithoutPageLeadsToTheNewCopy() {
        desktop.chosen = List.of(Path.of("new.iso"));
        model(new Verdict.Mismatch(Samples.ADA, Verdict.MismatchCause.DIGEST_DIFFERS)).act();
        assertThat(desktop.browsed).isEmpty();
        assertThat(moves.checked).extracting(Request::file).containsExactly(Path.of("new.iso"));
    }

    @Test
    void unknownSignerAsksWhoShouldHaveSigned() {
        model(new Verdict.UnknownSigner("DA87E80D6294BE9B", true)).act();
        assertThat(moves.asked).containsExactly(REQUEST);
    }

    @Test
    void disputeOpensWhatEachBuilderGot() {
        var model = model(new Verdict.Disputed(Samples.DEBIAN, new Verdict.Builders(1, 2, 4, 3)));
        assertThat(model.actionWords()).doesNotContain("Compare");
        model.act();
        assertThat(model.opened().get()).isEqualTo(VerdictModel.Part.EVIDENCE);
    }

    @Test
    void goodFileOpensTheNextSteps() {
        var model = model(new Verdict.Genuine(Samples.DEBIAN, Verdict.Builders.NONE));
        assertThat(model.opened().get()).isEqualTo(VerdictModel.Part.NONE);
        model.act();
        assertThat(model.opened().get()).isEqualTo(VerdictModel.Part.NEXT_STEPS);
    }

    @Test
    void chosenSideFilesJoinTheSameFile() {
        desktop.chosen = List.of(Path.of("live.iso.sig"), Path.of("SHA256SUMS"));
        model(new Verdict.NotChecked(NotCheckedReason.NO_EVIDENCE)).act();
        assertThat(moves.checked).singleElement().satisfies(again -> {
            assertThat(again.file()).isEqualTo(REQUEST.file());
            assertThat(again.signatures()).containsExactly(Path.of("live.iso.sig"));
            assertThat(again.checksums()).containsExactly(Path.of("SHA256SUMS"));
        });
    }

    @Test
    void chosenKeyIsBroughtForThatPublisherOnly() {
        desktop.chosen = List.of(Path.of("tails.key"));
        model(new Verdict.NotChecked(NotCheckedReason.KEY_MISSING, Samples.DEBIAN)).act();
        assertThat(moves.checked).singleElement().extracting(Request::keys)
                .isEqualTo(List.of(new Request.BroughtKey(Path.of("tails.key"), Samples.DEBIAN.id())));
    }

    @Test
    void wrongClockIsShownAndMayBeTriedAgain() {
        var model = model(new Verdict.NotChecked(NotCheckedReason.SIGNATURE_IN_FUTURE));
        model.act();
        assertThat(model.notice().get()).hasValueSatisfying(notice -> assertThat(notice.text()).contains("20"));
        assertThat(model.offersRetry()).isTrue();
        model.retry();
        assertThat(moves.checked).containsExactly(REQUEST);
    }

    @ParameterizedTest
    @EnumSource
    void noReasonLeavesTheUserWithButtonThatDoesNothing(NotCheckedReason reason) {
        desktop.chosen = List.of(Path.of("chosen.iso"));
        var model = model(new Verdict.NotChecked(reason, Samples.DEBIAN));
        model.act();
        assertThat(moves.checked.size() + moves.asked.size() + desktop.browsed.size()
                + (model.notice().get().isPresent() ? 1 : 0)).isOne();
        assertThat(model.actionWords()).isNotBlank();
    }

    @Test
    void choosingNothingChangesNothing() {
        for (var reason : List.of(NotCheckedReason.NO_EVIDENCE, NotCheckedReason.KEY_MISSING,
                NotCheckedReason.NOT_A_FILE)) {
            model(new Verdict.NotChecked(reason, Samples.DEBIAN)).act();
        }
        assertThat(moves.checked).isEmpty();
    }

    @Test
    void onlyMismatchUnfoldsItsEvidence() {
        assertThat(Samples.all().values()).filteredOn(sample -> model(sample.verdict()).evidenceFirst())
                .extracting(sample -> sample.verdict().name()).containsExactly("Mismatch");
    }

    @Test
    void onlyReproducedIsGreenAndEveryShapeIsItsOwn() {
        var looks = Samples.all().values().stream().map(sample -> VerdictLook.of(sample.verdict())).toList();
        assertThat(looks).extracting(VerdictLook::icon).doesNotHaveDuplicates();
        assertThat(Samples.all().values()).filteredOn(it -> VerdictLook.of(it.verdict()).role().equals("success"))
                .extracting(it -> it.verdict().name()).containsExactly("Reproduced");
    }

    @Test
    void reportIsSavedAsPageOrAsData() throws IOException {
        var page = directory.resolve("report.html");
        var data = directory.resolve("report.JSON");
        var model = model(new Verdict.UnknownSigner("DA87E80D6294BE9B", true));
        for (var target : List.of(page, data)) {
            desktop.target = Optional.of(target);
            model.saveReport();
            assertThat(model.notice().get()).hasValueSatisfying(notice -> {
                assertThat(notice.trouble()).isFalse();
                assertThat(notice.text()).contains(target.getFileName().toString());
            });
        }
        assertThat(desktop.suggestedName).isEqualTo(Samples.FILE + "-check.html");
        assertThat(Files.readString(page)).contains("<html", Samples.FILE, "1.2.3");
        assertThat(Files.readString(data)).startsWith("{").contains("\"UnknownSigner\"");
    }

    @Test
    void reportThatCannotBeSavedLeavesTheVerdictAlone() {
        var model = model(new Verdict.UnknownSigner("DA87E80D6294BE9B", true));
        desktop.target = Optional.of(directory.resolve("no/such/directory/report.html"));
        model.saveReport();
        assertThat(model.notice().get()).hasValueSatisfying(notice -> assertThat(notice.trouble()).isTrue());
        assertThat(model.words().title()).isEqualTo("Unknown signer");
    }

    @Test
    void referenceIsOfferedForWhatIsNotWhatWasPublished() {
        var mismatch = model(new Verdict.Mismatch(Samples.DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS));
        assertThat(mismatch.compareWords()).isEmpty();
        mismatch.compareWithReference();
        assertThat(moves.compared).isEmpty();
        mismatch.reference(Path.of("good", Samples.LONG_FILE));
        assertThat(mismatch.compareWords()).hasValueSatisfying(it -> assertThat(it).startsWith("Compare with a-remark")
                .endsWith(".iso").hasSizeLessThan(90));
        mismatch.compareWithReference();
        assertThat(moves.compared).containsExactly(REQUEST.file(), Path.of("good", Samples.LONG_FILE));
        var genuine = model(new Verdict.Genuine(Samples.DEBIAN, Verdict.Builders.NONE));
        genuine.reference(Path.of("good.iso"));
        assertThat(genuine.compareWords()).isEmpty();
    }

    private VerdictModel model(Verdict verdict) {
        return new VerdictModel(REQUEST, Samples.of(Samples.FILE, verdict), desktop, new ReportFiles("1.2.3"), moves);
    }
}
