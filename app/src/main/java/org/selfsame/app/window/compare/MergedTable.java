package org.selfsame.app.window.compare;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Side;
import org.selfsame.words.Words;

/// Both images as one list of rows with a column for each, so that they cannot scroll apart.
///
/// A table and not a tree table: opening 20,000 folders of a tree table that is shown takes minutes, and its items take
/// six times the memory of these rows.
final class MergedTable extends TableView<MergedEntry> {
    private static final double ROW = 30;
    private static final int NARROW = 640;
    private static final double SCROLL_BAR = 20;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final CompareModel model;
    private final ObservableList<MergedEntry> rows = FXCollections.observableArrayList();
    private boolean following;

    MergedTable(CompareModel model) {
        this.model = model;
        setId("compare-table");
        setAccessibleText(Words.text("compareview.table"));
        setFixedCellSize(ROW);
        setItems(rows);
        setPlaceholder(Texts.wrapping(Words.text("compareview.nothingFits"), "muted"));
        var name = column(Words.text("compareview.column.name"));
        name.setCellFactory(_ -> new NameCell(model));
        var left = side(Side.LEFT);
        var right = side(Side.RIGHT);
        var why = column(Words.text("compareview.column.why"));
        why.setCellFactory(_ -> new CauseCell());
        getColumns().add(name);
        getColumns().add(left);
        getColumns().add(right);
        getColumns().add(why);
        widthProperty().addListener((_, _, width) -> {
            boolean wide = width.doubleValue() >= NARROW;
            double room = width.doubleValue() - SCROLL_BAR;
            why.setVisible(wide);
            name.setPrefWidth(room * (wide ? 0.37 : 0.44));
            left.setPrefWidth(room * (wide ? 0.2 : 0.28));
            right.setPrefWidth(room * (wide ? 0.2 : 0.28));
            why.setPrefWidth(room * 0.23);
        });
        setRowFactory(_ -> new MergedRow(model));
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                toggle();
            }
        });
        getSelectionModel().selectedItemProperty().addListener((_, _, now) -> {
            if (!following) {
                model.select(now);
            }
        });
        model.rows().addListener((_, _, now) -> show(now));
        model.looks().addListener((_, _, _) -> refresh());
        model.selected().addListener((_, _, _) -> follow());
        show(model.rows().get());
    }

    private TableColumn<MergedEntry, MergedEntry> side(Side side) {
        var party = model.compared().party(side);
        var column = column("");
        var title = new Label(Words.text("compareview.column." + side, "file", party.name()));
        title.setTooltip(Texts.tooltip(party.name()));
        title.setMaxWidth(Double.MAX_VALUE);
        column.setGraphic(title);
        column.setCellFactory(_ -> new StateCell(side));
        return column;
    }

    private static TableColumn<MergedEntry, MergedEntry> column(String title) {
        var column = new TableColumn<MergedEntry, MergedEntry>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private void show(List<MergedEntry> now) {
        following = true;
        rows.setAll(now);
        following = false;
        follow();
    }

    private void follow() {
        int at = rows.indexOf(model.selected().get());
        following = true;
        if (at < 0) {
            getSelectionModel().clearSelection();
        } else if (getSelectionModel().getSelectedIndex() != at) {
            getSelectionModel().clearAndSelect(at);
            getFocusModel().focus(at);
            scrollTo(Math.max(0, at - 3));
        }
        following = false;
    }

    private void onKey(KeyEvent event) {
        var entry = getSelectionModel().getSelectedItem();
        if (COPY.match(event) && entry != null) {
            model.copyAddress(entry);
        } else if (event.isShortcutDown() || event.isAltDown() || entry == null) {
            return;
        } else {
            switch (event.getCode()) {
                case RIGHT -> {
                    if (!entry.isOpen() && (model.canOpen(entry) || entry.mayOpen())) {
                        model.toggle(entry);
                    } else {
                        getSelectionModel().selectNext();
                    }
                }
                case LEFT -> {
                    var parent = entry.parent();
                    if (entry.isOpen()) {
                        model.open(entry, false);
                    } else if (parent != null) {
                        model.select(parent);
                    }
                }
                case SPACE, ENTER -> toggle();
                case N -> model.step(true);
                case P -> model.step(false);
                default -> {
                    return;
                }
            }
        }
        event.consume();
    }

    private void toggle() {
        var entry = getSelectionModel().getSelectedItem();
        if (entry != null) {
            model.toggle(entry);
        }
    }
}
