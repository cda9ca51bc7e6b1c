package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final Image image;
    private final Tables tables;
    private final long[] ids;
    private final FileBlocks files;
    private final List<Anomaly> found = new ArrayList<>();
    /// By inode number, the reference of the inode that has it.
    private final Map<Long, Long> references = new HashMap<>();
    private final Map<Long, Long> names = new HashMap<>();
    private final Set<Long> usedXattrs = new HashSet<>();
    private final BlockTails dataBlocks;

    Oddities(Image image, Tables tables, long[] ids, FileBlocks files) {
        this.image = image;
        this.tables = tables;
        this.ids = ids;
        this.files = files;
        this.dataBlocks = new BlockTails(image, "data block", image.superblock().blockSize());
    }

    List<Anomaly> find(Survey survey, Layout layout, Task task) throws IOException {
        checkFlags();
        survey.walk(task, this);
        checkInodes(task);
        checkExports();
        checkUnknown(layout);
        dataBlocks.find(task, this::add);
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
    public void listing(String path, Inode directory, List<Link> links) {
        for (int i = 0; i < links.size(); i++) {
            var link = links.get(i);
            if (!link.name().isPlain()) {
                add("hostile_name", tables.directories().start(), place(path) + Text.printable(link.name()));
            }
            if (i == 0) {
                continue;
            }
            int order = links.get(i - 1).name().compareTo(link.name());
            if (order == 0) {
                add("duplicate_name", tables.directories().start(), place(path) + Text.printable(link.name()));
            } else if (order > 0) {
                add("unsorted_directory", tables.directories().start(), place(path) + Text.printable(link.name()));
            }
        }
    }

    @Override
    public void visit(String path, Link link, Inode inode, Inode parent, boolean again) throws IOException {
        long start = tables.inodes().start();
        if (InodeType.ofBasic(link.type()) != inode.type()) {
            add("type_disagrees", start, path + ": listed as type " + link.type() + ", the inode is a " + inode.type());
        }
        if (link.number() != inode.number()) {
            add("inode_number_disagrees", start, path + ": listed as inode " + link.number() + ", the inode is "
                    + inode.number());
        }
        if ((inode.mode() & ~07777) != 0) {
            add("mode_bits", start, path + ": mode 0" + Integer.toOctalString(inode.mode()));
        }
        if (names.merge(inode.reference(), 1L, Long::sum) == 1 && inode.body() instanceof Inode.FileBody file) {
            addBlocks(file);
        }
        var directory = inode.asDirectory();
        if (again) {
            add("directory_linked_twice", start, path);
        } else if (directory != null && !path.isEmpty() && directory.parent() != parent.number()) {
            add("parent_disagrees", start, path + ": the parent is inode " + parent.number() + ", stated is "
                    + directory.parent());
        }
        if (inode.hasXattrs() && usedXattrs.add(inode.xattr())) {
            checkXattrs(path, inode);
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
        blocks.find(task, this::add);
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
            blocks.find(task, this::add);
        }
    }

    private void checkXattrs(String path, Inode inode) throws IOException {
        var seen = new HashSet<Name>();
        long start = tables.inodes().start();
        new XattrReader(image, tables.xattrs(), new Budget(image)).visit(inode.xattr(), (prefix, name, value) -> {
            if (!XattrReader.isKnown(prefix)) {
                add("unknown_xattr", start, path + ": prefix " + prefix + " of " + Text.printable(name));
            } else if (!seen.add(name)) {
                add("duplicate_xattr", start, path + ": " + Text.printable(name));
            }
        });
    }

    /// Goes through the inode table from its start, whatever refers to it.
    private void checkInodes(Task task) throws IOException {
        var inodes = new InodeReader(tables.inodes(), ids);
        long count = 0;
        inodes.rewind();
        while (!inodes.atEnd()) {
            task.checkCancelled();
            count++;
            var inode = inodes.nextWhole(image.superblock().blockLog());
            long offset = tables.inodes().start();
            Long other = references.putIfAbsent(inode.number(), inode.reference());
            if (other != null) {
                add("duplicate_inode_number", offset, "inode " + inode.number());
            }
            Long links = names.get(inode.reference());
            if (links == null) {
                add("unreferenced_inode", offset, "inode " + inode.number() + ", a " + inode.type());
            } else if (inode.type() != InodeType.DIRECTORY && links != inode.links()) {
                add("link_count_disagrees", offset, "inode " + inode.number() + " has " + links + " names, stated are "
                        + inode.links());
            }
        }
        if (count != image.superblock().inodeCount()) {
            add("inode_count_disagrees", 4, "the table has " + count + " inodes, stated are "
                    + image.superblock().inodeCount());
        }
    }

    private void checkExports() throws IOException {
        var exports = tables.exports();
        if (exports == null) {
            return;
        }
        for (long number = 1; number <= exports.count(); number++) {
            Long reference = references.get(number);
            if (reference == null || LittleEndian.i64(exports.record(number - 1), 0) != reference) {
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

    private static String place(String path) {
        return path.isEmpty() ? "" : path + "/";
    }

    private void add(String code, long offset, String detail) {
        if (found.size() == MOST) {
            found.add(new Anomaly(SquashfsFormat.NAME + ".more", -1, "more than " + MOST + " in all"));
        }
        if (found.size() > MOST) {
            return;
        }
        found.add(new Anomaly(SquashfsFormat.NAME + "." + code, offset, detail));
    }
}
