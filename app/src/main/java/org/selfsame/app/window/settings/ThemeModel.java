package org.selfsame.app.window.settings;

import java.io.IOException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The theme that the user chose, now and next time.
public final class ThemeModel {
    private final SettingsFile file;
    private final ReadOnlyObjectWrapper<ThemeChoice> choice;

    /// Starts with what is stored.
    public ThemeModel(SettingsFile file) {
        this.file = file;
        choice = new ReadOnlyObjectWrapper<>(file.theme());
    }

    /// The choice.
    public ReadOnlyObjectProperty<ThemeChoice> choice() {
        return choice.getReadOnlyProperty();
    }

    /// Chooses, at once and for the next time.
    ///
    /// @throws IOException if it cannot be stored; it then holds until the window is closed
    public void choose(ThemeChoice theme) throws IOException {
        choice.set(theme);
        file.setTheme(theme);
    }
}
