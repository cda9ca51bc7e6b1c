package org.selfsame.pack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.pack.Repack.Difference;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// Names bytes that differ by the smallest region of an image's layout that they lie in.
final class DifferenceNames {
    private static final int MOST = 20;

    private final Content image;
    private final Layout layout;
    private final List<Difference> found = new ArrayList<>();

    private DifferenceNames(Content image, Layout layout) {
        this.image = image;
        this.layout = layout;
    }

    /// The first differences, one for each region; spans in one region count as one.
    static List<Difference> of(Content image, Layout layout, List<ComparingChannel.Span> spans) throws IOException {
        var names = new DifferenceNames(image, layout);
        for (var span : spans) {
            if (names.found.size() >= MOST) {
                break;
            }
            names.add(span);
        }
        return names.found;
    }

    private void add(ComparingChannel.Span span) throws IOException {
        long at = span.start();
        long end = span.start() + span.length();
        while (at < end && found.size() < MOST) {
            var region = at(at);
            long stop = Math.min(end, end(at, region));
            if (!extend(region, stop)) {
                found.add(difference(span, at, stop, region));
            }
            at = stop;
        }
    }

    /// The smallest region, the last of those that are as small: it is the innermost.
    private Region at(long offset) {
        return layout.at(offset).stream().min(Comparator.comparingLong(Region::length))
                .orElseThrow(() -> new IllegalStateException("no region at " + offset));
    }

    /// Where the bytes of `region` end, or where a smaller one begins.
    private long end(long at, Region region) {
        return layout.regions().stream()
                .filter(other -> other.offset() > at && other.offset() < region.end()
                        && other.length() < region.length())
                .mapToLong(Region::offset).min().orElse(region.end());
    }

    /// Makes the difference found last reach up to `end` if it lies in the same region.
    private boolean extend(Region region, long end) {
        if (found.isEmpty()) {
            return false;
        }
        var last = found.getLast();
        boolean same = last.offset() >= region.offset() && last.what().equals(region.what())
                && last.offset() < region.end();
        if (same) {
            found.set(found.size() - 1, new Difference(last.offset(), end - last.offset(), last.kind(), last.what(),
                    last.owner(), last.image(), last.made()));
        }
        return same;
    }

    private Difference difference(ComparingChannel.Span span, long at, long end, Region region) throws IOException {
        int length = (int) Math.min(end - at, ComparingChannel.KEPT);
        int from = (int) Math.min(at - span.start(), span.made().length);
        var made = Arrays.copyOfRange(span.made(), from, Math.min(from + length, span.made().length));
        var hex = HexFormat.of();
        return new Difference(at, end - at, region.kind(), region.what(), region.owner(),
                hex.formatHex(image.bytes(at, length)), hex.formatHex(made));
    }
}
