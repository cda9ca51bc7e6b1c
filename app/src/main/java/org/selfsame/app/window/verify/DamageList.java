package org.selfsame.app.window.verify;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.verify.Damage;
import org.selfsame.words.Words;

/// Where an image does not fit itself.
final class DamageList extends VBox {
    /// More places than this help nobody on a screen; the report has them all.
    private static final int SHOWN = 20;

    DamageList(List<Damage> damage) {
        getStyleClass().add("damage");
        damage.stream().limit(SHOWN).map(DamageList::place).forEach(getChildren()::add);
        if (damage.size() > SHOWN) {
            getChildren().add(Texts.wrapping(Words.plural("verdictscreen.damage.more", "count", damage.size() - SHOWN),
                    "muted"));
        }
    }

    private static Node place(Damage damage) {
        return new VBox(2, Texts.wrapping(where(damage)),
                Texts.wrapping(Words.text("damage.rule", "rule", damage.rule()), "muted"));
    }

    private static String where(Damage damage) {
        if (damage.offset() < 0) {
            return Words.text("damage.unplaced", "path", damage.path(), "what", damage.what());
        }
        long last = damage.offset() + Math.max(0, damage.length() - 1);
        return Words.text(damage.path().isEmpty() ? "damage.placeless" : "damage.place", "path", damage.path(), "what",
                damage.what(), "first", damage.offset(), "last", last);
    }
}
