package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// The listing of a directory: names and where their inodes are, in the order of the image.
final class Listing {
    /// The size is stored in 16 bits, but Linux takes no name beyond 256 bytes.
    static final int LONGEST_NAME = 256;
    private static final int MOST_IN_RUN = 256;
    /// Memory that an entry takes, roughly, once its inode is read: that bounds the entries of one directory, since the
    /// listing of millions of short names is small, and smaller still when it is compressed.
    private static final int IN_MEMORY = 200;
    private static final int HEADER = 12;
    private static final int ENTRY = 8;

    private Listing() {}

    /// @param reference the inode's place in the inode table
    /// @param type the basic type number that the listing states
    /// @param number the inode number that the listing states
    record Link(Name name, long reference, int type, long number) {}

    /// Reads the listing of a directory.
    ///
    /// @throws FormatException if it is larger than the limits allow, or not whole
    static List<Link> read(Image image, MetadataTable directories, Inode.DirectoryBody body) throws IOException {
        long left = body.listingSize();
        var links = new ArrayList<Link>();
        if (left == 0) {
            return links;
        }
        var cursor = new MetadataCursor(directories);
        cursor.seek(body.block(), body.offset());
        if (left > Math.min(image.limits().directoryBytes(), directories.decodedLimit())) {
            throw cursor.broken("a directory listing of " + left + " bytes");
        }
        while (left > 0) {
            left -= HEADER;
            if (left < 0) {
                throw cursor.broken("a directory listing that ends within a header");
            }
            long count = cursor.u32() + 1;
            long block = cursor.u32();
            long number = cursor.u32();
            if (count > MOST_IN_RUN) {
                throw cursor.broken("a directory header for " + count + " entries, where " + MOST_IN_RUN
                        + " are possible");
            }
            if (links.size() + count > image.limits().directoryBytes() / IN_MEMORY) {
                throw cursor.broken("a directory of more than " + image.limits().directoryBytes() / IN_MEMORY
                        + " entries");
            }
            for (int i = 0; i < count; i++) {
                int offset = cursor.u16();
                long delta = cursor.i16();
                int type = cursor.u16();
                int length = cursor.u16() + 1;
                left -= ENTRY + length;
                if (length > LONGEST_NAME || left < 0) {
                    throw cursor.broken("a name of " + length + " bytes in a directory listing, of which "
                            + (left + length) + " are left");
                }
                links.add(new Link(Name.of(cursor.bytes(length)), block << 16 | offset, type,
                        number + delta & 0xffffffffL));
            }
        }
        return links;
    }
}
