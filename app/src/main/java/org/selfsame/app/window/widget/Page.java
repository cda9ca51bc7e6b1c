package org.selfsame.app.window.widget;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The frame of a screen: one column, as wide as text reads well, in the middle, scrolling if need be.
public final class Page extends ScrollPane {
    private final VBox column = new VBox();

    public Page(Node... content) {
        column.getStyleClass().add("column");
        column.getChildren().addAll(content);
        var centre = new VBox(column);
        centre.setAlignment(Pos.TOP_CENTER);
        centre.getStyleClass().add("page-content");
        setContent(centre);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        getStyleClass().addAll("page", "edge-to-edge");
    }

    /// The column that the content stands in.
    public VBox column() {
        return column;
    }
}
