package org.selfsame.app.window;

import javafx.application.Application;

/// Opens the window. It does not extend `Application`, so that JavaFX may lie on the class path or the module path.
public final class Launcher {
    private Launcher() {}

    /// Opens the window and returns when it is closed.
    ///
    /// @param args files to check at once (an image and what belongs to it), with or without `--open` before them
    public static void main(String[] args) {
        Application.launch(SelfsameApplication.class, args);
    }
}
