package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Makes entries of inodes. One whose inode cannot be read is a file that cannot be read: its neighbours can.
record Entries(Volume volume) {

    /// @throws FormatException if the root has no inode
    /// @throws IOException if the content cannot be read
    Entry.Directory root() throws IOException {
        var inode = volume.inode(Inode.ROOT, Superblock.OFFSET);
        if (inode.type() != Inode.DIRECTORY) {
            throw new FormatException(Ext4Reader.FORMAT, inode.offset(), "the root is no directory");
        }
        return new Folder(this, Name.of(""), metadata(inode, new AttributeReader(volume)), inode, 0);
    }

    private List<Entry> children(Folder folder) throws IOException {
        if (folder.depth() > volume.limits().depth()) {
            throw new FormatException(Ext4Reader.FORMAT, folder.inode().offset(), "directories nested more than "
                    + volume.limits().depth() + " deep");
        }
        var attributes = new AttributeReader(volume);
        var children = new ArrayList<Entry>();
        for (var entry : DirectoryReader.read(volume, folder.inode())) {
            if (!entry.isSelf() && !entry.isParent()) {
                children.add(entry(entry, attributes, folder.depth() + 1));
            }
        }
        children.sort(Comparator.comparing(Entry::name));
        return children;
    }

    private Entry entry(DirectoryEntry entry, AttributeReader attributes, int depth) throws IOException {
        try {
            var inode = volume.inode(entry.inode(), entry.offset());
            var metadata = metadata(inode, attributes);
            var name = entry.name();
            return switch (inode.type()) {
                case Inode.DIRECTORY -> folder(entry, metadata, inode, depth);
                case Inode.FILE -> new File(name, metadata, volume, inode);
                case Inode.SYMBOLIC_LINK -> new Entry.Symlink(name, metadata, volume.target(inode));
                case Inode.CHARACTER_DEVICE, Inode.BLOCK_DEVICE -> {
                    long[] numbers = Volume.device(inode);
                    yield new Entry.Device(name, metadata, inode.type() == Inode.BLOCK_DEVICE, numbers[0], numbers[1]);
                }
                case Inode.FIFO -> new Entry.Fifo(name, metadata);
                case Inode.SOCKET -> new Entry.Socket(name, metadata);
                default -> throw new FormatException(Ext4Reader.FORMAT, inode.offset(), "an inode of an unknown type");
            };
        } catch (FormatException e) {
            return new Broken(entry.name(), e);
        }
    }

    private Entry folder(DirectoryEntry entry, Metadata metadata, Inode inode, int depth) throws FormatException {
        volume.claims().claim(inode.number(), entry.offset());
        return new Folder(this, entry.name(), metadata, inode, depth);
    }

    private static Metadata metadata(Inode inode, AttributeReader attributes) throws IOException {
        return Metadata.builder().permissions(inode.mode() & 07777).owner(inode.user(), inode.group())
                .modified(inode.modified()).accessed(inode.accessed()).changed(inode.changed())
                .created(inode.created()).links(inode.links()).inode(inode.number())
                .xattrs(attributes(inode, attributes)).build();
    }

    private static SortedMap<Name, byte[]> attributes(Inode inode, AttributeReader attributes) throws IOException {
        try {
            return attributes.read(inode);
        } catch (FormatException _) {
            // an anomaly; everything else about the inode can be read
            return Collections.emptySortedMap();
        }
    }

    private record Folder(Entries entries, Name name, Metadata metadata, Inode inode, int depth)
            implements
                Entry.Directory {
        @Override
        public List<Entry> children() throws IOException {
            return entries.children(this);
        }
    }

    private record File(Name name, Metadata metadata, Volume volume, Inode inode) implements Entry.File {
        @Override
        public long size() {
            return Math.max(0, inode.size());
        }

        @Override
        public Content content() throws IOException {
            return volume.data(inode);
        }
    }

    private record Broken(Name name, FormatException problem) implements Entry.File {
        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Content content() throws IOException {
            throw new FormatException(Ext4Reader.FORMAT, problem.offset(), problem.rule());
        }
    }
}
