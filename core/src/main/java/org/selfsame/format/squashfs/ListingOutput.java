package org.selfsame.format.squashfs;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.tree.Name;

/// Encodes the listing of a directory. Not thread-safe.
final class ListingOutput {
    private static final int MOST_IN_RUN = 256;
    private static final int HEADER = 12;
    /// Bytes of an entry beside its name.
    static final int ENTRY = 8;
    /// From here on a directory has an index, as mksquashfs has it: this many entries, or bytes without headers.
    private static final int INDEXED_ENTRIES = 257;
    private static final int INDEXED_BYTES = Image.METADATA_SIZE;

    private final List<Node> children;
    private final Encoder listing = new Encoder();
    private final List<Point> index = new ArrayList<>();

    private ListingOutput(List<Node> children) {
        this.children = children;
    }

    /// A place at which the kernel may begin to look for names from `first` on.
    ///
    /// @param offset in the listing
    record Point(int offset, Name first) {}

    /// The listing of a directory.
    ///
    /// @param indexed whether the directory gets an index, be it an empty one
    record Encoded(Encoder bytes, boolean indexed, List<Point> index) {}

    /// The listing of these names, whose inodes are written. A new header begins when there are too many entries for
    /// one, when the inode is in another block, or its number is too far away; and where a point of the index is: there
    /// is one for each 8 KiB.
    static Encoded encode(List<Node> children) {
        var output = new ListingOutput(children);
        output.encode();
        int bytes = 0;
        for (var child : children) {
            bytes += child.entry().name().length() + ENTRY;
        }
        boolean indexed = children.size() >= INDEXED_ENTRIES || bytes >= INDEXED_BYTES;
        return new Encoded(output.listing, indexed, output.index);
    }

    private void encode() {
        int point = 0;
        for (int start = 0; start < children.size();) {
            int end = start;
            int at = listing.size() + HEADER;
            if (start > 0 && listing.size() + size(start) - point > Image.METADATA_SIZE) {
                point = listing.size();
                index.add(new Point(point, children.get(start).entry().name()));
            }
            do {
                at += size(end);
                end++;
            } while (end < children.size() && end - start < MOST_IN_RUN && isNear(start, end)
                    && at + size(end) - point <= Image.METADATA_SIZE);
            encodeRun(start, end);
            start = end;
        }
    }

    private int size(int child) {
        return ENTRY + children.get(child).entry().name().length();
    }

    private boolean isNear(int head, int child) {
        long delta = children.get(child).number() - children.get(head).number();
        return children.get(child).reference() >>> 16 == children.get(head).reference() >>> 16
                && delta == (short) delta;
    }

    private void encodeRun(int start, int end) {
        var head = children.get(start);
        listing.u32(end - start - 1L).u32(head.reference() >>> 16).u32(head.number());
        for (var child : children.subList(start, end)) {
            var name = child.entry().name();
            listing.u16(child.reference() & 0xffff).u16(child.number() - head.number())
                    .u16(child.type().number(false)).u16(name.length() - 1).bytes(name.bytes());
        }
    }
}
