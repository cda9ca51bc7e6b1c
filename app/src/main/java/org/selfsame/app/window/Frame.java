package org.selfsame.app.window;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.words.Words;

/// The bar above, with the way back and to the settings, and the screen below it.
final class Frame extends BorderPane implements Navigator.Display {
    private final Button back = Buttons.icon(MaterialDesignA.ARROW_LEFT, "window.back", () -> {});
    private final Button settings = Buttons.icon(MaterialDesignC.COG_OUTLINE, "window.settings", () -> {});

    Frame() {
        getStyleClass().add("frame");
        back.setId("window-back");
        settings.setId("window-settings");
        var name = new Label(Words.text("window.name"), new AppMark());
        name.getStyleClass().add("app-name");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var bar = new HBox(8, back, name, space, settings);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bar");
        setTop(bar);
    }

    /// What the arrow does.
    void onBack(Runnable action) {
        back.setOnAction(_ -> action.run());
    }

    /// What the cog does.
    void onSettings(Runnable action) {
        settings.setOnAction(_ -> action.run());
    }

    @Override
    public void display(Screen screen, boolean canGoBack) {
        back.setVisible(canGoBack);
        back.setManaged(canGoBack);
        setCenter(screen.node());
        // a scroll pane takes its content in with its skin; what is in no scene cannot have the focus
        applyCss();
    }
}
