package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.app.window.CompareHands.rows;
import static org.selfsame.app.window.CompareHands.select;
import static org.selfsame.app.window.CompareHands.spoken;
import static org.selfsame.app.window.CompareHands.table;
import static org.selfsame.app.window.CompareHands.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.app.window.verify.VerifyFlow;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Verdict;

/// Compares two real images in the window as people do: drop, read, step from difference to difference, filter, save.
@Timeout(180)
class ComparingTest {
    /// The pictures that are drawn, and the row that is selected in each.
    static final SequencedMap<String, String> PICTURES = pictures();

    @TempDir
    static Path shared;
    private static Path left;
    private static Path right;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeImages() {
        Pictures.start();
        left = TwoImages.first(shared.resolve("live-first.iso"));
        right = TwoImages.second(shared.resolve("live-second.iso"));
    }

    @Test
    void twoFilesDroppedTogetherAreComparedAndTheAnswerHasTheFocus() {
        var driver = compared();
        assertThat(driver.words("#compare-title")).isEqualTo("The two files differ");
        assertThat(driver.words("#compare-paragraph"))
                .startsWith("live-first.iso and live-second.iso are not the same.")
                .contains("differ at");
        driver.await(() -> driver.focused().equals("compare-answer"), "focus on the answer");
        assertThat(driver.find("#compare-answer").getAccessibleText()).contains("The two files differ", "not the same");
        assertThat(spoken(driver, "filesystem.squashfs"))
                .startsWith("filesystem.squashfs, image or archive, open, level 3");
        assertThat(spoken(driver, "log")).contains("left: 2 only here", "right: not here");
    }

    @Test
    void everyDifferenceIsReachedByKeyAndSeenFromNear() {
        var driver = compared();
        driver.find("#compare-table");
        var titles = new TreeSet<String>();
        var first = driver.words("#near-title");
        do {
            var title = driver.words("#near-title");
            titles.add(title);
            driver.await(() -> !driver.shows("#near-looking"), "the bytes");
            if (title.endsWith("etc › motd") || title.endsWith("etc/motd")) {
                assertThat(driver.shows("#near-text")).isTrue();
                assertThat(texts(driver, ".line-mark")).anyMatch(it -> it.contains("2"));
            } else if (title.endsWith("greet")) {
                assertThat(driver.shows("#near-hex")).isTrue();
                assertThat(driver.shows("#near-why")).isTrue();
                assertThat(driver.shows("#near-fields")).isTrue();
            } else if (title.endsWith("logo.png")) {
                assertThat(driver.robot.lookup(".near-picture .image-view").queryAll()).hasSize(2);
            }
            driver.keys(KeyCode.F7);
        } while (!driver.words("#near-title").equals(first) && titles.size() < 100);
        assertThat(titles).anyMatch(it -> it.endsWith("etc/motd")).anyMatch(it -> it.endsWith("greet"))
                .anyMatch(it -> it.endsWith("logo.png")).anyMatch(it -> it.endsWith("old-name.txt"))
                .anyMatch(it -> it.endsWith("var/log")).anyMatch(it -> it.endsWith(TwoImages.LONG_NAME));
        driver.keys(KeyCode.SHIFT, KeyCode.F7);
        assertThat(driver.words("#near-title")).isNotEqualTo(first);
    }

    @Test
    void filtersAndSearchNarrowTheTree() {
        var driver = compared();
        int all = rows(driver).size();
        driver.press("#cause-TIME_SQFS_INODE");
        assertThat(rows(driver)).hasSizeLessThan(all).contains("page-10.txt").doesNotContain("motd");
        driver.press("#cause-TIME_SQFS_INODE");
        driver.keys(KeyCode.SHORTCUT, KeyCode.F);
        assertThat(driver.focused()).isEqualTo("compare-search");
        driver.robot.write("ETC/*otd");
        driver.await(() -> rows(driver).stream().noneMatch("greet"::equals), "the filter");
        assertThat(rows(driver)).contains("motd");
        driver.keys(KeyCode.ESCAPE);
        driver.await(() -> rows(driver).stream().anyMatch("greet"::equals), "everything again");
        driver.press("#compare-close-all");
        assertThat(rows(driver)).hasSizeLessThan(8);
        driver.press("#compare-open-all");
        assertThat(rows(driver)).contains("page-10.txt");
    }

    @Test
    void whatIsTheSameIsListedWhenItIsAskedFor() {
        var driver = compared();
        assertThat(rows(driver)).doesNotContain("hostname");
        Pictures.onFx(() -> {
            ((CheckBox) driver.robot.lookup("#compare-differences").query()).fire();
            return "";
        });
        driver.await(() -> rows(driver).stream().anyMatch("hostname"::equals), "equal files");
        assertThat(spoken(driver, "hostname")).startsWith("hostname, file, level 5, left: same, 5 bytes, right: same");
    }

    @Test
    void treeIsWalkedByKeys() {
        var driver = compared();
        Pictures.onFx(() -> {
            driver.find("#compare-table").requestFocus();
            table(driver).getSelectionModel().select(0);
            return "";
        });
        int all = rows(driver).size();
        driver.keys(KeyCode.LEFT);
        assertThat(rows(driver)).hasSize(1);
        driver.keys(KeyCode.RIGHT);
        assertThat(rows(driver)).hasSize(all);
        driver.keys(KeyCode.N);
        driver.keys(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(driver.desktop.copied).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "json"})
    void reportIsSavedAndTheSummaryCopied(String kind) throws IOException {
        var driver = compared();
        var target = directory.resolve("report." + kind);
        driver.desktop.target = Optional.of(target);
        driver.press("#compare-save");
        driver.await(() -> driver.words("#compare-notice .label").startsWith("The report is saved"), "the report");
        assertThat(Files.readString(target)).contains("motd");
        assertThat(driver.desktop.suggestedName).isEqualTo("live-first.iso-comparison.html");
        driver.press("#compare-copy");
        assertThat(driver.desktop.copied.getFirst()).startsWith("live-first.iso and live-second.iso are not the same.");
    }

    @Test
    void mismatchLeadsToTheComparisonAndBack() {
        var driver = new WindowDriver(directory, Publishers.bundled(), (_, _) -> Samples.of("live-second.iso",
                new Verdict.Mismatch(Samples.DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS)));
        driver.drop(right);
        driver.desktop.chosen = List.of(left);
        driver.press("#verdict-compare");
        assertThat(driver.words("#compare-title")).isEqualTo("The two files differ");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.shows("#verdict")).isTrue();
    }

    @Test
    void mismatchIsComparedByOnePressWithTheFileThatWasGood() {
        var driver = new WindowDriver(directory, Publishers.bundled(), (request, _) -> Samples.of(
                VerifyFlow.nameOf(request), request.file().equals(left)
                        ? new Verdict.Genuine(Samples.DEBIAN, Verdict.Builders.NONE)
                        : new Verdict.Mismatch(Samples.DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS)));
        driver.drop(right);
        driver.find("#verdict-compare");
        assertThat(driver.shows("#verdict-compare-reference")).as("nothing is at hand yet").isFalse();
        driver.drop(left);
        driver.await(() -> driver.words("#verdict-title").startsWith("Verified"), "the good one");
        assertThat(driver.shows("#verdict-compare-reference")).isFalse();
        driver.drop(right);
        assertThat(driver.words("#verdict-compare-reference")).isEqualTo("Compare with live-first.iso");
        driver.press("#verdict-compare-reference");
        assertThat(driver.words("#compare-paragraph"))
                .startsWith("live-second.iso and live-first.iso are not the same.");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.shows("#verdict")).isTrue();
    }

    @Test
    void imageThatCameAlongIsAtHandToo() throws IOException {
        var driver = new WindowDriver(directory, Publishers.bundled(), (_, _) -> Samples.of("live-second.iso",
                new Verdict.Mismatch(Samples.DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS)));
        var list = Files.writeString(directory.resolve("SHA256SUMS"), "");
        driver.drop(right, left, list);
        driver.press("#verdict-compare-reference");
        assertThat(driver.words("#compare-title")).isEqualTo("The two files differ");
    }

    @Test
    void twoFilesAreChosenAtHomeOneAfterTheOther() {
        var driver = driver();
        driver.desktop.chosen = List.of(left);
        driver.press("#home-compare");
        assertThat(driver.words("#compare-title")).isEqualTo("The two files are the same");
        assertThat(driver.words("#compare-paragraph")).contains("are the same");
    }

    @Test
    void fileThatCannotBeReadIsNoDifference() {
        var driver = driver();
        driver.drop(left, directory.resolve("gone.iso"));
        assertThat(driver.words(".screen-title")).isEqualTo("The files could not be compared");
        assertThat(driver.words("#failure-detail")).contains("gone.iso");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void picturesOfTheComparison(String theme) {
        var driver = compared();
        Pictures.wear(theme.equals("dark"));
        for (int width : List.of(520, 900)) {
            driver.resize(width, 900);
            PICTURES.forEach((picture, name) -> {
                boolean near = picture.startsWith("compare-near");
                Pictures.onFx(() -> {
                    var split = (SplitPane) driver.robot.lookup(".compare-split").query();
                    split.setDividerPositions(near ? 0.3 : 0.5);
                    ((ScrollPane) driver.robot.lookup(".page").query()).setVvalue(near ? 1 : 0);
                    return "";
                });
                select(driver, name);
                driver.await(() -> !driver.shows("#near-looking"), "the bytes");
                if (near) {
                    scrollDown(driver);
                }
                var drawn = driver.picture(picture + "-" + width + "-" + theme);
                assertThat(drawn.cut()).as(picture + " at " + width).isEmpty();
            });
        }
    }

    /// Scrolls what is seen from near to its end.
    private static void scrollDown(WindowDriver driver) {
        Pictures.onFx(() -> {
            ((ScrollPane) driver.robot.lookup("#compare-near").query()).setVvalue(1);
            return "";
        });
    }

    private static SequencedMap<String, String> pictures() {
        var pictures = new LinkedHashMap<String, String>();
        pictures.put("compare", "greet");
        pictures.put("compare-container", "filesystem.squashfs");
        pictures.put("compare-long", TwoImages.LONG_NAME);
        pictures.put("compare-moved", "old-name.txt");
        pictures.put("compare-near-text", "motd");
        pictures.put("compare-near-bytes", "greet");
        pictures.put("compare-near-picture", "logo.png");
        return pictures;
    }

    private WindowDriver driver() {
        return new WindowDriver(directory, Publishers.bundled(), null);
    }

    private WindowDriver compared() {
        return CompareHands.compared(directory, left, right);
    }
}
