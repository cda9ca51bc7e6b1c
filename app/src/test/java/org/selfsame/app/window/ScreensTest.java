package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.app.window.build.RecipeScreen;
import org.selfsame.app.window.home.HomeScreen;
import org.selfsame.app.window.settings.PublishersModel;
import org.selfsame.app.window.settings.SettingsFile;
import org.selfsame.app.window.settings.SettingsScreen;
import org.selfsame.app.window.settings.ThemeModel;
import org.selfsame.app.window.verify.ChoosePublisherScreen;
import org.selfsame.app.window.verify.FailureScreen;
import org.selfsame.app.window.verify.Progress;
import org.selfsame.app.window.verify.ProgressScreen;
import org.selfsame.app.window.verify.VerdictModel;
import org.selfsame.app.window.verify.VerdictScreen;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.task.Activity;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.words.Words;

/// Draws every screen, light and dark, narrow and wide: the guide's pictures, and the proof that nothing is cut.
class ScreensTest {
    private static final int NARROW = 520;
    private static final int WIDE = 900;
    private static final int FOUR_K = 3840;
    private static final long FEWEST_COLOURS = 30;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        Pictures.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyScreenShowsAllItsWordsAtEveryWidth(String theme) {
        Pictures.wear(theme.equals("dark"));
        screens().forEach((name, screen) -> {
            for (int width : List.of(NARROW, WIDE)) {
                var drawn = Pictures.draw(Pictures.onFx(screen::get), width);
                drawn.save(name + "-" + width + "-" + theme);
                assertThat(drawn.cut()).as(name + " at " + width).isEmpty();
                assertThat(drawn.colours()).as(name + " is not blank").isGreaterThan(FEWEST_COLOURS);
            }
        });
    }

    @Test
    void longerLanguagesFitIntoTheNarrowWindow() {
        Pictures.wear(false);
        try (var _ = new LongWords()) {
            screens().forEach((name, screen) -> {
                var drawn = Pictures.draw(Pictures.onFx(screen::get), NARROW);
                drawn.save(name + "-long-words");
                assertThat(drawn.cut()).as(name).isEmpty();
            });
        }
    }

    /// The pictures are the same in two virtual machines, with another language, time zone and home. There are no kept ones to compare with: only the letters come with the program, not what draws them.
    @Test
    void samePicturesInEveryRun() {
        var first = PictureDigests.ofARun(directory);
        var second = PictureDigests.ofARun(directory, "-Duser.language=ar", "-Duser.country=EG",
                "-Duser.timezone=Pacific/Apia", "-Duser.home=" + directory);
        assertThat(first).hasSameSizeAs(screens());
        assertThat(second).isEqualTo(first);
    }

    /// The mark in the window is the icon: the colours of its parts are where the icon has them.
    @Test
    void theMarkIsDrawnFromTheIcon() {
        var largest = Pictures.onFx(() -> AppIcons.all().getLast());
        assertThat(largest.getWidth()).isBetween(127.0, 130.0);
        var pixels = largest.getPixelReader();
        int middle = (int) largest.getHeight() / 2;
        assertThat(List.of(pixels.getArgb(10, middle), pixels.getArgb(64, middle), pixels.getArgb(118, middle)))
                .containsExactly(0xff2f6fde, 0xff12387f, 0xff7ba7f0);
    }

    @Test
    void widestScreenKeepsItsColumnInTheMiddle() {
        Pictures.wear(false);
        var drawn = Pictures.draw(Pictures.onFx(() -> verdict(Samples.all().values().iterator().next())), FOUR_K);
        drawn.save("verdict-4k-light");
        assertThat(drawn.cut()).isEmpty();
    }

    @Test
    void samePictureTwice() {
        Pictures.wear(true);
        var some = List.of("home", "progress", "verdict-Reproduced");
        var screens = screens();
        screens.keySet().retainAll(some);
        assertThat(screens).hasSameSizeAs(some);
        screens.forEach((name, screen) -> {
            var first = Pictures.draw(Pictures.onFx(screen::get), NARROW);
            var second = Pictures.draw(Pictures.onFx(screen::get), NARROW);
            assertThat(second.png()).as(name).isEqualTo(first.png());
        });
    }

    @Test
    void picturesOfTheGuideAreAmongThese() throws IOException {
        var guide = Files.readString(Path.of("../docs/guide.md"));
        var pictures = Pattern.compile("\\((\\.\\./[^)]*\\.png)\\)").matcher(guide).results()
                .map(link -> link.group(1)).toList();
        var drawn = Stream
                .of(screens().keySet(), ComparingTest.PICTURES.keySet(), BuildingTest.PICTURES)
                .flatMap(Collection::stream)
                .flatMap(name -> Stream.of(NARROW, WIDE)
                        .flatMap(width -> Stream.of("light", "dark").map(theme -> name + "-" + width + "-" + theme)))
                .map(name -> "../app/" + Pictures.DIRECTORY + "/" + name + ".png").toList();
        assertThat(pictures).isNotEmpty().isSubsetOf(drawn);
    }

    private Map<String, Supplier<Screen>> screens() {
        return screens(directory);
    }

    /// Every screen, by its name.
    static Map<String, Supplier<Screen>> screens(Path directory) {
        var screens = new LinkedHashMap<String, Supplier<Screen>>();
        screens.put("home", () -> new HomeScreen(() -> {}, () -> {}, BuildSamples.IDLE));
        screens.put("home-message", () -> {
            var home = new HomeScreen(() -> {}, () -> {}, BuildSamples.IDLE);
            home.say(Words.text("home.sideFilesOnly"));
            return home;
        });
        screens.put("progress", () -> progress(Samples.FILE));
        screens.put("progress-long", () -> progress(Samples.LONG_FILE));
        Samples.all().forEach((name, sample) -> screens.put("verdict-" + name, () -> verdict(sample)));
        screens.put("verdict-long", () -> verdict(Samples.of(Samples.LONG_FILE,
                new Verdict.Mismatch(Samples.DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS))));
        screens.put("verdict-next", () -> opened(Samples.of(Samples.FILE,
                new Verdict.Genuine(Samples.DEBIAN, Verdict.Builders.NONE))));
        screens.put("failure",
                () -> new FailureScreen(FailureScreen.ofCheck(Samples.LONG_FILE),
                        new IllegalStateException("no more room"),
                        () -> {}, () -> {}));
        screens.put("publishers", () -> new ChoosePublisherScreen(Samples.FILE, Publishers.bundled().all(), _ -> {},
                () -> {}));
        screens.put("build-recipe", () -> new RecipeScreen(BuildSamples.SOURCE, new FakeDesktop(), _ -> {}));
        screens.put("settings", () -> settings(directory));
        return screens;
    }

    private static Screen progress(String file) {
        var moment = new Progress(List.of(new Progress.Step(Activity.IDENTIFY, true),
                new Progress.Step(Activity.READ_FILE, false)), 612_000_000, 1_467_613_184, 540_000_000,
                Optional.of(Duration.ofSeconds(2)));
        return new ProgressScreen(Words.text("progress.title"), file, () -> moment, () -> {}, () -> {});
    }

    private static Screen verdict(Verification verification) {
        return new VerdictScreen(model(verification));
    }

    private static Screen opened(Verification verification) {
        var model = model(verification);
        var screen = new VerdictScreen(model);
        model.act();
        return screen;
    }

    private static VerdictModel model(Verification verification) {
        return new VerdictModel(Request.of(Path.of(verification.file())), verification, new FakeDesktop(),
                (_, _) -> {}, new Moves());
    }

    private static Screen settings(Path directory) {
        return new SettingsScreen(new ThemeModel(new SettingsFile(directory.resolve("settings.json"))),
                new PublishersModel(Publishers.bundled(), new PublisherStore(directory, Publishers.bundled())),
                new FakeDesktop());
    }
}
