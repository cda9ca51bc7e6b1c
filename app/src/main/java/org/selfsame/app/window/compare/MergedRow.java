package org.selfsame.app.window.compare;

import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import org.jspecify.annotations.Nullable;

/// A row, which says as a whole what its cells say.
final class MergedRow extends TableRow<MergedEntry> {
    private static final PseudoClass SAME = PseudoClass.getPseudoClass("same");

    private final CompareModel model;

    MergedRow(CompareModel model) {
        this.model = model;
    }

    @Override
    protected void updateItem(@Nullable MergedEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            pseudoClassStateChanged(SAME, false);
            setAccessibleText("");
            return;
        }
        pseudoClassStateChanged(SAME, entry.counts().isEmpty() && entry.only() == null);
        setAccessibleText(RowWords.sentence(entry, model.canOpen(entry)));
    }
}
