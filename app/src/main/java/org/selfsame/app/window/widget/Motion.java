package org.selfsame.app.window.widget;

import javafx.application.Platform;

/// Whether things may move.
public final class Motion {
    private Motion() {}

    /// Whether the desktop asks for less motion.
    public static boolean isReduced() {
        return Platform.getPreferences().isReducedMotion();
    }
}
