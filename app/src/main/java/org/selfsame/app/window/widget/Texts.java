package org.selfsame.app.window.widget;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Labels. A text wraps and is never cut; only a file name on a line of its own gives way, in its middle, and then
/// shows itself whole when pointed at.
public final class Texts {
    private static final int LONGEST_NAME = 64;

    private Texts() {}

    /// A text that wraps.
    public static Label wrapping(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A name on one line.
    public static Label name(String name, String... styles) {
        var label = new Label(name);
        label.getStyleClass().addAll(styles);
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        label.setMinWidth(0);
        label.setTooltip(tooltip(name));
        return label;
    }

    /// A name for use within a sentence: a very long one loses its middle, so that its beginning and its ending stay.
    public static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST_NAME) {
            return name;
        }
        int kept = (LONGEST_NAME - 1) / 2;
        return name.substring(0, name.offsetByCodePoints(0, kept)) + "…"
                + name.substring(name.offsetByCodePoints(name.length(), -kept));
    }

    /// A tooltip that wraps.
    public static Tooltip tooltip(String text) {
        var tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(480);
        return tooltip;
    }
}
