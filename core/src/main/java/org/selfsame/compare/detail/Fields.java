package org.selfsame.compare.detail;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;

/// What the bytes of two contents are called by the format that they are in. Looks the layout up when it is first asked.
/// Not thread-safe.
final class Fields {
    /// Walking a larger content takes longer than anybody waits for a row of bytes.
    private static final long LARGEST = 64L << 20;

    private final Content left;
    private final Content right;
    private final String known;
    private final Task task;
    private final Map<Side, Layout> layouts = new HashMap<>();

    /// @param known what all bytes that are asked for are called, if that is known already, or empty
    Fields(Content left, Content right, String known, Task task) {
        this.left = left;
        this.right = right;
        this.known = known;
        this.task = task;
    }

    /// The innermost named part of `side` that the byte at `offset` lies in, or empty.
    ///
    /// @throws IOException if the content cannot be read
    String at(Side side, long offset) throws IOException {
        if (!known.isEmpty()) {
            return known;
        }
        var layout = layouts.get(side);
        if (layout == null) {
            layout = layout(side == Side.LEFT ? left : right);
            layouts.put(side, layout);
        }
        var regions = layout.at(offset);
        if (regions.isEmpty() || regions.getLast().kind() == Region.Kind.UNKNOWN) {
            return "";
        }
        var region = regions.getLast();
        return region.owner() == null ? region.what() : region.what() + " of " + region.owner();
    }

    private Layout layout(Content content) throws IOException {
        if (content.size() <= LARGEST) {
            try {
                var formats = Formats.of(content);
                if (!formats.isEmpty()) {
                    return formats.getFirst().open(content, Limits.DEFAULT).layout(task);
                }
            } catch (FormatException _) {
                // bytes that only look like a format have no names
            }
        }
        return new Layout.Builder("content", 0).build();
    }
}
