package org.selfsame.verify;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.tree.Region;

/// Where the bytes of something inside an image lie in the image file.
///
/// @param runs pieces in the order of the inner bytes, without gaps
record Placement(List<Run> runs) {

    /// @param inner first byte, counted inside
    /// @param outer the same byte, counted from the start of the image file
    record Run(long inner, long outer, long length) {}

    /// Of a file inside that has its bytes in `regions`, one after the other. Empty (nothing can be told) if they do
    /// not add up to its size, as in a file that is stored compressed.
    Placement of(List<Region> regions, long size) {
        var inside = new ArrayList<Run>();
        long at = 0;
        for (var region : regions) {
            long outer = outer(region.offset());
            if (outer < 0) {
                return new Placement(List.of());
            }
            long length = Math.min(region.length(), size - at);
            inside.add(new Run(at, outer, length));
            at += length;
        }
        return new Placement(at == size ? List.copyOf(inside) : List.of());
    }

    /// Where the inner byte at `offset` lies in the image file, or -1 if that cannot be told.
    long outer(long offset) {
        for (var run : runs) {
            if (run.inner() <= offset && offset < run.inner() + run.length()) {
                return run.outer() + (offset - run.inner());
            }
        }
        return -1;
    }
}
