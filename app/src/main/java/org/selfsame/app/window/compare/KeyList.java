package org.selfsame.app.window.compare;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Words;

/// The keys that work on the screen of a comparison, over it.
final class KeyList extends StackPane {
    private static final double WIDEST = 540;

    private final ScrollPane card;
    private @Nullable Node before;

    /// Keys, and what they do.
    private record Line(String keys, String does) {}

    KeyList() {
        setId("compare-keys");
        getStyleClass().add("keys-shade");
        var title = Texts.wrapping(Words.text("compareview.keys"), "section-title");
        title.setMaxWidth(Double.MAX_VALUE);
        var close = Buttons.icon(MaterialDesignC.CLOSE, "compareview.keys.close", this::close);
        close.setFocusTraversable(false);
        var head = new StackPane(title, close);
        StackPane.setAlignment(title, Pos.CENTER_LEFT);
        StackPane.setAlignment(close, Pos.CENTER_RIGHT);
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        var keys = new ColumnConstraints();
        keys.setMinWidth(Region.USE_PREF_SIZE);
        var does = new ColumnConstraints();
        does.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(keys, does);
        var spoken = new StringBuilder(title.getText());
        int at = 0;
        for (var line : lines()) {
            grid.addRow(at++, new Label(line.keys()), Texts.wrapping(line.does()));
            spoken.append(". ").append(line.keys()).append(": ").append(line.does());
        }
        grid.getChildren().stream().filter(it -> GridPane.getColumnIndex(it) == 0)
                .forEach(it -> it.getStyleClass().add("key"));
        var content = new VBox(10, head, grid);
        content.getStyleClass().add("keys-card");
        card = new ScrollPane(content);
        card.setId("compare-keys-card");
        card.getStyleClass().addAll("keys", "edge-to-edge");
        card.setFitToWidth(true);
        card.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        card.setMaxWidth(WIDEST);
        // as high as its lines once they are wrapped; it scrolls where the window is lower
        card.maxHeightProperty().bind(content.heightProperty().add(2));
        card.setFocusTraversable(true);
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(spoken.toString());
        getChildren().add(card);
        // the focus stays here as long as it is open
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB) {
                event.consume();
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        setVisible(false);
    }

    private static List<Line> lines() {
        return List.of(
                line("F7, N", "compareview.keys.next"),
                line(shift(KeyCode.F7) + ", P", "compareview.keys.previous"),
                line("F8", "compareview.keys.nextBytes"),
                line(shift(KeyCode.F8), "compareview.keys.previousBytes"),
                line("↑ ↓", "compareview.keys.walk"),
                line("→ ←", "compareview.keys.open"),
                line(KeyCode.ENTER.getName(), "compareview.keys.toggle"),
                line("1", "compareview.keys.all"),
                line("2", "compareview.keys.differences"),
                line("3", "compareview.keys.unexplained"),
                line(shortcut(KeyCode.F), "compareview.keys.search"),
                line(shortcut(KeyCode.G), "compareview.keys.goto"),
                line(shortcut(KeyCode.C), "compareview.keys.copy"),
                line("Esc", "compareview.keys.escape"),
                line("?, F1", "compareview.keys.list"));
    }

    private static Line line(String keys, String does) {
        return new Line(keys, Words.text(does));
    }

    private static String shift(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN).getDisplayText();
    }

    private static String shortcut(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN).getDisplayText();
    }

    boolean isOpen() {
        return isVisible();
    }

    void toggle() {
        if (isOpen()) {
            close();
        } else {
            open();
        }
    }

    /// Shows the list. The focus goes to it, and back when it is closed.
    void open() {
        if (!isOpen()) {
            before = getScene().getFocusOwner();
            setVisible(true);
            card.setVvalue(0);
            card.requestFocus();
        }
    }

    /// Hides the list; whether it was there.
    boolean close() {
        if (!isOpen()) {
            return false;
        }
        setVisible(false);
        if (before != null) {
            before.requestFocus();
        }
        return true;
    }
}
