package org.selfsame.format.squashfs;

import java.util.List;

/// Encodes the listings of directories. Without an index: the kernel then looks at a listing from its start.
final class ListingOutput {
    private static final int MOST_IN_RUN = 256;

    private ListingOutput() {}

    /// The listing of these names, whose inodes are written. A new header begins when there are too many entries for
    /// one, when the inode is in another block, or its number is too far away.
    static byte[] encode(List<Node> children) {
        var listing = new Encoder();
        for (int start = 0; start < children.size();) {
            int end = endOfRun(children, start);
            var head = children.get(start);
            listing.u32(end - start - 1L).u32(head.reference() >>> 16).u32(head.number());
            for (var child : children.subList(start, end)) {
                var name = child.entry().name();
                listing.u16(child.reference() & 0xffff).u16(child.number() - head.number())
                        .u16(InodeOutput.type(child.entry()).number(false)).u16(name.length() - 1)
                        .bytes(name.bytes());
            }
            start = end;
        }
        return listing.toBytes();
    }

    private static int endOfRun(List<Node> children, int start) {
        var head = children.get(start);
        int end = start + 1;
        while (end < children.size() && end - start < MOST_IN_RUN) {
            var child = children.get(end);
            long delta = child.number() - head.number();
            if (child.reference() >>> 16 != head.reference() >>> 16 || delta != (short) delta) {
                break;
            }
            end++;
        }
        return end;
    }
}
