package org.selfsame.app.window.widget;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;

/// A part of a screen that can be folded away. It opens at once where the desktop asks for less motion.
public final class Fold extends TitledPane {

    /// @param id to find it by
    public Fold(String id, String title, Node content, boolean expanded) {
        super(title, content);
        setId(id);
        setExpanded(expanded);
        setMinWidth(0);
        setAnimated(!Motion.isReduced());
        getStyleClass().add("fold");
    }
}
