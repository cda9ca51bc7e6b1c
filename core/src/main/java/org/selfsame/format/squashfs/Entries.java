package org.selfsame.format.squashfs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Metadata.Owner;
import org.selfsame.tree.Name;

/// Makes entries of inodes. Thread-safe.
final class Entries {
    private static final Listing.Link TAKEN = new Listing.Link(Name.of(""), 0, 0, 0);

    private final Image image;
    private final Tables tables;
    private final long[] ids;
    private final FileBlocks blocks;

    Entries(Image image, Tables tables, long[] ids, FileBlocks blocks) {
        this.image = image;
        this.tables = tables;
        this.ids = ids;
        this.blocks = blocks;
    }

    /// @throws FormatException if the root inode is not a directory
    SquashfsDirectory root() throws IOException {
        var inode = new InodeReader(tables.inodes(), ids).read(image.superblock().rootInode());
        if (!(entry(Name.of(""), inode, Instant.ofEpochSecond(inode.modified()),
                xattrs(new Budget(image)), null) instanceof SquashfsDirectory root)) {
            throw image.broken(32, "the root inode is not a directory");
        }
        return root;
    }

    List<Entry> children(SquashfsDirectory directory) throws IOException {
        var links = Listing.read(image, tables.directories(), directory.body());
        var inodes = new InodeReader(tables.inodes(), ids);
        var budget = new Budget(image);
        var xattrs = xattrs(budget);
        var children = new ArrayList<Entry>(links.size());
        Name before = null;
        boolean sorted = true;
        var modified = Instant.EPOCH;
        for (int i = 0; i < links.size(); i++) {
            // a large directory is in memory once, not twice
            var link = links.set(i, TAKEN);
            var inode = inodes.read(link.reference());
            if (inode.body() instanceof Inode.SymlinkBody symlink) {
                budget.take(symlink.target().length(), tables.inodes().start());
            }
            if (modified.getEpochSecond() != inode.modified()) {
                modified = Instant.ofEpochSecond(inode.modified());
            }
            children.add(entry(link.name(), inode, modified, xattrs, directory));
            sorted &= before == null || before.compareTo(link.name()) <= 0;
            before = link.name();
        }
        if (!sorted) {
            children.sort((a, b) -> a.name().compareTo(b.name()));
        }
        return Collections.unmodifiableList(children);
    }

    private XattrReader xattrs(Budget budget) {
        return new XattrReader(image, tables.xattrs(), budget);
    }

    private Entry entry(Name name, Inode inode, Instant modified, XattrReader xattrs,
            @Nullable SquashfsDirectory parent) throws IOException {
        var owner = inode.user() == 0 && inode.group() == 0 ? Owner.ROOT : new Owner(inode.user(), inode.group());
        // the reference, not the number: two inodes may state one number, but what they say lies at the reference
        var metadata = new Metadata(inode.mode() & 07777, owner, modified, null, null,
                null, inode.links(), inode.reference() + 1, xattrs.read(inode.xattr()));
        return switch (inode.type()) {
            case DIRECTORY -> {
                if (parent != null && parent.comesFrom(inode.reference())) {
                    throw image.broken(tables.inodes().start(), "a directory lies within itself, by its inode at "
                            + inode.reference());
                }
                yield new SquashfsDirectory(this, name, metadata, inode, (Inode.DirectoryBody) inode.body(), parent);
            }
            case FILE -> new SquashfsFile(blocks, name, metadata, (Inode.FileBody) inode.body());
            case SYMLINK -> new Entry.Symlink(name, metadata, ((Inode.SymlinkBody) inode.body()).target());
            case BLOCK_DEVICE, CHARACTER_DEVICE -> {
                var device = (Inode.DeviceBody) inode.body();
                yield new Entry.Device(name, metadata, inode.type() == InodeType.BLOCK_DEVICE, device.major(),
                        device.minor());
            }
            case FIFO -> new Entry.Fifo(name, metadata);
            case SOCKET -> new Entry.Socket(name, metadata);
        };
    }
}
