package org.selfsame.app.window;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/// The icon of the window, drawn from the mark of the program in the sizes that desktops ask for.
final class AppIcons {
    private AppIcons() {}

    /// From small to large.
    static List<Image> all() {
        return Stream.of(16, 32, 48, 128).map(AppIcons::drawn).toList();
    }

    private static Image drawn(int size) {
        var how = new SnapshotParameters();
        how.setFill(Color.TRANSPARENT);
        how.setTransform(Transform.scale(size / AppMark.WIDTH, size / AppMark.WIDTH));
        return new AppMark().snapshot(how, null);
    }
}
