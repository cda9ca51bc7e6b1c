package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.app.window.build.Inputs.LockState;
import org.selfsame.app.window.build.Outcome;
import org.selfsame.app.window.compare.FileComparison;
import org.selfsame.build.StepName;
import org.selfsame.sandbox.SandboxException;
import org.selfsame.trust.publisher.Publishers;

/// Uses the screens of a build as people do, and draws each of their states.
@Timeout(120)
class BuildingTest {
    /// Those that are drawn dark and narrow, and light and wide.
    static final List<String> PICTURES = List.of("build-inputs", "build-inputs-long", "build-running",
            "build-identical", "build-different", "build-failed");

    @TempDir
    Path directory;
    private final HandMadeBuild engine = new HandMadeBuild();
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void start() {
        Pictures.start();
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void recipeIsChosenLookedAtAndBuiltTwice() throws IOException {
        var first = Files.writeString(directory.resolve("first.iso"), "same");
        engine.course = (plan, listener, task) -> {
            assertThat(plan.twice()).isTrue();
            assertThat(plan.output()).isEqualTo(directory);
            for (int build = 1; build <= 2; build++) {
                for (var step : HandMadeBuild.STEPS) {
                    HandMadeBuild.step(listener, build, step, "line of " + step);
                }
            }
            return new Outcome(
                    List.of(new Outcome.Made("mountain-1.2-amd64.iso", first, 4, BuildSamples.digest(4)),
                            BuildSamples.made(directory, "mountain-1.2-amd64.packages", 5)),
                    directory, Files.writeString(directory.resolve("r.json"), "{}"),
                    new Outcome.Second(List.of(), List.of(), List.of("time zone", "locale", "host name"),
                            List.of("time")));
        };
        var driver = driver();
        atInputs(driver);
        draw(driver, "build-inputs");
        driver.desktop.directory = Optional.of(directory);
        driver.press("#build-start");
        assertThat(driver.words("#build-answer-title")).isEqualTo("Both builds are identical");
        driver.await(() -> driver.focused().equals("build-answer"), "the answer has the focus");
        assertThat(driver.find("#build-answer").getAccessibleText()).contains("time zone", "same bytes");
        draw(driver, "build-identical");
        driver.press(".copy-checksum");
        assertThat(driver.desktop.copied).containsExactly(BuildSamples.digest(4).hex());
        driver.press("#build-open");
        assertThat(driver.desktop.browsed).containsExactly(directory.toUri().toString());
        driver.desktop.target = Optional.of(directory.resolve("saved.json"));
        driver.press("#build-record");
        driver.await(() -> Files.exists(directory.resolve("saved.json")), "the record");
        driver.press("#build-verify");
        driver.find("#verdict-title");
    }

    @Test
    void missingLockIsMadeByAButtonAndItsChangesAreShown() {
        engine.inputs = BuildSamples.inputs(LockState.MISSING);
        var driver = driver();
        atInputs(driver, "#build-lock");
        assertThat(driver.words("#build-lock-state")).isEqualTo("There is no lock yet");
        assertThat(driver.shows("#build-start")).isFalse();
        drawNarrow(driver, "build-no-lock");
        driver.press("#build-lock");
        driver.find("#build-start");
        assertThat(driver.words("#build-lock-state")).isEqualTo("The lock is up to date");
        driver.press("#build-lock-update");
        driver.await(() -> driver.words("#build-lock-state").startsWith("The lock"), "the new lock");
        driver.press("#window-back");
        driver.find("#build-look");
    }

    @Test
    void changedRecipeNeedsANewLockAndTellsWhatIsNew() {
        engine.inputs = BuildSamples.inputs(LockState.RECIPE_CHANGED);
        var driver = driver();
        atInputs(driver, "#build-lock");
        driver.press("#build-lock");
        assertThat(driver.words("#build-changes")).isEqualTo("Changed since the last lock");
        assertThat(CompareHands.texts(driver, ".build-change")).containsExactly("1 package is new");
    }

    @Test
    void longNamesAndWhatIsNotSupportedFit() {
        engine.inputs = BuildSamples.crowded();
        var driver = driver();
        atInputs(driver);
        draw(driver, "build-inputs-long");
        try (var _ = new LongWords()) {
            driver.press("#build-read-again");
            driver.find("#build-start");
            driver.resize(520, 900);
            assertThat(driver.picture("build-inputs-long-words").cut()).isEmpty();
        }
    }

    @Test
    void runningBuildIsShownWithItsLogAndCanBeCancelled() {
        engine.course = (plan, listener, task) -> {
            HandMadeBuild.untilTheHooks(listener, task, 20_000, released);
            throw new IOException("not cancelled");
        };
        var driver = driver();
        running(driver, "#build-step-1-HOOKS");
        driver.await(() -> driver.words("#build-current").contains("Step 5 of 10: Running the hooks"), "the step");
        var list = list(driver);
        driver.await(() -> list.getItems().size() > 20_000, "the log");
        draw(driver, "build-running");
        driver.press("#build-cancel");
        assertThat(driver.words("#build-answer-title")).isEqualTo("The build was stopped");
        assertThat(driver.find("#build-answer").getAccessibleText()).contains("4 finished steps are kept");
        drawNarrow(driver, "build-stopped");
    }

    @Test
    void logIsSearchedAndFollowedByKeys() {
        engine.course = (plan, listener, task) -> {
            HandMadeBuild.untilTheHooks(listener, task, 20_000, released);
            throw new IOException("not cancelled");
        };
        var driver = driver();
        running(driver, "#build-step-1-HOOKS");
        var list = list(driver);
        driver.await(() -> list.getItems().size() > 20_000, "the log");
        var follow = (CheckBox) driver.find("#build-follow");
        assertThat(follow.isSelected()).isTrue();
        driver.keys(KeyCode.SHORTCUT, KeyCode.F);
        driver.await(() -> driver.focused().equals("build-search"), "the field");
        driver.write("package-777 ");
        driver.keys(KeyCode.ENTER);
        driver.await(() -> selected(driver).startsWith("Unpacking package-777 "), "the line");
        assertThat(follow.isSelected()).as("stays where it was found").isFalse();
        assertThat(driver.picture("build-found-520-light").cut()).isEmpty();
        driver.keys(KeyCode.F3);
        driver.await(() -> selected(driver).startsWith("Unpacking package-777 "), "the only line");
        Pictures.onFx(() -> {
            ((TextField) driver.find("#build-search")).setText("no such line");
            return "";
        });
        driver.keys(KeyCode.F3);
        driver.await(() -> driver.words("#build-found").equals("Not found"), "that it is not there");
        driver.keys(KeyCode.ESCAPE);
        assertThat(((TextField) driver.find("#build-search")).getText()).isEmpty();
        Pictures.onFx(() -> {
            list.requestFocus();
            return "";
        });
        driver.keys(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(driver.desktop.copied.getLast()).startsWith("Unpacking package-777 ");
        Pictures.onFx(() -> {
            driver.find("#build-step-1-BOOTSTRAP").requestFocus();
            return "";
        });
        driver.keys(KeyCode.ENTER);
        driver.await(() -> selected(driver).contains("Setting up the base system"), "the step in the log");
        Pictures.onFx(() -> {
            list.requestFocus();
            return "";
        });
        driver.keys(KeyCode.END);
        assertThat(follow.isSelected()).isTrue();
        driver.keys(KeyCode.PAGE_UP);
        assertThat(follow.isSelected()).isFalse();
    }

    @Test
    void buildGoesOnWhenTheUserGoesBack() {
        engine.course = (plan, listener, task) -> {
            HandMadeBuild.untilTheHooks(listener, task, 10, released);
            return new Outcome(List.of(BuildSamples.made(directory, "a.iso", 1)), directory, null, null);
        };
        var driver = driver();
        running(driver, "#build-step-1-HOOKS");
        driver.keys(KeyCode.ESCAPE);
        driver.find("#build-start");
        driver.drop(directory.resolve("other.iso"));
        driver.press("#window-back");
        assertThat(driver.words("#home-build")).isEqualTo("Show the _build");
        driver.press("#home-build");
        assertThat(driver.words("#build-title")).isEqualTo("Building mountain 1.2");
        released.countDown();
        assertThat(driver.words("#build-answer-title")).isEqualTo("The image is built");
    }

    @Test
    void failedHookIsNamedWithTheEndOfItsLog() {
        engine.course = (plan, listener, task) -> {
            HandMadeBuild.step(listener, 1, StepName.INPUTS);
            HandMadeBuild.step(listener, 1, StepName.BOOTSTRAP, "Setting up libc6");
            HandMadeBuild.begin(listener, 1, StepName.PACKAGES);
            throw new SandboxException(SandboxException.Reason.ROOT_FULL, "no space left on device");
        };
        var driver = driver();
        running(driver, "#build-answer");
        assertThat(driver.words("#build-answer-title")).isEqualTo("The build of mountain stopped");
        assertThat(driver.find("#build-answer").getAccessibleText()).contains("no space left on device");
        draw(driver, "build-failed");
        driver.press("#build-again");
        driver.find("#build-start");
    }

    @Test
    void recipeThatCannotBeReadSaysWhy() {
        engine.reading = _ -> {
            throw new java.nio.file.NoSuchFileException("/home/me/" + BuildSamples.LONG);
        };
        var driver = driver();
        atInputs(driver, "#build-answer");
        assertThat(driver.find("#build-answer").getAccessibleText())
                .contains("/home/me/" + BuildSamples.LONG + ": there is no such file");
        drawNarrow(driver, "build-unreadable");
        driver.press("#build-other-recipe");
        driver.find("#build-look");
    }

    @Test
    void buildsThatDifferAreCompared() throws IOException {
        var left = Files.writeString(directory.resolve("left.txt"), "one");
        var right = Files.writeString(directory.resolve("right.txt"), "two");
        engine.course = (plan, listener, task) -> {
            for (var step : HandMadeBuild.STEPS) {
                HandMadeBuild.step(listener, 1, step);
            }
            return new Outcome(
                    List.of(new Outcome.Made("left.txt", left, 3, BuildSamples.digest(6)),
                            BuildSamples.made(directory, BuildSamples.LONG + ".packages", 7)),
                    directory, null,
                    new Outcome.Second(List.of(new Outcome.Pair("left.txt", left, right)), List.of("locale"),
                            List.of("locale", "time zone"), List.of()));
        };
        var driver = driver();
        running(driver, "#build-answer");
        assertThat(driver.words("#build-answer-title")).isEqualTo("The two builds differ");
        assertThat(driver.find("#build-answer").getAccessibleText()).contains("1 of 2 files differs",
                "depends on: locale");
        draw(driver, "build-different");
        driver.press("#build-compare");
        assertThat(driver.words("#compare-title")).isEqualTo("The two files differ");
        driver.press("#window-back");
        assertThat(driver.words("#build-answer-title")).isEqualTo("The two builds differ");
    }

    private void running(WindowDriver driver, String until) {
        atInputs(driver);
        driver.desktop.directory = Optional.of(directory);
        Pictures.onFx(() -> {
            ((CheckBox) driver.find("#build-twice")).setSelected(false);
            return "";
        });
        driver.press("#build-start");
        driver.find(until);
    }

    private void atInputs(WindowDriver driver) {
        atInputs(driver, "#build-start");
    }

    private static void atInputs(WindowDriver driver, String until) {
        driver.press("#home-build");
        driver.await(() -> driver.focused().equals("build-repository"), "the field");
        driver.write("/home/me/recipes/mountain");
        driver.keys(KeyCode.ENTER);
        driver.find(until);
    }

    private static String selected(WindowDriver driver) {
        return Pictures.onFx(() -> driver.robot.lookup("#build-log .list-cell").queryAll().stream()
                .filter(cell -> cell.getPseudoClassStates().toString().contains("selected"))
                .map(cell -> ((Labeled) cell).getText()).findFirst().orElse(""));
    }

    private static ListView<?> list(WindowDriver driver) {
        return (ListView<?>) driver.find("#build-log");
    }

    private static void draw(WindowDriver driver, String name) {
        assertThat(PICTURES).contains(name);
        draw(driver, name, 520, true);
        draw(driver, name, 900, false);
    }

    private static void draw(WindowDriver driver, String name, int width, boolean dark) {
        Pictures.wear(dark);
        driver.resize(width, 900);
        var drawn = driver.picture(name + "-" + width + (dark ? "-dark" : "-light"));
        assertThat(drawn.cut()).as(name + " at " + width).isEmpty();
        assertThat(CompareHands.overhang(driver)).as(name + " at " + width).isNotPositive();
    }

    private static void drawNarrow(WindowDriver driver, String name) {
        draw(driver, name, 520, false);
    }

    private WindowDriver driver() {
        return new WindowDriver(directory, Publishers.bundled(), null, new FileComparison(), engine);
    }
}
