package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
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
    private final MainWindow window;

    /// Opens the window.
    ///
    /// @param directory where the settings live
    /// @param engine checks files; null for the real one
    WindowDriver(Path directory, Publishers known, @Nullable Engine engine) {
        publishers = new PublishersModel(known, new PublisherStore(directory, known));
        try {
            stage = FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        window = Pictures.onFx(() -> {
            var wiring = new Wiring(engine == null ? Wiring.engine(publishers) : engine, new ReportFiles("1.2.3"),
                    publishers, new ThemeModel(new SettingsFile(directory.resolve("settings.json"))), desktop,
                    Executors.newVirtualThreadPerTaskExecutor(), System::nanoTime);
            var made = wiring.window();
            made.show(stage);
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Drops files on the window.
    void drop(Path... files) {
        Pictures.onFx(() -> {
            window.onFiles(List.of(files));
            return "";
        });
        WaitForAsyncUtils.waitForFxEvents();
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

    /// What has the keyboard focus, by its id.
    String focused() {
        var owner = stage.getScene().getFocusOwner();
        return owner == null || owner.getId() == null ? "" : owner.getId();
    }

    /// Waits for something to become so.
    void await(BooleanSupplier condition, String what) {
        try {
            WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS,
                    condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
    }
}
