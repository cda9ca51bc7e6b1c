package org.selfsame.app.window.home;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Words;

/// The first screen: the three jobs. Checking is what most people come for, so it has the room.
public final class HomeScreen implements Screen {
    private final Page page = new Page();
    private final Label message = Texts.wrapping("", "message-text");
    private final HBox messageBox = new HBox(Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE), message);
    private final Button choose;
    private final Button builds;
    private final Build build;

    /// What builds.
    public interface Build {

        /// Lets the user choose a recipe, or shows the build that runs.
        void open();

        /// Whether one runs.
        boolean isRunning();
    }

    /// @param choose lets the user choose a file to check
    /// @param compare lets the user choose two files to compare
    /// @param build lets the user choose a recipe to build, or shows the build that runs
    public HomeScreen(Runnable choose, Runnable compare, Build build) {
        this.build = build;
        builds = Buttons.of("", build::open);
        builds.setId("home-build");
        showBuild();
        this.choose = Buttons.primary(Words.text("home.choose"), choose);
        this.choose.setId("home-choose");
        messageBox.getStyleClass().add("message");
        messageBox.setId("home-message");
        HBox.setHgrow(message, Priority.ALWAYS);
        show(false);
        var title = Texts.wrapping(Words.text("home.title"), "screen-title");
        var lead = Texts.wrapping(Words.text("home.lead"), "lead");
        page.column().getChildren().addAll(new VBox(6, title, lead), messageBox, dropArea(), comparing(compare),
                building());
    }

    /// Shows why nothing happened with what was dropped.
    public void say(String words) {
        message.setText(words);
        show(true);
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        showBuild();
        choose.requestFocus();
    }

    @Override
    public void hidden() {
        show(false);
    }

    private void show(boolean visible) {
        messageBox.setVisible(visible);
        messageBox.setManaged(visible);
    }

    private Node dropArea() {
        var title = Texts.wrapping(Words.text("home.drop.title"), "drop-title");
        var hint = Texts.wrapping(Words.text("home.drop.hint"), "muted", "centred");
        hint.setMaxWidth(440);
        var area = new VBox(Icons.of(MaterialDesignT.TRAY_ARROW_DOWN, "drop-icon"), title, hint, choose);
        area.getStyleClass().add("drop-area");
        area.setAlignment(Pos.CENTER);
        return area;
    }

    private static Node comparing(Runnable compare) {
        var button = Buttons.of(Words.text("home.compare"), compare);
        button.setId("home-compare");
        var job = job(MaterialDesignC.COMPARE, Words.text("home.compare.title"), Words.text("home.compare.what"));
        job.getChildren().add(button);
        job.setAlignment(Pos.CENTER_LEFT);
        return job;
    }

    private void showBuild() {
        builds.setText(Words.text(build.isRunning() ? "home.build.running" : "home.build"));
    }

    private Node building() {
        var job = job(MaterialDesignP.PACKAGE_VARIANT_CLOSED, Words.text("home.build.title"),
                Words.text("home.build.what"));
        job.getChildren().add(builds);
        job.setAlignment(Pos.CENTER_LEFT);
        return job;
    }

    private static HBox job(Ikon icon, String title, String what) {
        var words = new VBox(4, Texts.wrapping(title, "job-title"), Texts.wrapping(what, "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        var box = new HBox(12, Icons.of(icon, "job-icon"), words);
        box.getStyleClass().add("job");
        return box;
    }
}
