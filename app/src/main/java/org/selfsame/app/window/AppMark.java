package org.selfsame.app.window;

import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Shape;

/// The mark of the program, as in icons/selfsame.svg: two equal discs, and what they have in common.
final class AppMark extends Group {
    private static final double RADIUS = 7;
    private static final double SHIFT = 8;

    AppMark() {
        var left = disc(0, "#2f6fde");
        var right = disc(SHIFT, "#7ba7f0");
        var common = Shape.intersect(disc(0, "#000000"), disc(SHIFT, "#000000"));
        common.setFill(Color.web("#12387f"));
        getChildren().addAll(left, right, common);
    }

    private static Circle disc(double x, String colour) {
        var disc = new Circle(x, 0, RADIUS);
        disc.setFill(Color.web(colour));
        return disc;
    }
}
