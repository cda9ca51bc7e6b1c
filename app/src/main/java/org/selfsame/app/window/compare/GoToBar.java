package org.selfsame.app.window.compare;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.words.Words;

/// Where a path is written to go to. There only while it is asked for.
final class GoToBar extends HBox {
    private final TextField path = new TextField();
    private final Runnable back;

    /// @param back takes the focus when it is closed
    GoToBar(CompareModel model, Runnable back) {
        super(8);
        this.back = back;
        setId("compare-goto-bar");
        setAlignment(Pos.CENTER_LEFT);
        var title = new Label(Words.text("compareview.goto"));
        title.setLabelFor(path);
        title.setMinWidth(Region.USE_PREF_SIZE);
        path.setId("compare-goto");
        path.setPromptText(Words.text("compareview.goto.prompt"));
        path.setAccessibleText(Words.text("compareview.goto"));
        path.setPrefColumnCount(8);
        HBox.setHgrow(path, Priority.ALWAYS);
        Button go = Buttons.of(Words.text("compareview.goto.go"), () -> model.goTo(path.getText()));
        go.setId("compare-goto-go");
        path.setOnAction(_ -> go.fire());
        var close = Buttons.icon(MaterialDesignC.CLOSE, "compareview.goto.close", this::close);
        close.setId("compare-goto-close");
        getChildren().addAll(title, path, go, close);
        show(false);
    }

    /// Shows it, ready to be written in.
    void open() {
        show(true);
        path.requestFocus();
        path.selectAll();
    }

    /// Hides it; whether it was there.
    boolean close() {
        boolean open = isVisible();
        if (open) {
            show(false);
            back.run();
        }
        return open;
    }

    private void show(boolean now) {
        setVisible(now);
        setManaged(now);
    }
}
