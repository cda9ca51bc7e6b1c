package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.app.window.CompareHands.awaitRow;
import static org.selfsame.app.window.CompareHands.enterTable;
import static org.selfsame.app.window.CompareHands.rows;
import static org.selfsame.app.window.CompareHands.select;
import static org.selfsame.app.window.CompareHands.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every key of the screen of a comparison.
@Timeout(120)
class CompareKeysTest {
    private static final String SQUASHFS = "live/filesystem.squashfs";

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
    void differencesAreWalkedThroughAllContainers() {
        var driver = compared();
        enterTable(driver);
        var first = driver.words("#near-title");
        var titles = new ArrayList<String>();
        do {
            titles.add(driver.words("#near-title"));
            driver.keys(KeyCode.N);
        } while (!driver.words("#near-title").equals(first) && titles.size() < 100);
        assertThat(titles).anyMatch(it -> it.startsWith(SQUASHFS + " › ")).anyMatch(it -> !it.contains("›"));
        for (var expected : titles.reversed()) {
            driver.keys(KeyCode.P);
            assertThat(driver.words("#near-title")).isEqualTo(expected);
        }
        driver.keys(KeyCode.F7);
        assertThat(driver.words("#near-title")).isEqualTo(titles.get(1));
        driver.keys(KeyCode.SHIFT, KeyCode.F7);
        assertThat(driver.words("#near-title")).isEqualTo(first);
    }

    @Test
    void listIsWalkedOpenedAndClosed() {
        var driver = compared();
        select(driver, "greet");
        enterTable(driver);
        driver.keys(KeyCode.LEFT);
        assertThat(driver.words("#near-title")).endsWith("usr/bin");
        int all = rows(driver).size();
        for (var key : List.of(KeyCode.ENTER, KeyCode.SPACE, KeyCode.LEFT)) {
            driver.keys(key);
            assertThat(rows(driver)).as(key + " closes").hasSize(all - 1);
            driver.keys(key == KeyCode.LEFT ? KeyCode.RIGHT : key);
            assertThat(rows(driver)).as(key + " opens").hasSize(all).contains("greet");
        }
        driver.keys(KeyCode.RIGHT);
        assertThat(driver.words("#near-title")).endsWith("greet");
        driver.keys(KeyCode.UP);
        assertThat(driver.words("#near-title")).endsWith("usr/bin");
        driver.keys(KeyCode.DOWN);
        driver.keys(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(driver.desktop.copied).containsExactly("!/" + SQUASHFS + "!/usr/bin/greet");
    }

    @Test
    void digitsChooseWhatIsShown() {
        var driver = compared();
        enterTable(driver);
        var differences = rows(driver);
        driver.write("1");
        awaitRow(driver, "hostname");
        assertThat(isSelected(driver, "#compare-differences")).isFalse();
        driver.write("3");
        assertThat(rows(driver)).contains("motd").doesNotContain("hostname", "page-10.txt");
        assertThat(isSelected(driver, "#compare-differences")).isTrue();
        assertThat(isSelected(driver, "#compare-unexplained")).isTrue();
        driver.write("2");
        assertThat(rows(driver)).containsAll(differences).doesNotContain("hostname");
        assertThat(isSelected(driver, "#compare-unexplained")).isFalse();
    }

    @Test
    void searchTakesEveryLetter() {
        var driver = compared();
        driver.keys(KeyCode.SHORTCUT, KeyCode.F);
        driver.write("n1?");
        assertThat(((TextField) driver.find("#compare-search")).getText()).isEqualTo("n1?");
        assertThat(driver.shows("#compare-keys")).isFalse();
        driver.await(() -> rows(driver).isEmpty(), "that nothing fits");
        driver.keys(KeyCode.ESCAPE);
        awaitRow(driver, "motd");
        assertThat(driver.shows("#compare-title")).isTrue();
    }

    @Test
    void keysAreListedOverTheScreen() {
        var driver = compared();
        enterTable(driver);
        driver.write("?");
        assertThat(driver.shows("#compare-keys")).isTrue();
        driver.await(() -> driver.focused().equals("compare-keys-card"), "focus on the keys");
        assertThat(driver.find("#compare-keys-card").getAccessibleText()).contains("F8: next place in the bytes",
                "Ctrl+G: go to a path");
        var title = driver.words("#near-title");
        driver.keys(KeyCode.F7);
        driver.keys(KeyCode.TAB);
        assertThat(driver.words("#near-title")).isEqualTo(title);
        assertThat(driver.focused()).isEqualTo("compare-keys-card");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.shows("#compare-keys")).isFalse();
        driver.await(() -> driver.focused().equals("compare-table"), "focus where it was");
        driver.keys(KeyCode.F1);
        assertThat(driver.shows("#compare-keys")).isTrue();
        driver.write("?");
        assertThat(driver.shows("#compare-keys")).isFalse();
        driver.press("#compare-keys-show");
        assertThat(driver.shows("#compare-keys")).isTrue();
        for (var theme : List.of("light", "dark")) {
            Pictures.wear(theme.equals("dark"));
            for (int width : List.of(520, 900)) {
                driver.resize(width, 900);
                assertThat(driver.picture("compare-keys-" + width + "-" + theme).cut()).as("at " + width).isEmpty();
            }
        }
        Pictures.wear(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!/live/filesystem.squashfs!/etc/hostname", "live/filesystem.squashfs/etc/hostname",
            "live-second.iso!/live/filesystem.squashfs!/etc/hostname"})
    void pathIsGoneToEvenIfItIsTheSame(String path) {
        var driver = compared();
        goTo(driver, path);
        driver.await(() -> driver.words("#near-title").endsWith("etc/hostname"), "the place");
        assertThat(rows(driver)).contains("hostname");
        driver.keys(KeyCode.ESCAPE);
        assertThat(driver.shows("#compare-goto-bar")).isFalse();
        driver.await(() -> driver.focused().equals("compare-table"), "focus in the list");
    }

    @Test
    void pathThatIsNotThereIsSaid() {
        var driver = compared();
        goTo(driver, SQUASHFS + "/etc/nothing/at/all");
        driver.await(() -> driver.shows("#compare-notice"), "the words");
        assertThat(driver.words("#compare-notice .label")).isEqualTo("There is no nothing in etc.");
        driver.press("#compare-goto-close");
        assertThat(driver.shows("#compare-goto-bar")).isFalse();
    }

    @Test
    void placesInTheBytesAreSteppedThrough() {
        var driver = compared();
        select(driver, "greet");
        assertThat(driver.words("#hex-place")).startsWith("Place 1 of 2, bytes 1000 to 1001.");
        driver.keys(KeyCode.F8);
        assertThat(driver.words("#hex-place")).startsWith("Place 2 of 2, byte 1500.");
        driver.keys(KeyCode.F8);
        assertThat(driver.words("#hex-place")).startsWith("Place 1 of 2");
        driver.keys(KeyCode.SHIFT, KeyCode.F8);
        assertThat(driver.words("#hex-place")).startsWith("Place 2 of 2");
        driver.press("#hex-previous");
        assertThat(driver.words("#hex-place")).startsWith("Place 1 of 2");
        driver.press("#hex-next");
        assertThat(driver.words("#hex-place")).startsWith("Place 2 of 2");
    }

    private static void goTo(WindowDriver driver, String path) {
        driver.keys(KeyCode.SHORTCUT, KeyCode.G);
        driver.await(() -> driver.focused().equals("compare-goto"), "the field");
        Pictures.onFx(() -> {
            ((TextField) driver.find("#compare-goto")).setText(path);
            return "";
        });
        driver.keys(KeyCode.ENTER);
    }

    private static boolean isSelected(WindowDriver driver, String box) {
        return ((CheckBox) driver.find(box)).isSelected();
    }

    private WindowDriver compared() {
        var driver = CompareHands.compared(directory, left, right);
        driver.await(() -> !table(driver).getItems().isEmpty(), "rows");
        return driver;
    }
}
