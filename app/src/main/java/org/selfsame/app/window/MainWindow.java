package org.selfsame.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.selfsame.app.window.build.BuildScreens;
import org.selfsame.app.window.compare.CompareScreens;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.home.DroppedFiles;
import org.selfsame.app.window.home.HomeScreen;
import org.selfsame.app.window.verify.VerifyFlow;
import org.selfsame.app.window.verify.VerifyScreens;
import org.selfsame.words.Words;

/// What reaches the whole window: files dropped anywhere, and the keys that work on every screen.
public final class MainWindow {
    private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");
    private static final KeyCombination OPEN = new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SETTINGS = new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination BACK = new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);
    private static final int NARROWEST = 520;
    private static final int LOWEST = 480;
    private static final int WIDTH = 820;
    private static final int HEIGHT = 720;

    private final Pane root;
    private final Navigator navigator;
    private final HomeScreen home;
    private final VerifyScreens verify;
    private final CompareScreens compare;
    private final BuildScreens build;
    private final Desktop desktop;
    private final Runnable settings;

    /// @param root the frame, which shows what `navigator` says
    /// @param settings opens the settings
    MainWindow(Pane root, Navigator navigator, VerifyScreens verify, CompareScreens compare,
            BuildScreens build, Desktop desktop, Runnable settings) {
        this.root = root;
        this.navigator = navigator;
        this.verify = verify;
        this.compare = compare;
        this.build = build;
        this.desktop = desktop;
        this.settings = settings;
        home = new HomeScreen(this::chooseFiles, compare::choose, build);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        root.setOnDragOver(this::onDragOver);
        root.setOnDragExited(_ -> root.pseudoClassStateChanged(DROP, false));
        root.setOnDragDropped(this::onDrop);
        navigator.open(home);
    }

    /// The whole content of the window.
    public Parent root() {
        return root;
    }

    /// Puts the window on the screen.
    public void show(Stage stage) {
        var scene = new Scene(root, WIDTH, HEIGHT);
        Looks.dress(scene);
        stage.setScene(scene);
        stage.setTitle(Words.text("window.name"));
        stage.getIcons().addAll(AppIcons.all());
        stage.setMinWidth(NARROWEST);
        stage.setMinHeight(LOWEST);
        stage.setOnHidden(_ -> {
            verify.abandon();
            compare.abandon();
            build.close();
        });
        stage.show();
        navigator.current().shown();
    }

    /// Checks what the program was started with; nothing if that is nothing.
    void open(Opening opening) {
        var dropped = DroppedFiles.sort(opening.files());
        dropped.image().ifPresent(image -> verify.check(dropped.request(image).withKeys(opening.keys())));
    }

    /// Checks what was dropped, chosen or given: an image, with or without what speaks for it. Side files alone belong
    /// to the file that was checked last. Two images and nothing else are compared.
    public void onFiles(List<Path> files) {
        var dropped = DroppedFiles.sort(files);
        var image = dropped.image();
        var latest = verify.latest();
        if (image.isPresent() && dropped.leftOut().size() == 1 && !dropped.hasSideFiles()) {
            verify.abandon();
            compare.compare(image.get(), dropped.leftOut().getFirst());
            return;
        }
        if (image.isPresent()) {
            compare.abandon();
            verify.check(dropped.request(image.get()), dropped.leftOut().isEmpty()
                    ? ""
                    : Words.text("home.leftOut", "file", VerifyFlow.nameOf(dropped.request(image.get()))),
                    dropped.leftOut().stream().findFirst());
        } else if (dropped.hasSideFiles() && latest.isPresent() && navigator.canGoBack()) {
            compare.abandon();
            verify.check(dropped.addTo(latest.get()));
        } else if (dropped.hasSideFiles()) {
            home.say(Words.text("home.sideFilesOnly"));
        }
    }

    private void chooseFiles() {
        onFiles(desktop.chooseFiles(Words.text("home.choose.title")));
    }

    private void onKey(KeyEvent event) {
        if (OPEN.match(event)) {
            chooseFiles();
        } else if (SETTINGS.match(event)) {
            settings.run();
        } else if (BACK.match(event)) {
            navigator.back();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            if (!navigator.current().escape()) {
                navigator.back();
            }
        } else {
            return;
        }
        event.consume();
    }

    private void onDragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            root.pseudoClassStateChanged(DROP, true);
        }
        event.consume();
    }

    private void onDrop(DragEvent event) {
        // a board without files has no list of them
        var files = event.getDragboard().hasFiles() ? event.getDragboard().getFiles() : List.<File>of();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        root.pseudoClassStateChanged(DROP, false);
        onFiles(files.stream().map(File::toPath).toList());
    }
}
