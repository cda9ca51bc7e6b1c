package org.selfsame.compare.cause;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Side;

/// A difference whose causes are looked for, with what was read for that. Not thread-safe.
final class Suspect {
    private final Difference difference;
    private final Scene scene;
    private final Where where;
    private @Nullable Sample left;
    private @Nullable Sample right;

    Suspect(Difference difference, Scene scene) {
        this.difference = difference;
        this.scene = scene;
        where = scene.where(difference);
    }

    Difference difference() {
        return difference;
    }

    Scene scene() {
        return scene;
    }

    Where where() {
        return where;
    }

    /// Whether the bytes of both sides are there, and differ.
    boolean isContent() {
        return difference.kind() == Difference.Kind.CONTENT;
    }

    /// The bytes of one side.
    ///
    /// @throws IOException if they cannot be read
    Sample sample(Side side) throws IOException {
        var known = side == Side.LEFT ? left : right;
        if (known == null) {
            known = Sample.of(difference.subject().content(side));
            if (side == Side.LEFT) {
                left = known;
            } else {
                right = known;
            }
        }
        return known;
    }
}
