package org.selfsame.app.window.compare;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.Details;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// Looks at a place from near, on a background thread.
final class Looking {
    /// Details of more differences of one place than this are not for a screen.
    private static final int MOST = 12;
    private static final long LARGEST_FILE = 4 << 20;
    private static final long MOST_PIXELS = 16_000_000;
    /// A preview is drawn at most this wide and high.
    private static final double PREVIEW = 320;
    private static final Detail NOTHING = new Detail.Nothing();

    private Looking() {}

    /// What a place looks like.
    ///
    /// @param differences those of the place
    /// @throws java.util.concurrent.CancellationException if the task was cancelled
    /// @throws IOException if an image cannot be read
    static Near at(MergedEntry place, List<Difference> differences, Task task) throws IOException {
        var details = new ArrayList<Near.One>();
        // what has bytes to show comes first
        var sorted = differences.stream().sorted(Comparator.comparingInt(Looking::rank)).toList();
        for (var difference : sorted) {
            task.checkCancelled();
            details.add(new Near.One(difference, details.size() < MOST ? Details.of(difference, task) : NOTHING));
        }
        var content = sorted.stream().filter(it -> it.kind() == Kind.CONTENT || it.subject().right() == null
                || it.subject().left() == null).findFirst();
        return new Near(place, List.copyOf(details), content.isEmpty() ? null : picture(content.get(), Side.LEFT),
                content.isEmpty() ? null : picture(content.get(), Side.RIGHT));
    }

    private static int rank(Difference difference) {
        return difference.kind() == Kind.CONTENT ? 0 : difference.kind() == Kind.LAYOUT ? 2 : 1;
    }

    private static @Nullable Image picture(Difference difference, Side side) throws IOException {
        try {
            var content = difference.subject().content(side);
            if (content == null || content.size() > LARGEST_FILE) {
                return null;
            }
            var bytes = content.bytes(0, (int) content.size());
            var size = PictureSize.of(bytes);
            if (size.isEmpty() || !size.get().fits(MOST_PIXELS)) {
                return null;
            }
            var image = new Image(new ByteArrayInputStream(bytes), Math.min(PREVIEW, (double) size.get().width()),
                    PREVIEW, true,
                    true);
            return image.isError() ? null : image;
        } catch (FormatException _) {
            // told of as trouble; there is no picture then
            return null;
        }
    }
}
