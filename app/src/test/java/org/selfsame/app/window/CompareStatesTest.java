package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.app.window.CompareHands.awaitRow;
import static org.selfsame.app.window.CompareHands.enterTable;
import static org.selfsame.app.window.CompareHands.rows;
import static org.selfsame.app.window.CompareHands.select;
import static org.selfsame.app.window.CompareHands.spoken;
import static org.selfsame.app.window.CompareHands.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.app.window.compare.CompareEngine;
import org.selfsame.app.window.compare.ComparePair;
import org.selfsame.app.window.compare.Compared;
import org.selfsame.app.window.compare.FileComparison;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Side;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.trust.publisher.Publishers;

/// The states that a comparison and its rows can be in beside "differs": the same, on one side only, unreadable, stopped,
/// failed; and words and names that are longer than any screen.
@Timeout(120)
class CompareStatesTest {
    private static final List<Integer> WIDTHS = List.of(520, 900);

    @TempDir
    static Path shared;
    private static Path left;
    private static Path right;
    private static Path damaged;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeImages() {
        Pictures.start();
        left = TwoImages.first(shared.resolve("live-first.iso"));
        right = TwoImages.second(shared.resolve("live-second.iso"));
        damaged = TwoImages.damaged(shared.resolve("live-damaged.iso"));
    }

    @Test
    void equalArchivesOpenInPlaceAtAnyDepth() {
        var driver = CompareHands.compared(directory, left, right);
        enterTable(driver);
        driver.write("1");
        awaitRow(driver, "same.zip");
        select(driver, "same.zip");
        assertThat(spoken(driver, "same.zip")).startsWith("same.zip, ").contains("left: same", "right: same");
        driver.keys(KeyCode.ENTER);
        awaitRow(driver, "inner.zip");
        driver.await(() -> spoken(driver, "inner.zip").contains("image or archive, closed"), "that it can be opened");
        driver.keys(KeyCode.RIGHT);
        awaitRow(driver, "deep.txt");
        assertThat(spoken(driver, "deep.txt")).contains("left: same, 19 bytes, right: same, 19 bytes");
        assertThat(driver.words(".near-sentence")).isEqualTo("This is the same on both sides.");
        assertThat(driver.words("#compare-place")).as("what is the same is no difference").doesNotContain("of 17");
    }

    @Test
    void archiveWhoseTimeAloneDiffersHoldsWhatIsTheSame() {
        var driver = CompareHands.compared(directory, left, right);
        enterTable(driver);
        driver.write("1");
        awaitRow(driver, "touched.zip");
        select(driver, "touched.zip");
        driver.keys(KeyCode.ENTER);
        awaitRow(driver, "deep.txt");
        assertThat(spoken(driver, "touched.zip")).contains("left: 1 differs", "right: 1 differs");
        assertThat(spoken(driver, "deep.txt")).contains("left: same", "right: same");
    }

    @Test
    void archiveOnOneSideOpensAmongTheDifferences() {
        var driver = CompareHands.compared(directory, left, right);
        enterTable(driver);
        var place = driver.words("#compare-place").replaceFirst(".* of ", "");
        select(driver, "extra.zip");
        driver.await(() -> spoken(driver, "extra.zip").contains("image or archive, closed"), "that it can be opened");
        driver.keys(KeyCode.ENTER);
        awaitRow(driver, "deep.txt");
        assertThat(spoken(driver, "deep.txt")).contains("left: not here", "right: only here, 19 bytes");
        assertThat(driver.words(".near-sentence")).isEqualTo("Only the right side has this.");
        select(driver, "extra.zip");
        assertThat(driver.words("#compare-place")).endsWith(" of " + place);
        assertThat(rows(driver)).doesNotContain("same.zip");
    }

    @Test
    void partThatCannotBeReadIsSaidAndShown() {
        var driver = CompareHands.compared(directory, left, damaged);
        var said = spoken(driver, "notes.gz");
        assertThat(said).contains("left: differs").contains("right: cannot be read");
        assertThat(driver.words(".near-sentence")).startsWith("This could not be read as what it is.");
        assertThat(texts(driver, ".near-trouble")).anyMatch(it -> it.contains("gzip"));
        for (var theme : List.of("light", "dark")) {
            Pictures.wear(theme.equals("dark"));
            for (int width : WIDTHS) {
                driver.resize(width, 900);
                var drawn = driver.picture("compare-unreadable-" + width + "-" + theme);
                assertThat(drawn.cut()).as("at " + width).isEmpty();
            }
        }
    }

    @Test
    void stoppingShowsWhatWasFoundSoFar() {
        var driver = comparing(CompareStatesTest::untilCancelled);
        driver.drop(left, right);
        driver.await(() -> driver.words("#progress-amount").contains("of"), "bytes");
        driver.picture("compare-progress-520-light");
        driver.press("#progress-cancel");
        assertThat(driver.words("#compare-paragraph")).contains("stopped");
        enterTable(driver);
        driver.write("1");
        awaitRow(driver, "hostname");
        assertThat(spoken(driver, "hostname")).contains("left: not compared yet");
        select(driver, "hostname");
        assertThat(driver.words(".near-sentence")).startsWith("This was not compared");
    }

    @Test
    void stoppingBeforeAnythingIsFoundGoesBack() {
        var driver = comparing((_, task) -> {
            wait(task);
            throw new CancellationException();
        });
        driver.drop(left, right);
        driver.find("#progress-cancel");
        driver.keys(KeyCode.ESCAPE);
        driver.find("#home-choose");
        assertThat(driver.shows("#compare-title")).isFalse();
    }

    @Test
    void goingBackWhileComparingGivesItUpForGood() {
        var driver = comparing(CompareStatesTest::untilCancelled);
        driver.drop(left, right);
        driver.find("#progress-cancel");
        driver.press("#window-back");
        driver.find("#home-choose");
        driver.robot.sleep(300);
        assertThat(driver.shows("#compare-title")).isFalse();
    }

    @Test
    void failureOfTheProgramIsNoDifferenceAndCanBeTriedAgain() {
        var tries = new AtomicInteger();
        var driver = comparing((pair, task) -> {
            if (tries.getAndIncrement() == 0) {
                throw new IllegalStateException("out of order");
            }
            return new FileComparison().compare(pair, task);
        });
        driver.drop(left, right);
        assertThat(driver.words("#failure-detail")).contains("out of order");
        driver.resize(520, 700);
        assertThat(driver.picture("compare-failure-520-light").cut()).isEmpty();
        driver.press("#failure-again");
        assertThat(driver.words("#compare-title")).isEqualTo("The two files differ");
    }

    @Test
    void fileThatChangedMeanwhileHasNoAnswer() {
        var driver = comparing((pair, task) -> {
            var it = new FileComparison().compare(pair, task);
            return new Compared(it.left(), it.right(), it.leftContent(), it.rightContent(), it.comparison(),
                    List.of(Side.RIGHT), it);
        });
        driver.drop(left, right);
        assertThat(driver.words("#compare-title")).isEqualTo("The comparison has no full answer");
        assertThat(driver.words("#compare-paragraph")).contains("changed");
    }

    @Test
    void longerLanguagesAndLongNamesFitIntoTheNarrowWindow() throws IOException {
        Pictures.wear(false);
        var first = Files.createLink(directory.resolve("1-" + Samples.LONG_FILE), left);
        var second = Files.createLink(directory.resolve("2-" + Samples.LONG_FILE), damaged);
        try (var _ = new LongWords()) {
            var driver = CompareHands.compared(directory, first, second);
            driver.resize(520, 900);
            for (var row : List.of("greet", "notes.gz", "motd", TwoImages.LONG_NAME)) {
                select(driver, row);
                driver.await(() -> !driver.shows("#near-looking"), "the bytes");
                assertThat(driver.picture("compare-long-words-" + row.replaceFirst("\\W.*", "")).cut()).as(row)
                        .isEmpty();
                assertThat(CompareHands.overhang(driver)).as(row).isNotPositive();
            }
            driver.keys(KeyCode.SHORTCUT, KeyCode.G);
            assertThat(driver.picture("compare-long-words-goto").cut()).isEmpty();
            driver.keys(KeyCode.F1);
            assertThat(driver.picture("compare-long-words-keys").cut()).isEmpty();
        }
    }

    private WindowDriver comparing(CompareEngine engine) {
        return new WindowDriver(directory, Publishers.bundled(), null, engine);
    }

    private static Compared untilCancelled(ComparePair pair, Task task) throws IOException {
        wait(task);
        var it = new FileComparison().compare(pair, Task.silent());
        var found = it.comparison();
        return new Compared(it.left(), it.right(), it.leftContent(), it.rightContent(), new Comparison(false,
                found.differences(), found.accounts(), found.troubles(), false), List.of(), it);
    }

    private static void wait(Task task) {
        try (var read = task.begin(Activity.READ_FILE, 1_000_000_000)) {
            read.add(250_000_000);
            while (!task.isCancelled()) {
                Thread.onSpinWait();
            }
        }
    }
}
