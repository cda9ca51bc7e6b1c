package org.selfsame.format.squashfs;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Metadata.Owner;

/// Encodes inodes, basic ones where they can hold everything. Not thread-safe.
final class InodeOutput {
    private static final long LIMIT_32 = 1L << 32;

    private final MetadataOutput table;
    private final MetadataOutput listings;
    private final IdOutput ids;
    private final XattrOutput xattrs;
    private final SquashfsOptions options;
    /// Between which times all are.
    private final long earliest;
    private final long latest;

    /// @param listings the table that listings go to
    InodeOutput(MetadataOutput table, MetadataOutput listings, IdOutput ids, XattrOutput xattrs,
            SquashfsOptions options) {
        this.table = table;
        this.listings = listings;
        this.ids = ids;
        this.xattrs = xattrs;
        this.options = options;
        switch (options.times()) {
            case SquashfsOptions.Times.Kept _ -> {
                earliest = 0;
                latest = LIMIT_32 - 1;
            }
            case SquashfsOptions.Times.NotAfter(var time) -> {
                earliest = 0;
                latest = seconds(time);
            }
            case SquashfsOptions.Times.All(var time) -> {
                earliest = seconds(time);
                latest = earliest;
            }
        }
    }

    static InodeType type(Entry entry) {
        return switch (entry) {
            case Entry.Directory _ -> InodeType.DIRECTORY;
            case Entry.File _ -> InodeType.FILE;
            case Entry.Symlink _ -> InodeType.SYMLINK;
            case Entry.Device device -> device.block() ? InodeType.BLOCK_DEVICE : InodeType.CHARACTER_DEVICE;
            case Entry.Fifo _ -> InodeType.FIFO;
            case Entry.Socket _ -> InodeType.SOCKET;
        };
    }

    /// Writes the listing and the inode of a directory.
    ///
    /// @param parent number of the parent's inode
    void directory(Node node, long parent) throws IOException {
        long xattr = xattrs.number(node.entry().metadata().xattrs());
        var listing = ListingOutput.encode(node.children());
        long place = listings.reference();
        var index = writeListing(listing);
        // the 3 stand for the entries . and .., which are not stored
        int stated = listing.bytes().size() + 3;
        boolean extended = xattr != Inode.NO_XATTR || listing.indexed();
        var inode = header(node, extended);
        if (extended) {
            inode.u32(node.links()).u32(stated).u32(place >>> 16).u32(parent).u16(listing.index().size())
                    .u16(place & 0xffff).u32(xattr).bytes(index.toBytes());
        } else {
            inode.u32(place >>> 16).u32(node.links()).u16(stated).u16(place & 0xffff).u32(parent);
        }
        emit(node, inode);
    }

    /// Writes a listing.
    ///
    /// @return its index, which tells in which block of the table each of its points is
    private Encoder writeListing(ListingOutput.Encoded listing) throws IOException {
        var index = new Encoder();
        byte[] bytes = listing.bytes().toBytes();
        int done = 0;
        for (var point : listing.index()) {
            listings.write(bytes, done, point.offset() - done);
            done = point.offset();
            index.u32(done).u32(listings.reference() >>> 16).u32(point.first().length() - 1L)
                    .bytes(point.first().bytes());
        }
        listings.write(bytes, done, bytes.length - done);
        return index;
    }

    void file(Node node, long size, FileOutput.Placed placed) throws IOException {
        long xattr = xattrs.number(node.entry().metadata().xattrs());
        boolean extended = xattr != Inode.NO_XATTR || node.links() > 1 || size >= LIMIT_32
                || placed.start() >= LIMIT_32;
        var inode = header(node, extended);
        if (extended) {
            // how many bytes of holes there are is left at 0: mksquashfs asks the host's file system for it
            inode.i64(placed.start()).i64(size).i64(0).u32(node.links()).u32(placed.end().fragment())
                    .u32(placed.end().offset()).u32(xattr);
        } else {
            inode.u32(placed.start()).u32(placed.end().fragment()).u32(placed.end().offset()).u32(size);
        }
        emit(node, inode.bytes(placed.words().toBytes()));
    }

    /// Writes the inode of a link, device, pipe or socket.
    void other(Node node) throws IOException {
        long xattr = xattrs.number(node.entry().metadata().xattrs());
        boolean extended = xattr != Inode.NO_XATTR;
        var inode = header(node, extended).u32(node.links());
        if (node.entry() instanceof Entry.Symlink link) {
            inode.u32(link.target().length()).bytes(link.target().bytes());
        } else if (node.entry() instanceof Entry.Device device) {
            inode.u32(Inode.DeviceBody.of(device.major(), device.minor()).device());
        }
        emit(node, extended ? inode.u32(xattr) : inode);
    }

    private Encoder header(Node node, boolean extended) {
        var metadata = node.entry().metadata();
        Owner owner = options.rootOwned() || metadata.owner() == null ? Owner.ROOT : metadata.owner();
        return new Encoder().u16(node.type().number(extended)).u16(permissions(node.type(), metadata))
                .u16(ids.number(owner.user())).u16(ids.number(owner.group()))
                .u32(Math.clamp(seconds(metadata.modified()), earliest, latest))
                .u32(node.number());
    }

    /// Where a format has no permissions: what everybody may read, and no one but the owner change.
    private static int permissions(InodeType type, Metadata metadata) {
        if (metadata.permissions() >= 0) {
            return metadata.permissions();
        }
        return switch (type) {
            case DIRECTORY -> 0755;
            case SYMLINK -> 0777;
            default -> 0644;
        };
    }

    /// A time as it is stored, from 1970 to 2106.
    static long seconds(@Nullable Instant time) {
        return time == null ? 0 : Math.clamp(time.getEpochSecond(), 0, LIMIT_32 - 1);
    }

    private void emit(Node node, Encoder inode) throws IOException {
        node.setReference(table.reference());
        table.write(inode.toBytes());
    }
}
