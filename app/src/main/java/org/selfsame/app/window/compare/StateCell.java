package org.selfsame.app.window.compare;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Side;
import org.selfsame.words.Words;

/// The state of one side: a shape, words, and a colour that only repeats them.
final class StateCell extends TableCell<MergedEntry, MergedEntry> {
    private final Side side;
    private final FontIcon icon = Icons.of(MaterialDesignE.EQUAL, "side-icon");
    private final Label words = new Label();
    private final HBox row = new HBox(7, icon, words);

    StateCell(Side side) {
        this.side = side;
        row.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
    }

    @Override
    protected void updateItem(@Nullable MergedEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        var state = entry.state(side);
        var text = RowWords.state(entry, side);
        if (state == SideState.MOVED && side == Side.RIGHT) {
            text = Words.text("compareview.movedTo", "target", RowWords.target(entry));
        }
        icon.setIconCode(icon(state));
        words.setText(text);
        words.setTooltip(Texts.tooltip(text));
        row.getStyleClass().setAll("side", "side-" + state.name().toLowerCase(Locale.ROOT));
        setGraphic(row);
    }

    private static Ikon icon(SideState state) {
        return switch (state) {
            case SAME -> MaterialDesignE.EQUAL;
            case DIFFERS -> MaterialDesignN.NOT_EQUAL_VARIANT;
            case ONLY_HERE -> MaterialDesignP.PLUS_CIRCLE_OUTLINE;
            case MISSING -> MaterialDesignM.MINUS;
            case MOVED -> MaterialDesignA.ARROW_RIGHT_THICK;
            case UNREADABLE -> MaterialDesignA.ALERT_OCTAGON_OUTLINE;
            case NOT_COMPARED -> MaterialDesignC.CIRCLE_OUTLINE;
        };
    }
}
