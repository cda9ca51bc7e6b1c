package org.selfsame.app.window.build;

import atlantafx.base.controls.CustomTextField;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Words;

/// The log of a build, as it comes. It follows the end until someone scrolls up, and again once they are back there. Only
/// the lines in sight are read, however many there are.
final class LogView extends VBox {
    private static final double LINE = 20;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final BuildModel model;
    private final ListView<Long> list = new ListView<>();
    private final CheckBox follow = new CheckBox(Words.text("buildview.log.follow"));
    private final CustomTextField search = new CustomTextField();
    private final Label found = new Label();

    LogView(BuildModel model) {
        this.model = model;
        getStyleClass().add("build-log");
        list.setId("build-log");
        list.setAccessibleText(Words.text("buildview.log"));
        list.setFixedCellSize(LINE);
        list.setItems(model.lines());
        list.setCellFactory(_ -> new LineCell(model));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPlaceholder(Texts.wrapping(Words.text("buildview.log.empty"), "muted"));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.addEventFilter(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() > 0) {
                follow.setSelected(false);
            }
        });
        // a drag of the bar, or a wheel that reaches the end
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> followWhereTheEndIsSeen());
        list.addEventHandler(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() < 0) {
                followWhereTheEndIsSeen();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setMinHeight(6 * LINE);
        list.heightProperty().addListener((_, _, _) -> Platform.runLater(() -> {
            if (follow.isSelected()) {
                toEnd();
            }
        }));
        getChildren().addAll(bar(), list);
    }

    private FlowPane bar() {
        search.setId("build-search");
        search.setPromptText(Words.text("buildview.log.search"));
        search.setAccessibleText(Words.text("buildview.log.search"));
        search.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        search.setPrefColumnCount(12);
        search.setOnAction(_ -> find(true));
        var previous = Buttons.icon(MaterialDesignA.ARROW_UP, "buildview.log.previous", () -> find(false));
        previous.setId("build-find-previous");
        var next = Buttons.icon(MaterialDesignA.ARROW_DOWN, "buildview.log.next", () -> find(true));
        next.setId("build-find-next");
        found.setId("build-found");
        found.getStyleClass().add("muted");
        found.setMinWidth(Region.USE_PREF_SIZE);
        follow.setId("build-follow");
        follow.setMnemonicParsing(true);
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setSelected(true);
        follow.setOnAction(_ -> {
            if (follow.isSelected()) {
                toEnd();
            }
        });
        var copy = Buttons.icon(MaterialDesignC.CONTENT_COPY, "buildview.log.copy", this::copy);
        copy.setId("build-log-copy");
        var save = Buttons.icon(MaterialDesignD.DOWNLOAD_OUTLINE, "buildview.log.save", model::saveLog);
        save.setId("build-log-save");
        var finding = new HBox(2, search, previous, next);
        finding.setAlignment(Pos.CENTER_LEFT);
        var taking = new HBox(2, copy, save);
        var bar = new FlowPane(finding, found, follow, taking);
        bar.getStyleClass().add("filter-line");
        bar.setMinWidth(0);
        return bar;
    }

    /// Takes in what has come since; called once a pulse.
    void refresh() {
        if (model.lines().refresh() && follow.isSelected()) {
            toEnd();
        }
    }

    /// Goes to a line, and stays there.
    void show(long number) {
        int at = model.lines().indexOf(number);
        if (at >= 0) {
            follow.setSelected(false);
            list.getSelectionModel().clearAndSelect(at);
            list.getFocusModel().focus(at);
            list.scrollTo(Math.max(0, at - 2));
        }
    }

    /// Goes to the field to search in.
    void search() {
        search.requestFocus();
        search.selectAll();
    }

    /// Empties the field, if the user is in it and there is something.
    boolean leaveSearch() {
        boolean filled = search.isFocused() && !search.getText().isEmpty();
        if (filled) {
            search.clear();
            found.setText("");
        }
        return filled;
    }

    /// Goes to the next line with the text that is searched for.
    void find(boolean forward) {
        var text = search.getText();
        if (text.isEmpty()) {
            found.setText("");
            return;
        }
        var selected = list.getSelectionModel().getSelectedItem();
        long from = selected != null ? selected : forward ? -1 : 0;
        model.find(text, from, forward, number -> {
            if (number.isPresent()) {
                found.setText("");
                show(number.getAsLong());
            } else {
                found.setText(Words.text("buildview.log.notFound"));
            }
        });
    }

    private void copy() {
        var selected = list.getSelectionModel().getSelectedItems();
        model.copyLines(selected.isEmpty() ? list.getItems() : selected);
    }

    private void onKey(KeyEvent event) {
        if (COPY.match(event)) {
            copy();
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case UP, PAGE_UP, HOME -> follow.setSelected(false);
            case END -> {
                follow.setSelected(true);
                toEnd();
            }
            default -> {
            }
        }
    }

    private void toEnd() {
        if (!list.getItems().isEmpty()) {
            list.scrollTo(list.getItems().size() - 1);
        }
    }

    private void followWhereTheEndIsSeen() {
        list.lookupAll(".scroll-bar").stream().filter(ScrollBar.class::isInstance).map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == javafx.geometry.Orientation.VERTICAL && bar.isVisible())
                .findFirst().ifPresent(bar -> follow.setSelected(bar.getValue() >= bar.getMax() - 1e-6));
    }

    /// A line. It is read when it comes into sight.
    private static final class LineCell extends ListCell<Long> {
        private final BuildModel model;

        LineCell(BuildModel model) {
            this.model = model;
            getStyleClass().add("log-line");
        }

        @Override
        protected void updateItem(Long number, boolean empty) {
            super.updateItem(number, empty);
            setText(empty || number == null ? "" : model.line(number));
        }
    }
}
