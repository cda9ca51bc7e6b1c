package org.selfsame.app.window.widget;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.selfsame.words.Words;

/// Buttons. Their words come from the bundle, with `_` before the letter that reaches them by Alt.
public final class Buttons {
    private Buttons() {}

    /// The one button that a screen suggests.
    public static Button primary(String words, Runnable action) {
        var button = of(words, action);
        button.getStyleClass().add(Styles.ACCENT);
        button.setDefaultButton(true);
        return button;
    }

    /// A button beside it.
    public static Button of(String words, Runnable action) {
        var button = new Button(words);
        button.setMnemonicParsing(true);
        button.setOnAction(_ -> action.run());
        button.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return button;
    }

    /// A button that is only an icon; `key` names its words, for the tooltip and for screen readers.
    public static Button icon(Ikon icon, String key, Runnable action) {
        var button = of("", action);
        button.setGraphic(Icons.of(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(Texts.tooltip(Words.text(key)));
        button.setAccessibleText(Words.text(key));
        return button;
    }
}
