package org.selfsame.app.window.build;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.selfsame.app.window.BuildSamples;
import org.selfsame.app.window.FakeDesktop;
import org.selfsame.app.window.Fonts;
import org.selfsame.app.window.Looks;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A log of a million lines on the screen: everything works with as many cells as there are lines in sight, and how long it
/// took is written to `target/large-log.txt`. Nothing is asserted of time: see docs/benchmarks.md.
@Tag("slow")
@Timeout(300)
class LargeLogTest {
    private static final int LINES = 1_000_000;

    private final List<String> times = new ArrayList<>();

    @Test
    void millionLines() throws IOException, TimeoutException {
        var stage = FxToolkit.registerPrimaryStage();
        try (var log = new BuildLog()) {
            long start = System.nanoTime();
            for (int i = 0; i < LINES; i++) {
                log.add("Unpacking package-" + i + ":amd64 (1.0-" + i + ") over (1.0-1) ...");
            }
            note("a million lines kept", start);
            var model = new BuildModel(BuildSamples.plan(Path.of("out")), new StepsModel(List.of(), 1, Map.of(), log,
                    new StepsModelTest.Plain(), System::nanoTime), log, new FakeDesktop(), new Nowhere(),
                    Runnable::run, Platform::runLater);
            var view = timed(stage, "first paint", () -> {
                Fonts.load();
                Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
                var made = new LogView(model);
                var scene = new Scene(made, 800, 600);
                Looks.dress(scene);
                stage.setScene(scene);
                stage.show();
                made.refresh();
                return made;
            });
            var list = (ListView<?>) view.lookup("#build-log");
            assertThat(list.getItems()).hasSize(LINES);
            timed(stage, "the end, followed", () -> view);
            assertThat(shown(view)).anyMatch(it -> it.startsWith("Unpacking package-999999:"));
            timed(stage, "to the middle", () -> {
                view.show(LINES / 2);
                return view;
            });
            assertThat(shown(view)).anyMatch(it -> it.startsWith("Unpacking package-500000:"))
                    .noneMatch(it -> it.startsWith("Unpacking package-999999:"));
            timed(stage, "one more line, while the end is not followed", () -> {
                log.add("one more");
                view.refresh();
                return view;
            });
            assertThat(shown(view)).anyMatch(it -> it.startsWith("Unpacking package-500000:"));
            timed(stage, "1,000 pulses with 10 lines each", () -> {
                for (int i = 0; i < 10_000; i++) {
                    log.add("line " + i);
                    if (i % 10 == 0) {
                        view.refresh();
                    }
                }
                return view;
            });
            start = System.nanoTime();
            assertThat(log.find("package-999998:", -1, true, () -> false)).hasValue(999_998);
            note("find what is near the end", start);
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "large-log.txt"), times);
    }

    /// Leads nowhere.
    private record Nowhere() implements BuildModel.Moves {
        @Override
        public void cancel() {}

        @Override
        public void again(Plan plan) {}

        @Override
        public void inputs(Plan plan) {}

        @Override
        public void lock(Inputs inputs) {}

        @Override
        public void compare(Path left, Path right) {}

        @Override
        public void verify(Path file) {}
    }

    /// What is in sight; there are no more cells than that.
    private static List<String> shown(LogView view) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            view.getScene().snapshot(null);
            var cells = view.lookupAll(".list-cell");
            assertThat(cells).hasSizeLessThan(100);
            return cells.stream().map(it -> ((ListCell<?>) it).getText()).toList();
        });
    }

    private <T> T timed(Stage stage, String what, Callable<T> work) {
        long start = System.nanoTime();
        var answer = WaitForAsyncUtils.waitForAsyncFx(200_000, () -> {
            var made = work.call();
            stage.getScene().snapshot(null);
            return made;
        });
        note(what, start);
        return answer;
    }

    private void note(String what, long start) {
        times.add(String.format(Locale.ROOT, "%s: %d ms", what, (System.nanoTime() - start) / 1_000_000));
    }
}
