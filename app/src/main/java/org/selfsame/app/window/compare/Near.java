package org.selfsame.app.window.compare;

import java.util.List;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference;
import org.selfsame.compare.detail.Detail;

/// A place in both images from near.
///
/// @param place what it is
/// @param details of its differences, as many as were looked at
/// @param left what the left side's picture looks like, or null
/// @param right the same of the right side
record Near(MergedEntry place, List<One> details, @Nullable Image left, @Nullable Image right) {

    /// One difference.
    record One(Difference difference, Detail detail) {}
}
