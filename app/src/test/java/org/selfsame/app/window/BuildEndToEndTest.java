package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.build.MiniRecipe;
import org.selfsame.testing.Gpg;
import org.selfsame.trust.publisher.Publishers;

/// From the address of a recipe to images, with real Git, apt, dpkg and namespaces, on a system of three packages.
@Timeout(300)
class BuildEndToEndTest {
    @TempDir
    static Path shared;
    private static Gpg gpg;
    private static String key;

    @TempDir
    Path directory;
    private MiniRecipe recipe;

    @BeforeAll
    static void makeKey() throws IOException {
        MiniRecipe.require();
        Pictures.start();
        gpg = new Gpg(Files.createDirectories(shared.resolve("g")));
        key = gpg.key("Archive <archive@example.org>");
    }

    @BeforeEach
    void makeRecipe() {
        recipe = MiniRecipe.in(directory.resolve("made"), gpg, key);
    }

    @AfterAll
    static void stopAgent() {
        if (gpg != null) {
            gpg.close();
        }
    }

    @Test
    void recipeIsLockedAndBuiltTwice() throws IOException {
        recipe.hook("0100-good", "#!/bin/sh\nset -e\numask 022\necho the hook runs\necho hello >/etc/greeting\n");
        var driver = driver();
        atInputs(driver);
        assertThat(driver.words("#build-lock-state")).isEqualTo("There is no lock yet");
        driver.press("#build-lock");
        driver.find("#build-start");
        assertThat(recipe.directory().resolve("selfsame.lock")).exists();
        driver.desktop.directory = Optional.of(directory.resolve("out"));
        driver.press("#build-start");
        driver.awaitLong(() -> driver.shows("#build-answer"), "the end");
        assertThat(driver.words("#build-answer-title")).as(said(driver)).isEqualTo("Both builds are identical");
        driver.resize(900, 900);
        driver.picture("build-end-to-end-900-light");
        assertThat(directory.resolve("out/mini-1-amd64.squashfs")).exists();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    @Tag("slow")
    void leakOfTheHostNameIsComparedAndAHookThatHangsIsCancelled() throws IOException {
        recipe.hook("0100-good", "#!/bin/sh\numask 022\nhostname >/etc/leak\n");
        var driver = driver();
        atInputs(driver);
        driver.press("#build-lock");
        driver.find("#build-start");
        driver.desktop.directory = Optional.of(directory.resolve("out"));
        driver.press("#build-start");
        driver.awaitLong(() -> driver.shows("#build-answer"), "the end");
        assertThat(driver.words("#build-answer-title")).as(said(driver)).isEqualTo("The two builds differ");
        assertThat(said(driver)).contains("It depends on: host name.");
        driver.press("#build-compare");
        assertThat(driver.words("#compare-title")).isEqualTo("The two files differ");
        driver.press("#window-back");

        recipe.hook("0200-hangs", "#!/bin/sh\necho it hangs\nsleep 100000\n");
        driver.press("#build-again");
        driver.find("#build-lock");
        assertThat(driver.words("#build-lock-state")).startsWith("The recipe has changed");
        driver.press("#build-lock");
        driver.find("#build-start");
        driver.desktop.directory = Optional.of(directory.resolve("again"));
        driver.press("#build-output-choose");
        driver.press("#build-start");
        driver.awaitLong(() -> CompareHands.texts(driver, "#build-log .list-cell").contains("it hangs"), "the hook");
        driver.press("#build-cancel");
        driver.awaitLong(() -> driver.shows("#build-answer"), "the end");
        assertThat(driver.words("#build-answer-title")).isEqualTo("The build was stopped");
        assertThat(said(driver)).contains("finished steps are kept");
        assertThat(leftovers()).isEmpty();
        assertThat(ProcessHandle.current().descendants().map(it -> it.info().commandLine().orElse("")))
                .noneMatch(it -> it.contains("100000"));
    }

    private static String said(WindowDriver driver) {
        return driver.find("#build-answer").getAccessibleText();
    }

    /// What sandboxes have left.
    private List<Path> leftovers() throws IOException {
        var sandboxes = directory.resolve("cache/store/sandbox");
        if (!Files.isDirectory(sandboxes)) {
            return List.of();
        }
        try (var all = Files.list(sandboxes)) {
            return all.toList();
        }
    }

    private void atInputs(WindowDriver driver) {
        driver.press("#home-build");
        driver.await(() -> driver.focused().equals("build-repository"), "the field");
        driver.write(recipe.directory().toString());
        driver.keys(KeyCode.ENTER);
        driver.awaitLong(() -> driver.shows("#build-lock") || driver.shows("#build-answer"), "the inputs");
        assertThat(driver.shows("#build-answer")).as(() -> said(driver) + CompareHands.texts(driver, "#build-details"))
                .isFalse();
    }

    private WindowDriver driver() {
        return new WindowDriver(directory, Publishers.bundled(), null);
    }
}
