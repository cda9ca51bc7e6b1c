package org.selfsame.app.window.widget;

import javafx.scene.AccessibleRole;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons. They only accompany words, so that a screen reader passes over them.
public final class Icons {
    private Icons() {}

    /// An icon. Its size and colour come from the style sheet (`-fx-icon-size`, `-fx-icon-color`).
    public static FontIcon of(Ikon code, String... styles) {
        var icon = new FontIcon(code);
        icon.getStyleClass().addAll(styles);
        icon.setAccessibleRole(AccessibleRole.NODE);
        return icon;
    }
}
