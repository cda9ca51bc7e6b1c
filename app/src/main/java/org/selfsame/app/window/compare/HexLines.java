package org.selfsame.app.window.compare;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.words.Words;

/// Bytes of two contents, 16 a row, with the fields that they belong to. What differs is bold and underlined, so that it
/// shows without colours.
final class HexLines extends VBox {

    HexLines(Detail.Binary binary, Compared compared) {
        setId("near-hex");
        getStyleClass().add("hex-lines");
        var names = new FlowPane(Texts.name(Words.text("compareview.hex.above", "left", compared.left().name(), "right",
                compared.right().name()), "muted"));
        getChildren().add(names);
        long next = -1;
        for (var row : binary.rows()) {
            if (next >= 0 && row.offset() != next) {
                var gap = new Region();
                gap.getStyleClass().add("text-gap");
                getChildren().add(gap);
            }
            next = row.offset() + HexRow.LENGTH;
            add(row);
        }
    }

    private void add(HexRow row) {
        if (row.different() == 0) {
            getChildren().add(line(row, row.left(), " ", ""));
            return;
        }
        getChildren().add(line(row, row.left(), "-", row.leftField()));
        getChildren()
                .add(line(row, row.right(), "+", row.rightField().equals(row.leftField()) ? "" : row.rightField()));
    }

    private static HBox line(HexRow row, String hex, String sign, String field) {
        var offset = new Label(String.format(Locale.ROOT, "%08x", row.offset()));
        offset.getStyleClass().add("line-number");
        offset.setMinWidth(Region.USE_PREF_SIZE);
        var mark = new Label(sign);
        mark.getStyleClass().add("line-sign");
        mark.setMinWidth(Region.USE_PREF_SIZE);
        var bytes = new TextFlow();
        var letters = new StringBuilder();
        for (int i = 0; i < HexRow.LENGTH; i++) {
            boolean there = 2 * i + 2 <= hex.length();
            var digits = there ? hex.substring(2 * i, 2 * i + 2) : "  ";
            var text = new Text(digits);
            text.getStyleClass().add(there && row.differs(i) ? "hex-differs" : "line-text");
            var space = new Text(i == HexRow.LENGTH / 2 - 1 ? "  " : " ");
            space.getStyleClass().add("line-text");
            bytes.getChildren().addAll(text, space);
            letters.append(there ? letter(Integer.parseInt(digits, 16)) : ' ');
        }
        bytes.setMinWidth(Region.USE_PREF_SIZE);
        var ascii = new Label(letters.toString());
        ascii.getStyleClass().addAll("line-text", "hex-letters");
        ascii.setMinWidth(Region.USE_PREF_SIZE);
        var name = Texts.name(field, "hex-field");
        var box = new HBox(8, offset, mark, bytes, ascii, name);
        box.getStyleClass().add("line");
        if (sign.equals("-")) {
            box.getStyleClass().add("line-left");
        } else if (sign.equals("+")) {
            box.getStyleClass().add("line-right");
        }
        return box;
    }

    private static char letter(int value) {
        return value >= 0x20 && value < 0x7f ? (char) value : '·';
    }
}
