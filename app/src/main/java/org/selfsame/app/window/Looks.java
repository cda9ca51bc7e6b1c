package org.selfsame.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import org.selfsame.app.window.settings.ThemeChoice;

/// Dresses the window in the light or dark theme.
///
/// The choice `auto` follows the desktop. On Linux JavaFX derives that from the GTK theme and not from the
/// freedesktop portal, hence the choice by hand.
public final class Looks {
    private Looks() {}

    /// Follows the user's choice, now and whenever it or the desktop's changes.
    public static void follow(ObservableValue<ThemeChoice> choice) {
        Fonts.load();
        choice.addListener((_, _, now) -> apply(now));
        Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> apply(choice.getValue()));
        apply(choice.getValue());
    }

    /// Gives a scene the style sheet of this program.
    public static void dress(Scene scene) {
        var sheet = Looks.class.getResource("selfsame.css");
        if (sheet == null) {
            throw new IllegalStateException("no style sheet");
        }
        scene.getStylesheets().add(sheet.toExternalForm());
    }

    private static boolean isDark(ThemeChoice choice) {
        return switch (choice) {
            case AUTO -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
    }

    private static void apply(ThemeChoice choice) {
        var theme = isDark(choice) ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }
}
