package org.selfsame.app.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The letters that the window brings along, so that it looks the same on every machine. What they lack (other
/// scripts than Latin) comes from the system.
public final class Fonts {
    private static final List<String> FILES = List.of("inter-latin-400-normal.woff", "inter-latin-700-normal.woff",
            "DejaVuSansMono.ttf");

    private Fonts() {}

    /// Makes the bundled fonts known to JavaFX; any number of times.
    public static void load() {
        for (var file : FILES) {
            try (var stream = Fonts.class.getResourceAsStream("fonts/" + file)) {
                if (stream == null || Font.loadFont(stream, 0) == null) {
                    throw new IllegalStateException("no font in " + file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
