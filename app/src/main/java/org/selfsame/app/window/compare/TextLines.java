package org.selfsame.app.window.compare;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.Hunk;
import org.selfsame.compare.detail.Line;
import org.selfsame.words.Words;

/// Lines of two texts, beside each other, with the words marked in which they differ.
final class TextLines extends VBox {

    TextLines(Detail.Text text, Compared compared) {
        setId("near-text");
        getStyleClass().add("text-lines");
        if (!text.leftEncoding().equals(text.rightEncoding())) {
            getChildren()
                    .add(Texts.wrapping(Words.text("comparison.detail.encoding", "left", known(text.leftEncoding()),
                            "right", known(text.rightEncoding())), "muted"));
        }
        var grid = new GridPane();
        grid.getStyleClass().add("text-grid");
        grid.getColumnConstraints().addAll(column(), column());
        grid.addRow(0, Texts.name(compared.left().name(), "fields-head"),
                Texts.name(compared.right().name(), "fields-head"));
        int at = 1;
        for (var hunk : text.hunks()) {
            at = add(grid, hunk, at);
        }
        getChildren().add(grid);
    }

    private static String known(String encoding) {
        return encoding.isEmpty() ? Words.text("comparison.noValue") : encoding;
    }

    private static int add(GridPane grid, Hunk hunk, int first) {
        int at = first;
        if (first > 1) {
            var gap = new Region();
            gap.getStyleClass().add("text-gap");
            grid.add(gap, 0, at++, 2, 1);
        }
        for (var row : SideBySide.of(hunk)) {
            grid.addRow(at++, line(row.leftNumber(), row.left(), row.same(), "line-left"),
                    line(row.rightNumber(), row.right(), row.same(), "line-right"));
        }
        return at;
    }

    private static Node line(long number, @Nullable Line line, boolean same, String style) {
        var box = new HBox(8);
        box.getStyleClass().add("line");
        if (line == null) {
            box.getStyleClass().add("line-none");
            return box;
        }
        var count = new Label(Long.toString(number));
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add("line-number");
        var sign = new Label(same ? " " : String.valueOf(line.kind().sign()));
        sign.setMinWidth(Region.USE_PREF_SIZE);
        sign.getStyleClass().add("line-sign");
        var flow = flow(line);
        HBox.setHgrow(flow, Priority.ALWAYS);
        if (!same) {
            box.getStyleClass().add(style);
        }
        box.getChildren().addAll(count, sign, flow);
        return box;
    }

    private static TextFlow flow(Line line) {
        var flow = new TextFlow();
        flow.setMinWidth(0);
        if (line.before() > 0) {
            flow.getChildren().add(text("… ", "line-text"));
        }
        int at = 0;
        for (var mark : line.marks()) {
            flow.getChildren().add(text(line.text().substring(at, mark.start()), "line-text"));
            flow.getChildren().add(mark(line.text().substring(mark.start(), mark.end())));
            at = mark.end();
        }
        flow.getChildren().add(text(line.text().substring(at), "line-text"));
        if (line.after() > 0) {
            flow.getChildren().add(text(" …", "line-text"));
        }
        if (!line.ended()) {
            flow.getChildren().add(text("  " + Words.text("comparison.detail.noFeed"), "line-remark"));
        }
        return flow;
    }

    private static Text text(String text, String style) {
        var node = new Text(shown(text));
        node.getStyleClass().add(style);
        return node;
    }

    private static Node mark(String text) {
        // a text has no background of its own
        var label = new Label(shown(text));
        label.setWrapText(true);
        label.getStyleClass().addAll("line-text", "line-mark");
        return label;
    }

    /// A tab is what it is; everything else that could lie to a reader is escaped.
    private static String shown(String text) {
        return org.selfsame.tree.Text.harmless(text.replace("\t", "    "));
    }

    private static ColumnConstraints column() {
        var column = new ColumnConstraints();
        column.setPercentWidth(50);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }
}
