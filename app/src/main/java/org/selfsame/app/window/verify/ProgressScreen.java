package org.selfsame.app.window.verify;

import java.util.List;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Motion;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// A check or comparison while it runs. Nothing here has the colour of a verdict, because there is none yet.
public final class ProgressScreen implements Screen {
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Label amount = Texts.wrapping("", "amount");
    private final Label pace = Texts.wrapping("", "muted");
    private final VBox steps = new VBox();
    private final Button cancel;
    private final Runnable onCancel;
    private final Runnable onLeft;
    private final Page page;
    private final AnimationTimer pulse;
    private List<Progress.Step> shownSteps = List.of();

    /// @param title what is being done
    /// @param file name of the file that it is done to
    /// @param progress how far it is; asked once a pulse while the screen is shown
    /// @param onCancel stops the check; its end is then shown
    /// @param onLeft gives the check up, because the user went back
    public ProgressScreen(String title, String file, Supplier<Progress> progress, Runnable onCancel,
            Runnable onLeft) {
        this.onCancel = onCancel;
        this.onLeft = onLeft;
        cancel = Buttons.of(Words.text("progress.cancel"), this::cancel);
        cancel.setId("progress-cancel");
        cancel.setCancelButton(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Words.text("progress.bar"));
        bar.getStyleClass().add("check-bar");
        amount.setId("progress-amount");
        pace.setId("progress-pace");
        steps.getStyleClass().add("steps");
        var card = new VBox(Texts.name(file, "file-name"), bar, new VBox(2, amount, pace), steps);
        card.getStyleClass().add("card");
        page = new Page(Texts.wrapping(title, "screen-title"), card, new HBox(cancel));
        pulse = new AnimationTimer() {
            @Override
            public void handle(long now) {
                show(progress.get());
            }
        };
        show(progress.get());
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        cancel.requestFocus();
        pulse.start();
    }

    @Override
    public void hidden() {
        pulse.stop();
    }

    @Override
    public void left() {
        onLeft.run();
    }

    @Override
    public boolean escape() {
        cancel();
        return true;
    }

    private void cancel() {
        cancel.setDisable(true);
        cancel.setText(Words.text("progress.stopping"));
        onCancel.run();
    }

    /// Shows a moment of the check.
    void show(Progress progress) {
        double fraction = progress.fraction();
        bar.setProgress(fraction < 0 && Motion.isReduced() ? 0 : fraction);
        amount.setText(amount(progress));
        pace.setText(pace(progress));
        if (!progress.steps().equals(shownSteps)) {
            shownSteps = progress.steps();
            steps.getChildren().setAll(shownSteps.stream().map(ProgressScreen::step).toList());
        }
    }

    private static String amount(Progress progress) {
        var current = progress.current();
        if (current.isEmpty()) {
            return Words.text("progress.starting");
        }
        boolean bytes = current.get().countsBytes();
        if (progress.total() < 0) {
            return Words.activity(current.get());
        }
        return Words.text("progress.of", "done", bytes ? Quantities.size(progress.done()) : progress.done(), "total",
                bytes ? Quantities.size(progress.total()) : progress.total());
    }

    private static String pace(Progress progress) {
        if (progress.perSecond() == 0) {
            return Words.text("progress.measuring");
        }
        var speed = Quantities.size(progress.perSecond());
        return progress.left().isPresent()
                ? Words.text("progress.pace.left", "speed", speed, "left", Quantities.duration(progress.left().get()))
                : Words.text("progress.pace", "speed", speed);
    }

    private static Node step(Progress.Step step) {
        var icon = step.finished()
                ? Icons.of(MaterialDesignC.CHECK, "step-icon")
                : Icons.of(MaterialDesignD.DOTS_HORIZONTAL, "step-icon");
        var what = Texts.wrapping(Words.activity(step.activity()));
        var state = Texts.wrapping(Words.text(step.finished() ? "progress.step.done" : "progress.step.running"),
                "muted");
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(10, icon, what, state);
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(what.getText() + ": " + state.getText());
        return row;
    }
}
