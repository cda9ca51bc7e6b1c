package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region.Kind;

/// Tells which bytes of an image are what: superblock, compressor options, blocks of files, fragment blocks, tables
/// down to their metadata blocks, and the zeros that fill the image up to a multiple of 4096.
final class LayoutBuilder {
    private static final int PADDING = 4096;
    private static final String[] FIELDS = {"magic", "inode_count", "mkfs_time", "block_size", "fragment_count",
            "compression", "block_log", "flags", "id_count", "version_major", "version_minor", "root_inode",
            "bytes_used", "id_table", "xattr_table", "inode_table", "directory_table", "fragment_table",
            "export_table"};
    private static final int[] FIELD_SIZES = {4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 8, 8, 8, 8, 8, 8, 8, 8};

    private final Content content;
    private final Image image;
    private final Tables tables;
    private final FileBlocks blocks;
    private final Layout.Builder layout;
    /// By reference of the inode.
    private final Map<Long, Extent> extents = new HashMap<>();
    /// Blocks listed by all files so far.
    private long listed;

    LayoutBuilder(Content content, Image image, Tables tables, FileBlocks blocks) {
        this.content = content;
        this.image = image;
        this.tables = tables;
        this.blocks = blocks;
        this.layout = new Layout.Builder(SquashfsFormat.NAME, content.size());
    }

    Layout build(Survey survey, Task task) throws IOException {
        addHeader();
        survey.walk(task, (place, link, inode, parent, again) -> {
            if (inode.body() instanceof Inode.FileBody file) {
                addFile(place, inode, file);
            }
        });
        addFragments();
        addTable(tables.inodes());
        addTable(tables.directories());
        if (tables.fragments() != null) {
            addTable(tables.fragments());
        }
        if (tables.exports() != null) {
            addTable(tables.exports());
        }
        addTable(tables.ids());
        var xattrs = tables.xattrs();
        if (xattrs != null) {
            addTable(xattrs.pairs());
            addTable(xattrs.ids());
            layout.add(xattrs.header(), XattrTables.HEADER, Kind.STRUCTURE, "xattr id table header");
        }
        addPadding();
        return layout.build();
    }

    private void addHeader() throws IOException {
        layout.add(0, Superblock.SIZE, Kind.STRUCTURE, "superblock");
        long at = 0;
        for (int i = 0; i < FIELDS.length; i++) {
            layout.add(at, FIELD_SIZES[i], Kind.FIELD, "superblock." + FIELDS[i]);
            at += FIELD_SIZES[i];
        }
        layout.add(Superblock.SIZE, CompressorOptions.read(image).length(), Kind.STRUCTURE, "compressor options");
    }

    private void addFile(Place place, Inode inode, Inode.FileBody file) throws IOException {
        Extent extent = extents.get(inode.reference());
        if (extent == null) {
            extent = extent(file);
            if (extent.length() > 0 && inode.links() > 1) {
                extents.put(inode.reference(), extent);
            }
        }
        if (extent.length() == 0 && !file.hasFragment()) {
            return;
        }
        var path = place.path();
        if (extent.length() > 0) {
            layout.add(extent.start(), extent.length(), Kind.DATA, "data blocks", path);
        }
        if (file.hasFragment()) {
            var fragment = blocks.fragment(file.fragment());
            layout.add(fragment.position(), image.dataLength(fragment.position(), fragment.word()), Kind.DATA,
                    "fragment", path);
        }
    }

    /// Block lists lie beside each other in the inode table, so all of them together are not longer than it; lists that
    /// overlap could be read for ever.
    private Extent extent(Inode.FileBody file) throws IOException {
        var list = BlockList.read(image, tables.inodes(), file);
        listed += list.count();
        if (listed > tables.inodes().decodedLimit() / Integer.BYTES) {
            throw image.broken(tables.inodes().start(), "the block lists of different files overlap");
        }
        return new Extent(list.start(), list.end() - list.start());
    }

    private record Extent(long start, long length) {}

    private void addFragments() throws IOException {
        var table = tables.fragments();
        if (table == null) {
            return;
        }
        for (long i = 0; i < table.count(); i++) {
            var fragment = blocks.fragment(i);
            layout.add(fragment.position(), image.dataLength(fragment.position(), fragment.word()), Kind.DATA,
                    "fragment block");
        }
    }

    private void addTable(MetadataTable table) throws IOException {
        layout.add(table.start(), table.end() - table.start(), Kind.STRUCTURE, table.what());
        addBlocks(table.positions(), table.what());
    }

    private void addTable(LookupTable table) throws IOException {
        addRuns(table.positions(), table.what());
        layout.add(table.listStart(), table.listLength(), Kind.STRUCTURE, table.what() + " index");
    }

    /// The places of these blocks are listed, so there can be gaps between them, which belong to nothing.
    private void addRuns(long[] positions, String what) throws IOException {
        long runStart = positions[0];
        for (int i = 0; i + 1 < positions.length; i++) {
            int header = image.metadataHeader(positions[i], positions[i + 1]);
            long length = image.metadataLength(positions[i], header);
            layout.add(positions[i], length, Kind.STRUCTURE, what + " metadata block");
            if (positions[i] + length < positions[i + 1] || i + 2 == positions.length) {
                layout.add(runStart, positions[i] + length - runStart, Kind.STRUCTURE, what);
                runStart = positions[i + 1];
            }
        }
    }

    private void addBlocks(long[] positions, String what) throws IOException {
        for (int i = 0; i + 1 < positions.length; i++) {
            layout.add(positions[i], positions[i + 1] - positions[i], Kind.STRUCTURE, what + " metadata block");
        }
    }

    /// Zeros up to the next multiple of 4096 are padding; anything else is left unknown.
    private void addPadding() throws IOException {
        long end = image.superblock().bytesUsed();
        int length = (int) Math.min(-end & PADDING - 1, content.size() - end);
        for (byte b : content.bytes(end, length)) {
            if (b != 0) {
                return;
            }
        }
        layout.add(end, length, Kind.PADDING, "padding");
    }
}
