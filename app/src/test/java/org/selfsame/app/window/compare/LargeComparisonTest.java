package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.selfsame.app.window.FakeDesktop;
import org.selfsame.app.window.Fonts;
import org.selfsame.app.window.Looks;
import org.selfsame.app.window.verify.Progress;
import org.selfsame.app.window.verify.ProgressScreen;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.content.BytesContent;
import org.selfsame.report.compare.Party;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A comparison in which 250,000 entries differ, on the screen: everything works, and how long it took is written to
/// `target/large-comparison.txt`. Nothing is asserted of time: see docs/benchmarks.md.
@Timeout(300)
class LargeComparisonTest {
    private static final int FOLDERS = 2_500;
    private static final int FILES = 100;
    private static final int CHANGED = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<String> times = new ArrayList<>();

    @Test
    void quarterOfAMillionDifferences() throws IOException, TimeoutException {
        var task = new Task(_ -> {});
        var comparison = new Comparer(CompareOptions.DEFAULT).trees(tree(false), tree(true), "memory", _ -> {}, task);
        assertThat(comparison.differences()).hasSizeGreaterThan(FOLDERS * FILES);
        var bytes = new BytesContent(new byte[0]);
        var compared = new Compared(new Party("left", -1, null), new Party("right", -1, null), bytes, bytes, comparison,
                List.of(), () -> {});
        var stage = FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(200_000, () -> {
            Fonts.load();
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            stage.setScene(new Scene(new Pane()));
            return stage;
        });
        // as in the program, where the progress is on the screen before
        WaitForAsyncUtils.waitForAsyncFx(200_000, () -> {
            var progress = new ProgressScreen("", "", () -> new Progress(List.of(), 0, 1, 0, Optional.empty()),
                    () -> {},
                    () -> {});
            var scene = new Scene((Parent) progress.node(), 900, 800);
            Looks.dress(scene);
            stage.setScene(scene);
            stage.show();
            return scene.snapshot(null);
        });
        for (int round = 0; round < 3; round++) {
            times.add("round " + (round + 1));
            show(compared, stage);
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "large-comparison.txt"), times);
    }

    private void show(Compared compared, Stage stage) throws IOException, TimeoutException {
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            var later = new Later(background, Platform::runLater);
            long start = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            var findings = Findings.of(compared);
            note("tree and summary, before the window has it", start, THREADS.getCurrentThreadCpuTime() - cpu);
            var model = timed("rows", () -> new CompareModel(findings, new FakeDesktop(), (_, _, _) -> {}, later));
            var screen = timed("first paint", () -> {
                var made = new CompareScreen(model, () -> {});
                var scene = new Scene((Parent) made.node(), 900, 800);
                Looks.dress(scene);
                stage.setScene(scene);
                stage.show();
                return made;
            });
            var table = (TableView<?>) screen.node().lookup("#compare-table");
            timed("expand all", () -> {
                model.openAll(true);
                return model;
            });
            assertThat(table.getItems()).hasSizeGreaterThan(FOLDERS * FILES + FOLDERS);
            timed("to the last row", () -> {
                table.getSelectionModel().selectLast();
                table.scrollTo(table.getItems().size() - 1);
                return model;
            });
            timed("filter by a path", () -> {
                model.filter(Filter.DIFFERENCES.search("file-00042"));
                return model;
            });
            assertThat(model.hits()).isEqualTo(FOLDERS);
            timed("filter by what has no cause", () -> {
                model.filter(Filter.DIFFERENCES.onlyUnexplained(true));
                return model;
            });
            assertThat(model.hits()).isEqualTo(FOLDERS);
            timed("all differences again", () -> {
                model.filter(Filter.DIFFERENCES);
                return model;
            });
            timed("next difference, 100 times", () -> {
                for (int i = 0; i < 100; i++) {
                    model.step(true);
                }
                return model;
            });
            timed("collapse all", () -> {
                model.openAll(false);
                return model;
            });
            assertThat(table.getItems()).hasSizeLessThan(FOLDERS + 2);
            model.close();
        }
    }

    /// Measures until the window is drawn again: wall time, and what the thread of the window worked.
    private <T> T timed(String what, Callable<T> work) throws TimeoutException {
        var stage = FxToolkit.registerPrimaryStage();
        var cpu = new AtomicLong();
        long start = System.nanoTime();
        var answer = WaitForAsyncUtils.waitForAsyncFx(200_000, () -> {
            long before = THREADS.getCurrentThreadCpuTime();
            var made = work.call();
            stage.getScene().snapshot(null);
            cpu.set(THREADS.getCurrentThreadCpuTime() - before);
            return made;
        });
        note(what, start, cpu.get());
        return answer;
    }

    private void note(String what, long start, long cpu) {
        times.add(String.format(Locale.ROOT, "%s: %d ms, %d ms of processor time", what,
                (System.nanoTime() - start) / 1_000_000, cpu / 1_000_000));
    }

    private static Tree tree(boolean second) {
        var time = Instant.parse(second ? "2026-02-03T04:05:06Z" : "2026-01-01T00:00:00Z");
        var metadata = Metadata.builder().modified(time).permissions(0644).build();
        var folders = new ArrayList<Entry>();
        for (int folder = 0; folder < FOLDERS; folder++) {
            var files = new ArrayList<Entry>();
            for (int file = 0; file < FILES; file++) {
                // one in a hundred has other bytes, too
                boolean changed = second && file % CHANGED == 0;
                files.add(MemoryTree.file(name("file-", file), metadata, new BytesContent(
                        (changed ? "changed" : "the same").getBytes(StandardCharsets.UTF_8))));
            }
            folders.add(MemoryTree.directory(name("folder-", folder), metadata, files));
        }
        return new Tree(MemoryTree.directory(Name.of(""), metadata, folders));
    }

    private static Name name(String start, int number) {
        return Name.of(start + String.format(Locale.ROOT, "%05d", number));
    }
}
