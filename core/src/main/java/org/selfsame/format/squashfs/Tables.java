package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Where the tables are. They follow each other: inodes, directories, fragments, exports, ids, xattrs; each ends where
/// the next one begins, as the kernel also demands.
record Tables(MetadataTable inodes, MetadataTable directories, @Nullable LookupTable fragments,
        @Nullable LookupTable exports, LookupTable ids, @Nullable XattrTables xattrs) {

    private static final int FRAGMENT_RECORD = 16;
    private static final int EXPORT_RECORD = 8;
    private static final int ID_RECORD = 4;

    /// @throws FormatException if a table is out of order or not inside the image
    static Tables of(Image image) throws IOException {
        var superblock = image.superblock();
        long end = superblock.bytesUsed();
        XattrTables xattrs = null;
        if (superblock.xattrTable() != Superblock.ABSENT) {
            xattrs = XattrTables.read(image, superblock.xattrTable(), end);
            end = xattrs.start();
        }
        if (superblock.idCount() == 0) {
            throw image.broken(26, "an image without ids");
        }
        var ids = new LookupTable(image, "id table", superblock.idCount(), ID_RECORD, superblock.idTable(),
                superblock.idTable(), end);
        end = ids.start();
        LookupTable exports = null;
        if (superblock.exportTable() != Superblock.ABSENT) {
            exports = new LookupTable(image, "export table", superblock.inodeCount(), EXPORT_RECORD,
                    superblock.exportTable(), superblock.exportTable(), end);
            end = exports.start();
        }
        LookupTable fragments = null;
        if (superblock.fragmentCount() > 0) {
            fragments = new LookupTable(image, "fragment table", superblock.fragmentCount(), FRAGMENT_RECORD,
                    superblock.fragmentTable(), superblock.fragmentTable(), end);
            end = fragments.start();
        }
        var directories = new MetadataTable(image, "directory table", superblock.directoryTable(), end);
        var inodes = new MetadataTable(image, "inode table", superblock.inodeTable(), superblock.directoryTable());
        return new Tables(inodes, directories, fragments, exports, ids, xattrs);
    }

    /// The positions of the metadata blocks of each table, last where they must have ended.
    List<long[]> blockPositions() throws IOException {
        var positions = new ArrayList<long[]>();
        positions.add(inodes.positions());
        positions.add(directories.positions());
        if (fragments != null) {
            positions.add(fragments.positions());
        }
        if (exports != null) {
            positions.add(exports.positions());
        }
        positions.add(ids.positions());
        if (xattrs != null) {
            positions.add(xattrs.pairs().positions());
            positions.add(xattrs.ids().positions());
        }
        return positions;
    }

    /// All ids, by their number.
    long[] readIds() throws IOException {
        var values = new long[(int) ids.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = LittleEndian.u32(ids.record(i), 0);
        }
        return values;
    }
}
