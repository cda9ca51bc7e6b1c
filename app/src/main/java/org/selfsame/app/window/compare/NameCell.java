package org.selfsame.app.window.compare;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Words;

/// The name of an entry, indented as deep as it lies, with the arrow that opens it.
final class NameCell extends TableCell<MergedEntry, MergedEntry> {
    private static final double STEP = 16;
    private static final int DEEPEST = 14;

    private final CompareModel model;
    private final Region indent = new Region();
    private final FontIcon arrowIcon = Icons.of(MaterialDesignC.CHEVRON_RIGHT, "tree-arrow-icon");
    private final StackPane arrow = new StackPane(arrowIcon);
    private final FontIcon sort = Icons.of(MaterialDesignF.FILE_OUTLINE, "tree-icon");
    private final FontIcon alert = Icons.of(MaterialDesignA.ALERT, "tree-alert");
    private final Label name = new Label();
    private final HBox row = new HBox(5, indent, arrow, alert, sort, name);

    NameCell(CompareModel model) {
        this.model = model;
        row.setAlignment(Pos.CENTER_LEFT);
        arrow.getStyleClass().add("tree-arrow");
        arrow.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            var entry = getItem();
            if (entry != null) {
                model.toggle(entry);
            }
            event.consume();
        });
        name.setMinWidth(40);
        HBox.setHgrow(name, Priority.SOMETIMES);
        getStyleClass().add("merged-name");
    }

    @Override
    protected void updateItem(@Nullable MergedEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        double width = STEP * Math.min(DEEPEST, entry.level());
        indent.setMinWidth(width);
        indent.setPrefWidth(width);
        arrowIcon.setIconCode(entry.isOpen() ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT);
        arrowIcon.setVisible(model.canOpen(entry));
        sort.setIconCode(icon(entry));
        name.setText(MergedTree.nameOf(entry));
        boolean security = entry.own().security() > 0;
        alert.setVisible(security);
        alert.setManaged(security);
        name.setTooltip(Texts.tooltip(security
                ? Words.text("compareview.tip.security", "name", MergedTree.nameOf(entry))
                : MergedTree.nameOf(entry)));
        setGraphic(row);
    }

    private static Ikon icon(MergedEntry entry) {
        return switch (entry.sort()) {
            case CONTAINER -> entry.parent() == null ? MaterialDesignD.DISC : MaterialDesignP.PACKAGE_VARIANT;
            case VIEW -> MaterialDesignE.EYE_OUTLINE;
            case DIRECTORY -> MaterialDesignF.FOLDER_OUTLINE;
            case FILE -> MaterialDesignF.FILE_OUTLINE;
            case LINK -> MaterialDesignL.LINK_VARIANT;
            case SPECIAL -> MaterialDesignC.COG_OUTLINE;
        };
    }
}
