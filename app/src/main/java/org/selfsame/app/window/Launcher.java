package org.selfsame.app.window;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.application.Application;
import org.selfsame.words.Words;

/// Opens the window. It does not extend `Application`, so that JavaFX may lie on the class path or the module path.
public final class Launcher {
    private static final int TROUBLE = 2;

    private Launcher() {}

    /// Opens the window and returns when it is closed. Without a display, says so and ends with 2, never with the 1
    /// that means "disproven".
    ///
    /// @param args what [Opening] takes, or `--help`
    public static void main(String[] args) {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(Words.text("window.help"));
            return;
        }
        try {
            Application.launch(SelfsameApplication.class, args);
        } catch (UnsupportedOperationException _) {
            // what JavaFX throws when it finds no display
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println(Words.text("window.noDisplay"));
            System.exit(TROUBLE);
        }
    }
}
