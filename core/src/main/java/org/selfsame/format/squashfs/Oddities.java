package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.squashfs.Listing.Link;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Finds what no ordinary writer does, and what could hide something: bytes, inodes and names that disagree.
final class Oddities implements Survey.Visitor {
    /// Nobody reads more; an image made for it could have millions.
    private static final int MOST = 1_000;
    /// Characters of all details together, which name paths.
    private static final int TEXT = 8 << 20;
    /// Bytes of a FIFO's inode.
    private static final int SMALLEST_INODE = 20;

    private final Image image;
    private final Tables tables;
    private final long[] ids;
    private final FileBlocks files;
    private final List<Anomaly> found = new ArrayList<>();
    /// By inode number, the reference of the inode that has it, or -1.
    private long[] references = {};
    private final References names;
    private final BitSet usedXattrs = new BitSet();
    private final XattrReader xattrs;
    private final BlockTails dataBlocks;
    private long text;
    private boolean full;
    private boolean allNames = true;

    Oddities(Image image, Tables tables, long[] ids, FileBlocks files) throws IOException {
        this.image = image;
        this.tables = tables;
        this.ids = ids;
        this.files = files;
        this.names = new References(most());
        this.xattrs = new XattrReader(image, tables.xattrs(), Budget.ofAll(image, tables.xattrs()));
        this.dataBlocks = new BlockTails(image, "data block", image.superblock().blockSize());
    }

    /// Inodes and names that are compared: what fits into the memory of one table. Images have some 500,000.
    private int most() {
        return (int) (image.limits().tableBytes() / Long.BYTES);
    }

    List<Anomaly> find(Survey survey, Layout layout, Task task) throws IOException {
        checkFlags();
        survey.walk(task, this);
        checkInodes(task);
        checkExports();
        checkUnknown(layout);
        dataBlocks.find(task, this::found);
        checkFragments(task);
        checkMetadata(task);
        return List.copyOf(found);
    }

    private void checkFlags() {
        var superblock = image.superblock();
        int strange = superblock.flags() & ~Flag.ORDINARY;
        if (strange != 0) {
            add("unknown_flags", 24, "flags 0x" + Integer.toHexString(strange));
        }
        if (superblock.has(Flag.EXPORTABLE) != (tables.exports() != null)) {
            add("flag_disagrees", 24, "the flag for the export table is not as the table is");
        }
    }

    @Override
    public void listing(Place place, Inode directory, List<Link> links) {
        for (int i = 0; i < links.size(); i++) {
            var link = links.get(i);
            if (!link.name().isPlain()) {
                add("hostile_name", tables.directories().start(), () -> place.path(link.name()));
            }
            if (i == 0) {
                continue;
            }
            int order = links.get(i - 1).name().compareTo(link.name());
            if (order == 0) {
                add("duplicate_name", tables.directories().start(), () -> place.path(link.name()));
            } else if (order > 0) {
                add("unsorted_directory", tables.directories().start(), () -> place.path(link.name()));
            }
        }
    }

    @Override
    public void visit(Place place, Link link, Inode inode, Inode parent, boolean again) throws IOException {
        long start = tables.inodes().start();
        if (InodeType.ofBasic(link.type()) != inode.type()) {
            add("type_disagrees", start,
                    () -> place.path() + ": listed as type " + link.type() + ", the inode is a " + inode.type());
        }
        if (link.number() != inode.number()) {
            add("inode_number_disagrees", start,
                    () -> place.path() + ": listed as inode " + link.number() + ", the inode is "
                            + inode.number());
        }
        if ((inode.mode() & ~07777) != 0) {
            add("mode_bits", start, () -> place.path() + ": mode 0" + Integer.toOctalString(inode.mode()));
        }
        allNames &= names.add(inode.reference());
        var directory = inode.asDirectory();
        if (again) {
            add("directory_linked_twice", start, () -> place.path());
        } else if (directory != null && !place.isRoot() && directory.parent() != parent.number()) {
            add("parent_disagrees", start,
                    () -> place.path() + ": the parent is inode " + parent.number() + ", stated is "
                            + directory.parent());
        }
        if (inode.hasXattrs()) {
            checkXattrs(place, inode);
        }
    }

    private void addBlocks(Inode.FileBody file) throws IOException {
        var blocks = BlockList.read(image, tables.inodes(), file);
        long at = blocks.start();
        for (int i = 0; i < blocks.count(); i++) {
            int word = blocks.word(i);
            int length = image.dataLength(at, word);
            if (length > 0 && !Image.isStoredData(word)) {
                dataBlocks.add(at, length);
            }
            at += length;
        }
    }

    private void checkFragments(Task task) throws IOException {
        if (tables.fragments() == null) {
            return;
        }
        var blocks = new BlockTails(image, "fragment block", image.superblock().blockSize());
        for (long i = 0; i < tables.fragments().count(); i++) {
            var fragment = files.fragment(i);
            int length = image.dataLength(fragment.position(), fragment.word());
            if (length > 0 && !Image.isStoredData(fragment.word())) {
                blocks.add(fragment.position(), length);
            }
        }
        blocks.find(task, this::found);
    }

    private void checkMetadata(Task task) throws IOException {
        for (var positions : tables.blockPositions()) {
            var blocks = new BlockTails(image, "metadata block", Image.METADATA_SIZE);
            for (int i = 0; i + 1 < positions.length; i++) {
                int header = image.metadataHeader(positions[i], positions[i + 1]);
                if (!Image.isStored(header)) {
                    blocks.add(positions[i] + 2, (int) image.metadataLength(positions[i], header) - 2);
                }
            }
            blocks.find(task, this::found);
        }
    }

    /// Each list once, however many inodes share it.
    private void checkXattrs(Place place, Inode inode) throws IOException {
        int number = xattrs.check(inode.xattr());
        if (usedXattrs.get(number)) {
            return;
        }
        usedXattrs.set(number);
        var seen = new HashSet<Name>();
        long start = tables.inodes().start();
        xattrs.visit(number, (prefix, name, value) -> {
            if (!XattrReader.isKnown(prefix)) {
                add("unknown_xattr", start, () -> place.path() + ": prefix " + prefix + " of " + Text.printable(name));
            } else if (!seen.add(name)) {
                add("duplicate_xattr", start, () -> place.path() + ": " + Text.printable(name));
            }
        });
    }

    /// Goes through the inode table from its start, whatever refers to it.
    private void checkInodes(Task task) throws IOException {
        var inodes = new InodeReader(tables.inodes(), ids);
        long count = 0;
        long named = 0;
        references = new long[(int) Math.min(image.superblock().inodeCount(),
                Math.min(most(), tables.inodes().decodedLimit() / SMALLEST_INODE))];
        Arrays.fill(references, -1);
        inodes.rewind();
        while (!inodes.atEnd()) {
            task.checkCancelled();
            count++;
            var inode = inodes.nextWhole(image.superblock().blockLog());
            long offset = tables.inodes().start();
            remember(inode, offset);
            int links = names.count(inode.reference());
            if (links > 0) {
                named++;
                if (inode.body() instanceof Inode.FileBody file) {
                    addBlocks(file);
                }
            }
            if (!allNames) {
                continue;
            }
            if (links == 0) {
                add("unreferenced_inode", offset, "inode " + inode.number() + ", a " + inode.type());
            } else if (inode.type() != InodeType.DIRECTORY && links != inode.links()) {
                add("link_count_disagrees", offset, "inode " + inode.number() + " has " + links + " names, stated are "
                        + inode.links());
            }
        }
        if (named < names.distinct()) {
            add("inode_overlaps", tables.inodes().start(), names.distinct() - named + " named inodes lie in others");
        }
        if (!allNames) {
            add("unexamined_inodes", tables.inodes().start(), "more than " + most() + " names");
        }
        if (count != image.superblock().inodeCount()) {
            add("inode_count_disagrees", 4, "the table has " + count + " inodes, stated are "
                    + image.superblock().inodeCount());
        }
    }

    private void remember(Inode inode, long offset) {
        long index = inode.number() - 1;
        if (index < 0 || index >= image.superblock().inodeCount()) {
            add("inode_number_outside", offset, "inode " + inode.number() + " of "
                    + image.superblock().inodeCount());
        } else if (index < references.length) {
            if (references[(int) index] >= 0) {
                add("duplicate_inode_number", offset, "inode " + inode.number());
            } else {
                references[(int) index] = inode.reference();
            }
        }
    }

    private void checkExports() throws IOException {
        var exports = tables.exports();
        if (exports == null) {
            return;
        }
        for (long number = 1; number <= Math.min(exports.count(), most()); number++) {
            boolean known = number <= references.length && references[(int) number - 1] >= 0;
            if (!known || LittleEndian.i64(exports.record(number - 1), 0) != references[(int) number - 1]) {
                add("export_disagrees", exports.start(), "inode " + number);
            }
        }
    }

    private void checkUnknown(Layout layout) throws IOException {
        long end = image.superblock().bytesUsed();
        for (var region : layout.unknown()) {
            boolean trailing = region.offset() >= end;
            add(trailing ? "trailing_data" : "unreferenced_bytes", region.offset(), region.length() + " bytes");
        }
    }

    private void found(String code, long offset, String detail) {
        add(code, offset, detail);
    }

    /// As the other, for details with a path, which is put together only if there is room for it.
    private void add(String code, long offset, Supplier<String> detail) {
        if (!full) {
            add(code, offset, detail.get());
        }
    }

    private void add(String code, long offset, String detail) {
        if (full) {
            return;
        }
        text += detail.length();
        full = found.size() == MOST || text > TEXT;
        found.add(full
                ? new Anomaly(SquashfsFormat.NAME + ".more", -1, "more than " + found.size() + " in all")
                : new Anomaly(SquashfsFormat.NAME + "." + code, offset, detail));
    }
}
