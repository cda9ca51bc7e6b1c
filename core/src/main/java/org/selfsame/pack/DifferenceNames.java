package org.selfsame.pack;

import java.io.IOException;
import java.util.ArrayList;
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
    /// The region of the last span, and the bytes of it in which there is no smaller one.
    private Region region;
    private long start;
    private long stop;

    private DifferenceNames(Content image, Layout layout) {
        this.image = image;
        this.layout = layout;
        this.region = layout.regions().getFirst();
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
            boolean same = at >= start && at < stop;
            if (!same) {
                enter(at);
            }
            long next = Math.min(end, stop);
            if (!found.isEmpty() && (same || found.getLast().offset() >= region.offset() && isNamed(found.getLast()))) {
                found.add(extended(found.removeLast(), next));
            } else {
                found.add(difference(span, at, next));
            }
            at = next;
        }
    }

    /// Looks for the smallest region at `offset`, and for where it ends or a smaller one begins.
    private void enter(long offset) {
        region = layout.at(offset).stream().min(Comparator.comparingLong(Region::length))
                .orElseThrow(() -> new IllegalStateException("no region at " + offset));
        start = offset;
        stop = layout.regions().stream()
                .filter(other -> other.offset() > offset && other.offset() < region.end()
                        && other.length() < region.length())
                .mapToLong(Region::offset).min().orElse(region.end());
    }

    private boolean isNamed(Difference difference) {
        return difference.offset() < region.end() && difference.what().equals(region.what());
    }

    private static Difference extended(Difference last, long end) {
        return new Difference(last.offset(), end - last.offset(), last.kind(), last.what(), last.owner(), last.image(),
                last.made());
    }

    private Difference difference(ComparingChannel.Span span, long at, long end) throws IOException {
        int length = (int) Math.min(end - at, ComparingChannel.KEPT);
        var made = span.made();
        int from = (int) Math.min(2 * (at - span.start()), made.length());
        return new Difference(at, end - at, region.kind(), region.what(), region.owner(),
                HexFormat.of().formatHex(image.bytes(at, length)),
                made.substring(from, Math.min(from + 2 * length, made.length())));
    }
}
