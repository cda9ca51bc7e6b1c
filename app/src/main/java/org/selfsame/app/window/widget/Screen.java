package org.selfsame.app.window.widget;

import javafx.scene.Node;

/// One screen of the window.
public interface Screen {

    /// What is shown; always the same node.
    Node node();

    /// Called when the screen has become visible: where the focus goes.
    default void shown() {}

    /// Called when another screen takes its place.
    default void hidden() {}

    /// Called when the user went back from it: it will not be shown again.
    default void left() {}

    /// What Escape does here; whether it did anything. If not, the window goes back.
    default boolean escape() {
        return false;
    }
}
