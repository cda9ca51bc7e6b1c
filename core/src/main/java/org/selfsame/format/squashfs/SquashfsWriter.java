package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// Writes a tree as a SquashFS image, file by file: no file is held in memory, only the compressed tables are.
/// The bytes depend on the tree and the options alone. The order is that of mksquashfs: names by their bytes, data as it
/// is met, the inode of a directory after those of its children.
public final class SquashfsWriter {
    private static final int BLOCK_SIZE = 1 << 17;
    private static final int PADDING = 4096;
    private static final int GZIP = 1;

    private final Options options;
    private final BlockOutput output;
    private final FileOutput files;
    private final IdOutput ids = new IdOutput();
    private final XattrOutput xattrs;
    private final MetadataOutput inodeTable;
    private final MetadataOutput directoryTable;
    private final InodeOutput inodes;
    private final SortedMap<Long, Long> exports = new TreeMap<>();

    private SquashfsWriter(BlockOutput output, Options options, Task.Meter meter) {
        this.options = options;
        this.output = output;
        this.files = new FileOutput(output, BLOCK_SIZE, meter);
        this.xattrs = new XattrOutput(output);
        this.inodeTable = new MetadataOutput(output);
        this.directoryTable = new MetadataOutput(output);
        this.inodes = new InodeOutput(inodeTable, ids, xattrs);
    }

    /// @param compressed whether blocks are compressed (zlib, level 9) where that makes them smaller; else all are stored
    /// @param time when the image says it was made; kept in whole seconds from 1970 to 2106
    public record Options(boolean compressed, Instant time) {}

    /// Writes `tree` to `target`, from its start on, and leaves its position after the last byte. Entries with the same
    /// [org.selfsame.tree.Metadata#inode] become names of one file. What the tree does not record becomes 0 (times,
    /// owners) or the usual permissions.
    ///
    /// @throws IOException if a content cannot be read or the image not be written, or if the tree has something that
    ///         SquashFS cannot store
    public static void write(Tree tree, SeekableByteChannel target, Options options, Task task) throws IOException {
        var plan = Node.plan(tree.root());
        try (var meter = task.begin(Activity.PACK, plan.bytes());
                var output = new BlockOutput(target, options.compressed(), BLOCK_SIZE)) {
            new SquashfsWriter(output, options, meter).write(plan);
        }
    }

    private void write(Node.Plan plan) throws IOException {
        output.write(new byte[Superblock.SIZE]);
        writeDirectory(plan.root(), plan.inodes() + 1);
        files.finish();
        long inodeStart = inodeTable.writeTable();
        long directoryStart = directoryTable.writeTable();
        long fragmentStart = files.writeTable();
        long exportStart = writeExports();
        long idStart = ids.write(output);
        long xattrStart = xattrs.write();
        var superblock = new Encoder().u32(Superblock.MAGIC).u32(plan.inodes()).u32(mkfsTime()).u32(BLOCK_SIZE)
                .u32(files.fragments()).u16(GZIP).u16(Integer.numberOfTrailingZeros(BLOCK_SIZE)).u16(flags())
                .u16(ids.count()).u16(4).u16(0).i64(plan.root().reference()).i64(output.position()).i64(idStart)
                .i64(xattrStart).i64(inodeStart).i64(directoryStart).i64(fragmentStart).i64(exportStart);
        output.finish(PADDING, superblock.toBytes());
    }

    private void writeDirectory(Node node, long parent) throws IOException {
        for (var child : node.children()) {
            if (child.reference() < 0) {
                writeEntry(child, node.number());
            }
        }
        byte[] listing = ListingOutput.encode(node.children());
        long place = directoryTable.reference();
        directoryTable.write(listing);
        inodes.directory(node, listing.length, place, parent);
        exports.put(node.number(), node.reference());
    }

    private void writeEntry(Node node, long parent) throws IOException {
        switch (node.entry()) {
            case Entry.Directory _ -> writeDirectory(node, parent);
            case Entry.File file -> {
                var content = file.content();
                inodes.file(node, content.size(), files.write(content));
            }
            default -> inodes.other(node);
        }
        exports.put(node.number(), node.reference());
    }

    private long writeExports() throws IOException {
        var table = new MetadataOutput(output);
        for (long reference : exports.values()) {
            table.write(new Encoder().i64(reference).toBytes());
        }
        return table.writeLookup();
    }

    private long mkfsTime() {
        return Math.clamp(options.time().getEpochSecond(), 0, 0xffffffffL);
    }

    private int flags() {
        int flags = Flag.EXPORTABLE.bit();
        if (!options.compressed()) {
            flags |= Flag.UNCOMPRESSED_INODES.bit() | Flag.UNCOMPRESSED_DATA.bit() | Flag.UNCOMPRESSED_FRAGMENTS.bit()
                    | Flag.UNCOMPRESSED_XATTRS.bit() | Flag.UNCOMPRESSED_IDS.bit();
        }
        return flags;
    }
}
