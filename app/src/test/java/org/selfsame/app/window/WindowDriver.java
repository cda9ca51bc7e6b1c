package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.build.BuildEngine;
import org.selfsame.app.window.build.CoreBuildEngine;
import org.selfsame.app.window.build.StepTimes;
import org.selfsame.app.window.compare.CompareEngine;
import org.selfsame.app.window.compare.CompareReportFiles;
import org.selfsame.app.window.compare.FileComparison;
import org.selfsame.app.window.settings.PublishersModel;
import org.selfsame.app.window.settings.SettingsFile;
import org.selfsame.app.window.settings.ThemeModel;
import org.selfsame.app.window.verify.Engine;
import org.selfsame.app.window.verify.ReportFiles;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// A window on the headless screen, and hands to use it with.
final class WindowDriver {
    private static final int SECONDS = 30;

    final FakeDesktop desktop = new FakeDesktop();
    final PublishersModel publishers;
    final FxRobot robot = new FxRobot();
    final Stage stage;

    /// Opens the window. It compares files by the engine of core.
    ///
    /// @param directory where the settings live
    /// @param engine checks files; null for the real one
    WindowDriver(Path directory, Publishers known, @Nullable Engine engine) {
        this(directory, known, engine, new FileComparison());
    }

    /// @param comparing compares files
    WindowDriver(Path directory, Publishers known, @Nullable Engine engine, CompareEngine comparing) {
        this(directory, known, engine, comparing, new CoreBuildEngine(directory.resolve("cache"),
                directory.resolve("state"), directory.resolve("keyring.gpg")));
    }

    /// @param building reads recipes, makes locks and builds
    WindowDriver(Path directory, Publishers known, @Nullable Engine engine, CompareEngine comparing,
            BuildEngine building) {
        publishers = new PublishersModel(known, new PublisherStore(directory, known));
        try {
            stage = FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        Pictures.onFx(() -> {
            var wiring = new Wiring(engine == null ? Wiring.engine(publishers) : engine, new ReportFiles("1.2.3"),
                    comparing, new CompareReportFiles("1.2.3"), building,
                    new StepTimes(directory.resolve("step-times.json")), publishers,
                    new ThemeModel(new SettingsFile(directory.resolve("settings.json"))), desktop,
                    Wiring.threads(), System::nanoTime);
            var made = wiring.window();
            made.show(stage);
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Drags files over the window and drops them there, by the events that the desktop sends.
    void drop(Path... files) {
        drag(DragEvent.DRAG_OVER, files);
        drag(DragEvent.DRAG_DROPPED, files);
    }

    /// Sends an event of dragged files, or of something else if there are none, to what is in the middle of the window.
    ///
    /// @return whether the drop was accepted
    boolean drag(EventType<DragEvent> type, Path... files) {
        boolean accepted = Pictures.onFx(() -> {
            var root = stage.getScene().getRoot();
            var event = new DragEvent(stage, root, type, Drags.board(files), 100, 100, 100, 100, TransferMode.COPY,
                    null,
                    root, null);
            Event.fireEvent(root, event);
            return type == DragEvent.DRAG_DROPPED ? event.isDropCompleted() : event.isAccepted();
        });
        WaitForAsyncUtils.waitForFxEvents();
        return accepted;
    }

    /// Whether the window shows that what is dragged over it can be dropped there.
    boolean invitesToDrop() {
        return Pictures.onFx(() -> stage.getScene().getRoot().getPseudoClassStates().stream()
                .anyMatch(it -> it.getPseudoClassName().equals("drop")));
    }

    /// Waits until something that matches is there.
    Node find(String query) {
        await(() -> Pictures.onFx(() -> !robot.lookup(query).queryAll().isEmpty()), query);
        return Pictures.onFx(() -> robot.lookup(query).query());
    }

    /// The words of a label or button, once it is there.
    String words(String query) {
        return ((Labeled) find(query)).getText();
    }

    /// Whether something that matches is there and visible.
    boolean shows(String query) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(query).queryAll().stream().anyMatch(Node::isVisible);
    }

    /// Fires a button or toggle, as a click or a key does.
    void press(String query) {
        var button = (javafx.scene.control.ButtonBase) find(query);
        Pictures.onFx(() -> {
            button.fire();
            return "";
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Presses keys together.
    void keys(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Writes text where the focus is.
    void write(String text) {
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Makes the window as large as this, in pixels.
    void resize(double width, double height) {
        Pictures.onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return "";
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Keeps a picture of the window as it is.
    Pictures.Drawn picture(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        var root = stage.getScene().getRoot();
        var drawn = Pictures.onFx(() -> new Pictures.Drawn(root.snapshot(null, null), Pictures.cutTexts(root)));
        drawn.save(name);
        return drawn;
    }

    /// What has the keyboard focus, by its id.
    String focused() {
        var owner = stage.getScene().getFocusOwner();
        return owner == null || owner.getId() == null ? "" : owner.getId();
    }

    /// Waits for something to become so.
    void await(BooleanSupplier condition, String what) {
        await(condition, what, SECONDS);
    }

    /// Waits for something that may take minutes on a busy computer.
    void awaitLong(BooleanSupplier condition, String what) {
        await(condition, what, 10 * SECONDS);
    }

    private static void await(BooleanSupplier condition, String what, int seconds) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS,
                    condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
    }
}
