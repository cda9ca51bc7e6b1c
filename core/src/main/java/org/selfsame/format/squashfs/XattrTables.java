package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// The table of xattr names and values, and the one that leads from an inode's xattr number into it.
record XattrTables(MetadataTable pairs, LookupTable ids, long header) {
    static final int HEADER = 16;
    private static final int ID_RECORD = 16;

    /// @param header where the header is: the start of the pairs, and the number of ids
    /// @param end where the list of the blocks of ids must have ended
    /// @throws FormatException if the tables do not lie inside the image
    static XattrTables read(Image image, long header, long end) throws IOException {
        if (header < Superblock.SIZE || header > end - HEADER) {
            throw image.broken(56, "the xattr table would lie at " + Long.toUnsignedString(header));
        }
        byte[] bytes = image.raw(header, HEADER);
        var ids = new LookupTable(image, "xattr id table", LittleEndian.u32(bytes, 8), ID_RECORD, header,
                header + HEADER,
                end);
        var pairs = new MetadataTable(image, "xattr table", LittleEndian.i64(bytes, 0), ids.start());
        return new XattrTables(pairs, ids, header);
    }

    long start() {
        return pairs.start();
    }
}
