package org.selfsame.app.window.verify;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.content.Digest;
import org.selfsame.verify.Evidence;
import org.selfsame.words.EvidenceWords;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// The evidence, a line each: a glyph and a word for how it came out, what was looked at, and the details.
final class EvidenceList extends VBox {
    private final Consumer<String> copy;

    /// @param copy puts text on the clipboard
    EvidenceList(Iterable<Evidence> evidence, Consumer<String> copy) {
        this.copy = copy;
        getStyleClass().add("evidence");
        evidence.forEach(piece -> getChildren().add(row(piece)));
    }

    private Node row(Evidence piece) {
        var words = EvidenceWords.of(piece);
        var state = Texts.wrapping(words.state(), "state-word");
        var mark = new HBox(6, Icons.of(VerdictLook.glyph(piece.state()), "state-icon"), state);
        mark.getStyleClass().addAll("state", "state-" + piece.state().name().toLowerCase(Locale.ROOT));
        var column = new VBox(4, Texts.wrapping(words.line()));
        if (piece instanceof Evidence.FileRead read) {
            read.digests().forEach(digest -> column.getChildren().add(digest(digest)));
        } else {
            words.details().forEach(line -> column.getChildren().add(Texts.wrapping(line, "muted", "detail")));
        }
        HBox.setHgrow(column, Priority.ALWAYS);
        var row = new HBox(12, mark, column);
        row.getStyleClass().add("evidence-row");
        row.setAccessibleRole(AccessibleRole.TEXT);
        row.setAccessibleText(words.state() + ": " + words.line());
        return row;
    }

    private Node digest(Digest digest) {
        var algorithm = digest.algorithm().commonName();
        var caption = Texts.wrapping(Words.text("verdictscreen.checksum", "algorithm", algorithm), "muted");
        var hex = Texts.wrapping(Quantities.grouped(digest.hex()), "mono");
        var button = Buttons.icon(MaterialDesignC.CONTENT_COPY, "verdictscreen.copy", () -> copy.accept(digest.hex()));
        button.setAccessibleText(Words.text("verdictscreen.copy.checksum", "algorithm", algorithm));
        button.getStyleClass().add("copy-" + digest.algorithm().name());
        HBox.setHgrow(hex, Priority.ALWAYS);
        var line = new HBox(8, hex, button);
        line.getStyleClass().add("digest");
        return new VBox(2, caption, line);
    }
}
