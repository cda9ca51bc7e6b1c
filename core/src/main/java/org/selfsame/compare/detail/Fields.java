package org.selfsame.compare.detail;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
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
    /// Bytes whose parts are looked up together: a layout may have millions, and is gone through for each look.
    private static final long NEAR = 512;

    private final Content left;
    private final Content right;
    private final String known;
    private final Task task;
    private final Map<Side, Layout> layouts = new EnumMap<>(Side.class);
    private final Map<Side, Near> nears = new EnumMap<>(Side.class);

    /// @param number of the stretch of bytes
    private record Near(long number, List<Region> regions) {}

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
        var near = nears.get(side);
        if (near == null || near.number() != offset / NEAR) {
            near = near(side, offset / NEAR);
            nears.put(side, near);
        }
        Region innermost = null;
        for (var region : near.regions()) {
            boolean holds = region.offset() <= offset && offset < region.end();
            if (holds && (innermost == null || region.length() <= innermost.length())) {
                innermost = region;
            }
        }
        if (innermost == null || innermost.kind() == Region.Kind.UNKNOWN) {
            return "";
        }
        return innermost.owner() == null ? innermost.what() : innermost.what() + " of " + innermost.owner();
    }

    private Near near(Side side, long number) throws IOException {
        var layout = layouts.get(side);
        if (layout == null) {
            layout = layout(side == Side.LEFT ? left : right);
            layouts.put(side, layout);
        }
        long start = number * NEAR;
        return new Near(number, layout.regions().stream()
                .filter(region -> region.offset() < start + NEAR && region.end() > start).toList());
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
