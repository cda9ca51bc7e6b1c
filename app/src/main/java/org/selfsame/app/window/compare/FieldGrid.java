package org.selfsame.app.window.compare;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Difference;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// What differs, as a table: the field, and what each side has.
final class FieldGrid extends VBox {
    /// More fields of one place than this are not for a screen; the report has them all.
    private static final int MOST = 60;

    /// @param differences what differs beside the content, which is shown itself
    FieldGrid(List<Difference> differences, Compared compared) {
        setId("near-fields");
        getStyleClass().add("near-part");
        var grid = new GridPane();
        grid.getStyleClass().add("fields");
        grid.getColumnConstraints().addAll(column(24), column(38), column(38));
        grid.addRow(0, head(Words.text("compareview.field")), head(compared.left().name()),
                head(compared.right().name()));
        int at = 1;
        for (var difference : differences.subList(0, Math.min(MOST, differences.size()))) {
            add(grid, at++, difference);
        }
        getChildren().addAll(Texts.wrapping(Words.text("compareview.what"), "section-title"), grid);
        if (differences.size() > MOST) {
            getChildren()
                    .add(Texts.wrapping(Words.text("comparison.more", "count", differences.size() - MOST), "muted"));
        }
    }

    private static void add(GridPane grid, int at, Difference difference) {
        var left = difference.left();
        var right = difference.right();
        boolean values = left != null || right != null;
        switch (difference.kind()) {
            case METADATA, TYPE, LAYOUT -> {
                if (values) {
                    grid.addRow(at, name(difference.field()), value(left), value(right));
                } else {
                    grid.add(Texts.wrapping(CompareWords.what(difference)), 0, at, 3, 1);
                }
            }
            case CONTENT, ADDED, REMOVED, MOVED -> grid.add(Texts.wrapping(CompareWords.what(difference)), 0, at, 3, 1);
        }
    }

    private static Label name(String text) {
        return Texts.wrapping(text, "muted");
    }

    private static Label value(@Nullable String text) {
        return text == null ? Texts.wrapping(Words.text("comparison.noValue"), "muted") : Texts.wrapping(text, "mono");
    }

    private static Label head(String text) {
        return Texts.name(text, "fields-head");
    }

    private static ColumnConstraints column(double percent) {
        var column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }
}
