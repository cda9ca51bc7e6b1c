package org.selfsame.app.window.verify;

import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.tree.Text;
import org.selfsame.verify.Identity;
import org.selfsame.words.Words;

/// What an image says about itself: a name and a value a row. It proves nothing, and says so.
final class FactsGrid extends GridPane {

    FactsGrid(Identity identity) {
        getStyleClass().add("facts");
        var names = new ColumnConstraints();
        names.setMinWidth(130);
        names.setPercentWidth(28);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, values);
        row("identity.name", identity.name());
        row("identity.version", identity.version());
        row("identity.volumeId", identity.volumeId());
        row("identity.formats", String.join(", ", identity.formats()));
        row("identity.commit", identity.commit());
        row("identity.sourceDate", identity.sourceDate().map(Object::toString).orElse(""));
        row("identity.from", String.join("\n", identity.from()));
        add(Texts.wrapping(Words.text("identity.note"), "muted"), 0, getRowCount(), 2, 1);
    }

    private void row(String key, String value) {
        if (!value.isBlank()) {
            var printable = String.join("\n", value.lines().map(Text::printable).toList());
            addRow(getRowCount(), Texts.wrapping(Words.text(key), "muted"), Texts.wrapping(printable));
        }
    }
}
