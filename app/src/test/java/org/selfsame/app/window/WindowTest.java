package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.scene.control.TitledPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.app.window.verify.Engine;
import org.selfsame.app.window.verify.VerifyFlow;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.NotCheckedReason;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;

/// Uses the window as people do: drop, wait, read, press, by mouse and by keyboard alone.
@Timeout(120)
class WindowTest {
    private static final Verdict GENUINE = new Verdict.Genuine(Samples.DEBIAN, Verdict.Builders.NONE);

    @TempDir
    Path directory;

    @Test
    void droppedFileIsCheckedAndItsVerdictShown() {
        var seen = new AtomicReference<Request>();
        var driver = driver((request, _) -> {
            seen.set(request);
            return Samples.of(VerifyFlow.nameOf(request), GENUINE);
        });
        driver.drop(Path.of("live.iso"), Path.of("live.iso.sig"), Path.of("SHA256SUMS"));
        assertThat(driver.words("#verdict-title")).isEqualTo("Verified, not yet rebuilt by others");
        var request = Objects.requireNonNull(seen.get());
        assertThat(request.file()).isEqualTo(Path.of("live.iso"));
        assertThat(request.signatures()).containsExactly(Path.of("live.iso.sig"));
        assertThat(request.checksums()).containsExactly(Path.of("SHA256SUMS"));
    }

    @Test
    void onlyFilesCanBeDropped() {
        var driver = driver((request, _) -> Samples.of(VerifyFlow.nameOf(request), GENUINE));
        assertThat(driver.drag(DragEvent.DRAG_OVER)).as("text").isFalse();
        assertThat(driver.invitesToDrop()).isFalse();
        assertThat(driver.drag(DragEvent.DRAG_OVER, Path.of("live.iso"))).isTrue();
        assertThat(driver.invitesToDrop()).isTrue();
        driver.drag(DragEvent.DRAG_EXITED, Path.of("live.iso"));
        assertThat(driver.invitesToDrop()).isFalse();
        assertThat(driver.shows("#home-choose")).isTrue();
        assertThat(driver.drag(DragEvent.DRAG_DROPPED)).isFalse();
        driver.drag(DragEvent.DRAG_OVER, Path.of("live.iso"));
        assertThat(driver.drag(DragEvent.DRAG_DROPPED, Path.of("live.iso"))).isTrue();
        assertThat(driver.invitesToDrop()).isFalse();
        assertThat(driver.words("#verdict-title")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mismatch", "Withdrawn", "UnknownSigner", "Disputed", "NotChecked", "Genuine",
            "Reproduced"})
    void everyVerdictIsShownWithFocusOnItAndWordsForScreenReaders(String name) {
        var sample = Objects.requireNonNull(Samples.all().get(name));
        var driver = driver((_, _) -> sample);
        driver.drop(Path.of("live.iso"));
        var card = driver.find("#verdict");
        driver.await(() -> driver.focused().equals("verdict"), "focus on the verdict");
        assertThat(card.getAccessibleText()).contains(driver.words("#verdict-title"));
        assertThat(((TitledPane) driver.find("#evidence")).isExpanded()).isEqualTo(name.equals("Mismatch"));
        assertThat(driver.shows("#damage")).isEqualTo(name.equals("Mismatch"));
        assertThat(driver.words("#verdict-action")).isNotBlank();
    }

    @Test
    void progressIsShownAndCancelEndsInNotChecked() {
        var driver = driver(WindowTest::untilCancelled);
        driver.drop(Path.of("live.iso"));
        driver.await(() -> driver.words("#progress-amount").contains("of"), "bytes");
        assertThat(driver.words("#progress-amount")).isEqualTo("250.0 MB of 1.0 GB");
        assertThat(driver.shows(".verdict")).isFalse();
        driver.press("#progress-cancel");
        assertThat(driver.words("#verdict-title")).isEqualTo("Not checked");
        assertThat(driver.words("#verdict-action")).isEqualTo("Try again");
    }

    @Test
    void escapeCancelsTooAndThenGoesBack() {
        var driver = driver(WindowTest::untilCancelled);
        driver.drop(Path.of("live.iso"));
        driver.find("#progress-cancel");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.words("#verdict-title")).isEqualTo("Not checked");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.shows("#home-choose")).isTrue();
    }

    @Test
    void imagesThatAreLeftOutAreMentioned() {
        var driver = driver((request, _) -> Samples.of(VerifyFlow.nameOf(request), GENUINE));
        driver.drop(Path.of("first.iso"), Path.of("second.iso"), Path.of("third.iso"));
        assertThat(driver.words("#verdict-notice .label"))
                .isEqualTo("One image is checked at a time: this is about first.iso alone.");
        driver.drop(Path.of("second.iso"));
        driver.find("#verdict-title");
        assertThat(driver.shows("#verdict-notice")).isFalse();
    }

    @Test
    void secondFileTakesThePlaceOfTheFirst() {
        var released = new CountDownLatch(1);
        var driver = driver((request, task) -> {
            if (VerifyFlow.nameOf(request).equals("first.iso")) {
                await(released);
                return Samples.of("first.iso", new Verdict.Reproduced(Samples.DEBIAN, Verdict.Builders.NONE));
            }
            return Samples.of(VerifyFlow.nameOf(request), GENUINE);
        });
        driver.drop(Path.of("first.iso"));
        driver.drop(Path.of("second.iso"));
        assertThat(driver.words("#verdict-title")).isEqualTo("Verified, not yet rebuilt by others");
        released.countDown();
        driver.robot.sleep(300);
        assertThat(driver.words("#verdict-title")).isEqualTo("Verified, not yet rebuilt by others");
        assertThat(driver.words(".file-name")).isEqualTo("second.iso");
    }

    @Test
    void goingBackFromProgressGivesTheCheckUp() {
        var driver = driver(WindowTest::untilCancelled);
        driver.drop(Path.of("live.iso"));
        driver.find("#progress-cancel");
        driver.press("#window-back");
        driver.robot.sleep(300);
        assertThat(driver.shows("#home-choose")).isTrue();
        assertThat(driver.shows("#verdict")).isFalse();
    }

    @Test
    void sideFilesDroppedLaterBelongToTheFileThatIsShown() {
        var driver = driver((request, _) -> Samples.of(VerifyFlow.nameOf(request),
                request.checksums().isEmpty() ? new Verdict.NotChecked(NotCheckedReason.NO_EVIDENCE) : GENUINE));
        driver.drop(Path.of("live.iso"));
        assertThat(driver.words("#verdict-title")).isEqualTo("Not checked");
        driver.drop(Path.of("SHA256SUMS"));
        driver.await(() -> driver.words("#verdict-title").startsWith("Verified"), "the new verdict");
    }

    @Test
    void sideFilesAloneAreExplainedAtHome() {
        var driver = driver((_, _) -> Samples.of("x", GENUINE));
        driver.drop(Path.of("SHA256SUMS"));
        assertThat(driver.shows("#home-message")).isTrue();
        assertThat(driver.shows("#verdict")).isFalse();
    }

    @Test
    void reportIsSaved() throws IOException {
        var driver = driver((request, _) -> Samples.of(VerifyFlow.nameOf(request), GENUINE));
        var target = directory.resolve("report.html");
        driver.desktop.target = Optional.of(target);
        driver.drop(Path.of("live.iso"));
        driver.press("#verdict-save");
        assertThat(Files.readString(target)).contains("Verified, not yet rebuilt by others");
        assertThat(driver.shows("#verdict-notice")).isTrue();
    }

    @Test
    void checksumIsCopiedWithoutBlanks() {
        var driver = driver((request, _) -> Samples.all().values().iterator().next());
        driver.drop(Path.of("live.iso"));
        driver.press(".copy-SHA256");
        assertThat(driver.desktop.copied).singleElement().asString().hasSize(64).doesNotContain(" ");
    }

    @Test
    void unknownSignerLeadsToTheQuestionAndBackToCheck() {
        var driver = driver((request, _) -> Samples.of(VerifyFlow.nameOf(request),
                request.publisher().isPresent() ? GENUINE : new Verdict.UnknownSigner("DA87E80D6294BE9B", true)));
        driver.drop(Path.of("live.iso"));
        driver.press("#verdict-action");
        assertThat(driver.find("#publisher-check").isDisabled()).isTrue();
        driver.press("#publisher-tails");
        driver.press("#publisher-check");
        driver.await(() -> driver.words("#verdict-title").startsWith("Verified"), "the new verdict");
    }

    @Test
    void failureOfTheProgramIsNoVerdictAndCanBeTriedAgain() {
        var driver = driver((_, _) -> {
            throw new IllegalStateException("no more room");
        });
        driver.drop(Path.of("live.iso"));
        assertThat(driver.words("#failure-detail")).contains("no more room");
        assertThat(driver.shows("#verdict")).isFalse();
    }

    @Test
    void themeIsSwitchedAtOnceAndKept() {
        var driver = driver((_, _) -> Samples.of("x", GENUINE));
        driver.press("#window-settings");
        driver.press("#theme-DARK");
        assertThat(Pictures.onFx(Application::getUserAgentStylesheet)).contains("primer-dark");
        assertThat(directory.resolve("settings.json")).content().contains("\"dark\"");
        driver.press("#theme-LIGHT");
        assertThat(Pictures.onFx(Application::getUserAgentStylesheet)).contains("primer-light");
    }

    @Test
    void everythingWorksByKeyboardAlone() {
        var driver = driver((request, _) -> Samples.of(VerifyFlow.nameOf(request), GENUINE));
        driver.desktop.chosen = List.of(Path.of("live.iso"));
        assertThat(driver.focused()).isEqualTo("home-choose");
        driver.keys(KeyCode.ENTER);
        driver.await(() -> driver.focused().equals("verdict"), "the verdict");
        driver.keys(KeyCode.TAB);
        assertThat(driver.focused()).isEqualTo("verdict-action");
        driver.keys(KeyCode.SPACE);
        assertThat(driver.shows("#next-steps")).isTrue();
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.focused()).isEqualTo("home-choose");
        driver.keys(KeyCode.SHORTCUT, KeyCode.O);
        driver.await(() -> driver.focused().equals("verdict"), "the verdict by Ctrl+O");
        driver.keys(KeyCode.ALT, KeyCode.LEFT);
        driver.keys(KeyCode.SHORTCUT, KeyCode.COMMA);
        assertThat(driver.focused()).isEqualTo("theme-AUTO");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.shows("#home-choose")).isTrue();
    }

    private WindowDriver driver(Engine engine) {
        return new WindowDriver(directory, Publishers.bundled(), engine);
    }

    private static Verification untilCancelled(Request request, Task task) {
        try (var read = task.begin(Activity.READ_FILE, 1_000_000_000)) {
            read.add(250_000_000);
            while (true) {
                task.checkCancelled();
                Thread.onSpinWait();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
