package org.selfsame.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Region.Kind;

/// Which bytes of a content are what. Every byte lies in at least one region: what no structure, data or padding
/// covers is a region of kind `UNKNOWN`. Regions may nest (fields in structures) and overlap (one block shared by two
/// files, a partition over a file of the ISO).
public final class Layout {
    private final long size;
    private final List<Region> regions;

    private Layout(long size, List<Region> regions) {
        this.size = size;
        this.regions = regions;
    }

    /// Size of the content in bytes.
    public long size() {
        return size;
    }

    /// All regions by offset, the longer first where two start together.
    public List<Region> regions() {
        return regions;
    }

    /// The regions that `offset` lies in, outermost (longest) first. Empty only for an offset outside the content.
    public List<Region> at(long offset) {
        return regions.stream().filter(region -> region.offset() <= offset && offset < region.end())
                .sorted(Comparator.comparingLong(Region::length).reversed()).toList();
    }

    /// The regions of kind `UNKNOWN`: bytes that nothing in the image refers to.
    public List<Region> unknown() {
        return regions.stream().filter(region -> region.kind() == Kind.UNKNOWN).toList();
    }

    /// Collects regions. Not thread-safe.
    public static final class Builder {
        /// What the memory of a region counts beside its owner's path.
        private static final int REGION = 64;
        /// Memory that every layout may take, and how much more for each byte of the content: a path that many entries
        /// share, or a file with very many names, takes little room in an image and much in a layout.
        private static final long LEAST = 32L << 20;
        private static final int FACTOR = 32;

        private final String format;
        private final long size;
        private final List<Region> regions = new ArrayList<>();
        private String last = "";
        private long memory;

        /// For the layout of a content of `size` bytes that is opened as `format`.
        public Builder(String format, long size) {
            this.format = format;
            this.size = size;
        }

        /// Adds a region that belongs to no entry; nothing if `length` is 0.
        ///
        /// @throws FormatException if the range does not lie inside the content
        public Builder add(long offset, long length, Kind kind, String what) throws FormatException {
            return add(offset, length, kind, what, "");
        }

        /// Adds a region that belongs to the entry at `owner`; nothing if `length` is 0.
        ///
        /// @throws FormatException if the range does not lie inside the content, or all regions and paths together take
        ///         far more memory than those of an honest image of this size
        public Builder add(long offset, long length, Kind kind, String what, String owner) throws FormatException {
            Ranges.check(format, offset, length, size);
            if (length > 0) {
                charge(offset, owner);
                regions.add(new Region(offset, length, kind, what, owner.isEmpty() ? null : owner));
            }
            return this;
        }

        private void charge(long offset, String owner) throws FormatException {
            // the regions of one entry come one after the other and share one path
            memory += owner.equals(last) ? REGION : REGION + owner.length();
            last = owner;
            if (memory - LEAST > FACTOR * Math.min(size, Long.MAX_VALUE / FACTOR)) {
                throw new FormatException(format, offset, "the layout of " + size + " bytes has " + regions.size()
                        + " regions, whose paths take too much memory");
            }
        }

        /// The layout, with every byte that is in no region made part of a region of kind `UNKNOWN`.
        public Layout build() {
            var order = Comparator.comparingLong(Region::offset)
                    .thenComparing(Comparator.comparingLong(Region::length).reversed());
            regions.sort(order);
            var gaps = new ArrayList<Region>();
            long covered = 0;
            for (var region : regions) {
                if (region.offset() > covered) {
                    gaps.add(new Region(covered, region.offset() - covered, Kind.UNKNOWN, "unreferenced", null));
                }
                covered = Math.max(covered, region.end());
            }
            if (covered < size) {
                gaps.add(new Region(covered, size - covered, Kind.UNKNOWN, "unreferenced", null));
            }
            regions.addAll(gaps);
            regions.sort(order);
            return new Layout(size, List.copyOf(regions));
        }
    }
}
