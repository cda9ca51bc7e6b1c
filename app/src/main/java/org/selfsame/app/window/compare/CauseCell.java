package org.selfsame.app.window.compare;

import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.widget.Texts;

/// Why an entry differs, in a few words.
final class CauseCell extends TableCell<MergedEntry, MergedEntry> {

    @Override
    protected void updateItem(@Nullable MergedEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        var text = empty || entry == null ? "" : RowWords.causes(entry);
        setText(text);
        setTooltip(text.isEmpty() ? null : Texts.tooltip(text));
    }
}
