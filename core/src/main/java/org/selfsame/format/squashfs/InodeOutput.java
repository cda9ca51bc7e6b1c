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
    private static final int LIMIT_16 = 1 << 16;
    /// The kernel refuses what does not fit a page with its final NUL.
    private static final int LONGEST_TARGET = 4095;

    private final MetadataOutput table;
    private final IdOutput ids;
    private final XattrOutput xattrs;

    InodeOutput(MetadataOutput table, IdOutput ids, XattrOutput xattrs) {
        this.table = table;
        this.ids = ids;
        this.xattrs = xattrs;
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

    /// @param size bytes of the listing
    /// @param listing its place in the directory table
    /// @param parent number of the parent's inode
    void directory(Node node, int size, long listing, long parent) throws IOException {
        long xattr = xattrs.number(node.entry().metadata().xattrs());
        // the 3 stand for the entries . and .., which are not stored
        int stated = size + 3;
        boolean extended = xattr != Inode.NO_XATTR || stated >= LIMIT_16;
        var inode = header(node, extended);
        if (extended) {
            inode.u32(node.links()).u32(stated).u32(listing >>> 16).u32(parent).u16(0).u16(listing & 0xffff)
                    .u32(xattr);
        } else {
            inode.u32(listing >>> 16).u32(node.links()).u16(stated).u16(listing & 0xffff).u32(parent);
        }
        emit(node, inode);
    }

    void file(Node node, long size, FileOutput.Placed placed) throws IOException {
        long xattr = xattrs.number(node.entry().metadata().xattrs());
        boolean extended = xattr != Inode.NO_XATTR || node.links() > 1 || size >= LIMIT_32
                || placed.start() >= LIMIT_32;
        var inode = header(node, extended);
        if (extended) {
            inode.i64(placed.start()).i64(size).i64(0).u32(node.links()).u32(placed.fragment())
                    .u32(placed.fragmentOffset()).u32(xattr);
        } else {
            inode.u32(placed.start()).u32(placed.fragment()).u32(placed.fragmentOffset()).u32(size);
        }
        emit(node, inode.bytes(placed.words().toBytes()));
    }

    /// Writes the inode of a link, device, pipe or socket.
    void other(Node node) throws IOException {
        long xattr = xattrs.number(node.entry().metadata().xattrs());
        boolean extended = xattr != Inode.NO_XATTR;
        var inode = header(node, extended).u32(node.links());
        if (node.entry() instanceof Entry.Symlink link) {
            if (link.target().length() > LONGEST_TARGET) {
                throw new IOException("SquashFS has no place for a link to " + link.target().length() + " bytes");
            }
            inode.u32(link.target().length()).bytes(link.target().bytes());
        } else if (node.entry() instanceof Entry.Device device) {
            inode.u32(Inode.DeviceBody.of(device.major(), device.minor()).device());
        }
        emit(node, extended ? inode.u32(xattr) : inode);
    }

    private Encoder header(Node node, boolean extended) throws IOException {
        var metadata = node.entry().metadata();
        Owner owner = metadata.owner() == null ? Owner.ROOT : metadata.owner();
        return new Encoder().u16(type(node.entry()).number(extended)).u16(permissions(node.entry(), metadata))
                .u16(ids.number(owner.user())).u16(ids.number(owner.group())).u32(seconds(metadata.modified()))
                .u32(node.number());
    }

    /// Where a format has no permissions: what everybody may read, and no one but the owner change.
    private static int permissions(Entry entry, Metadata metadata) {
        if (metadata.permissions() >= 0) {
            return metadata.permissions();
        }
        return switch (entry) {
            case Entry.Directory _ -> 0755;
            case Entry.Symlink _ -> 0777;
            default -> 0644;
        };
    }

    private static long seconds(@Nullable Instant time) {
        return time == null ? 0 : Math.clamp(time.getEpochSecond(), 0, LIMIT_32 - 1);
    }

    private void emit(Node node, Encoder inode) {
        node.setReference(table.reference());
        table.write(inode.toBytes());
    }
}
