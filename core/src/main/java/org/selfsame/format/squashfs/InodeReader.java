package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.content.FormatException;
import org.selfsame.format.squashfs.Inode.Body;
import org.selfsame.format.squashfs.Inode.DeviceBody;
import org.selfsame.format.squashfs.Inode.DirectoryBody;
import org.selfsame.format.squashfs.Inode.FileBody;
import org.selfsame.format.squashfs.Inode.NoBody;
import org.selfsame.format.squashfs.Inode.SymlinkBody;
import org.selfsame.tree.Name;

/// Parses inodes at a cursor of its own: cheap for inodes that lie near each other. Not thread-safe.
final class InodeReader {
    /// The most bytes of a target that a Linux system call returns.
    private static final int LONGEST_TARGET = 1 << 16;

    private final MetadataCursor cursor;
    private final long[] ids;
    /// What only some bodies state, of the inode being read.
    private long links;
    private long xattr;

    InodeReader(MetadataTable inodes, long[] ids) {
        this.cursor = new MetadataCursor(inodes);
        this.ids = ids;
    }

    /// The inode at `reference`.
    ///
    /// @throws FormatException if there is none
    Inode read(long reference) throws IOException {
        cursor.seekReference(reference);
        return next();
    }

    /// Goes to the first inode of the table.
    void rewind() throws IOException {
        cursor.seekBlock(0, 0);
    }

    /// Whether the inode read last was the last one in the table.
    boolean atEnd() throws IOException {
        return cursor.atEnd();
    }

    /// The inode that follows the one read last.
    Inode next() throws IOException {
        long reference = cursor.reference();
        int number = cursor.u16();
        InodeType type = InodeType.of(number);
        if (type == null) {
            throw cursor.broken("an inode of type " + number);
        }
        int mode = cursor.u16();
        long user = id(cursor.u16());
        long group = id(cursor.u16());
        long modified = cursor.u32();
        long inodeNumber = cursor.u32();
        links = 1;
        xattr = Inode.NO_XATTR;
        Body body = body(type, InodeType.isExtended(number));
        return new Inode(reference, type, mode, user, group, modified, inodeNumber, links, xattr, body);
    }

    /// As [#next]; goes beyond the list of block sizes that follows the inode of a file, so that the next inode is next.
    ///
    /// @throws FormatException if the list is not whole
    Inode nextWhole(int blockLog) throws IOException {
        var inode = next();
        if (inode.body() instanceof FileBody file) {
            long count = file.blockCount(blockLog);
            if (count > Integer.MAX_VALUE) {
                throw cursor.broken("a file of " + file.size() + " bytes has " + count + " blocks");
            }
            cursor.skip(count * Integer.BYTES);
        }
        return inode;
    }

    private Body body(InodeType type, boolean extended) throws IOException {
        return switch (type) {
            case DIRECTORY -> extended ? extendedDirectory() : basicDirectory();
            case FILE -> extended ? extendedFile() : basicFile();
            default -> {
                links = cursor.u32();
                Body body = simpleBody(type);
                if (extended) {
                    xattr = cursor.u32();
                }
                yield body;
            }
        };
    }

    private Body simpleBody(InodeType type) throws IOException {
        return switch (type) {
            case SYMLINK -> new SymlinkBody(target());
            case BLOCK_DEVICE, CHARACTER_DEVICE -> new DeviceBody(cursor.u32());
            default -> NoBody.INSTANCE;
        };
    }

    private Body basicDirectory() throws IOException {
        long block = cursor.u32();
        links = cursor.u32();
        int size = cursor.u16();
        int offset = cursor.u16();
        return new DirectoryBody(size, block, offset, cursor.u32());
    }

    private Body extendedDirectory() throws IOException {
        links = cursor.u32();
        long size = cursor.u32();
        long block = cursor.u32();
        long parent = cursor.u32();
        int indexes = cursor.u16();
        int offset = cursor.u16();
        xattr = cursor.u32();
        for (int i = 0; i < indexes; i++) {
            cursor.i64();
            long name = cursor.u32() + 1;
            if (name > Listing.LONGEST_NAME) {
                throw cursor.broken("a directory index with a name of " + name + " bytes");
            }
            cursor.skip(name);
        }
        return new DirectoryBody(size, block, offset, parent);
    }

    private Body basicFile() throws IOException {
        long start = cursor.u32();
        long fragment = cursor.u32();
        long offset = cursor.u32();
        return file(start, cursor.u32(), 0, fragment, offset);
    }

    private Body extendedFile() throws IOException {
        long start = cursor.i64();
        long size = cursor.i64();
        long sparse = cursor.i64();
        links = cursor.u32();
        long fragment = cursor.u32();
        long offset = cursor.u32();
        xattr = cursor.u32();
        return file(start, size, sparse, fragment, offset);
    }

    private Body file(long start, long size, long sparse, long fragment, long offset) throws IOException {
        if (size < 0) {
            throw cursor.broken("a file of " + Long.toUnsignedString(size) + " bytes");
        }
        return new FileBody(start, size, sparse, fragment, offset, cursor.blockNumber(), cursor.offsetInBlock());
    }

    private Name target() throws IOException {
        long length = cursor.u32();
        if (length > LONGEST_TARGET) {
            throw cursor.broken("a symbolic link to " + length + " bytes");
        }
        return Name.of(cursor.bytes((int) length));
    }

    private long id(int index) throws IOException {
        if (index >= ids.length) {
            throw cursor.broken("id " + index + " of the id table, which has " + ids.length);
        }
        return ids[index];
    }
}
