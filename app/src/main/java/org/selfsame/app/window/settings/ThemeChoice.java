package org.selfsame.app.window.settings;

import java.util.Locale;

/// Light, dark, or as the desktop has it.
public enum ThemeChoice {
    AUTO, LIGHT, DARK;

    /// The name in the settings file.
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The choice with the stored name, or [#AUTO] for any other.
    static ThemeChoice of(String stored) {
        for (var choice : values()) {
            if (choice.stored().equals(stored)) {
                return choice;
            }
        }
        return AUTO;
    }
}
