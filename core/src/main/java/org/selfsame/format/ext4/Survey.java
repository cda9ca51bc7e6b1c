package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Text;

/// One walk over everything in a volume: headers, every directory and file, the inodes of the file system itself, inodes
/// without a name, and at last the blocks that nobody owns.
final class Survey {
    /// Characters of a path, as in [org.selfsame.tree.Walk].
    private static final int PATH = 1 << 16;
    private static final int ORPHAN_FILE = 0x1000;
    private static final String[] SPECIAL = {"", "bad blocks", "", "user quota", "group quota", "boot loader",
            "undelete directory", "resize inode", "journal", "exclude bitmap", "replica"};

    private final Findings findings;
    private final Volume volume;
    private final Superblock superblock;
    private final InodeSurvey inodes;
    /// Names found and links stated, by inode.
    private final Map<Long, int[]> links = new HashMap<>();
    private final ArrayDeque<Pending> stack = new ArrayDeque<>();
    private long entries;

    private record Pending(String path, Inode inode, long parent, int depth) {}

    Survey(Volume volume, Findings.Regions regions, Findings.Oddities oddities) {
        this.volume = volume;
        superblock = volume.superblock();
        findings = new Findings(volume, regions, oddities);
        inodes = new InodeSurvey(findings);
    }

    /// @throws FormatException if there are more entries than the limits allow
    /// @throws IOException if the content cannot be read
    void run(Task task) throws IOException {
        var tables = new HeaderSurvey(findings).run();
        try (var meter = task.begin(Activity.LIST, -1)) {
            var root = volume.inode(Inode.ROOT, Superblock.OFFSET);
            links.put(root.number(), new int[]{1, root.links()});
            inodes.inode(root, "", "directory", Kind.STRUCTURE);
            stack.push(new Pending("", root, Inode.ROOT, 0));
            while (!stack.isEmpty()) {
                directory(stack.pop());
                meter.add(1);
            }
        }
        checkLinks();
        special();
        unnamed(tables, task);
        new UsageSurvey(findings).run(task);
    }

    private void directory(Pending at) throws IOException {
        var names = new HashSet<Name>();
        boolean self = false;
        boolean parent = at.inode().isInline();
        try {
            for (var entry : DirectoryReader.read(volume, at.inode())) {
                if (++entries > volume.limits().entries()) {
                    throw new FormatException(Ext4Reader.FORMAT, entry.offset(), "more than "
                            + volume.limits().entries() + " entries");
                }
                if (!names.add(entry.name())) {
                    anomaly("duplicate_name", entry.offset(), path(at.path(), entry.name())
                            + ": another entry has the same name");
                }
                if (entry.isSelf()) {
                    self = entry.inode() == at.inode().number();
                } else if (entry.isParent()) {
                    parent = entry.inode() == at.parent();
                } else {
                    entry(at, entry, path(at.path(), entry.name()));
                }
            }
        } catch (FormatException e) {
            if (entries > volume.limits().entries()) {
                throw e;
            }
            anomaly("unreadable", e.offset(), "/" + at.path() + ": " + e.rule());
            return;
        }
        if (!parent || !self && !at.inode().isInline()) {
            anomaly("dots", at.inode().offset(), "/" + at.path() + ": . or .. is missing, or leads elsewhere");
        }
    }

    private void anomaly(String code, long offset, String detail) {
        findings.anomaly(code, offset, detail);
    }

    private static String path(String parent, Name child) throws FormatException {
        var name = Text.printable(child);
        if (parent.length() + name.length() >= PATH) {
            throw new FormatException(Ext4Reader.FORMAT, 0, "a path of more than " + PATH + " characters");
        }
        return parent.isEmpty() ? name : parent + "/" + name;
    }

    private void entry(Pending at, DirectoryEntry entry, String path) throws IOException {
        Inode inode;
        try {
            inode = volume.inode(entry.inode(), entry.offset());
        } catch (FormatException e) {
            anomaly("unreadable", entry.offset(), path + ": " + e.rule());
            return;
        }
        if (entry.disagrees(inode)) {
            anomaly("type_disagrees", entry.offset(), path + ": the directory gives another type than the inode");
        }
        if (!inode.isUsed()) {
            anomaly("deleted_inode", entry.offset(), path + ": leads to inode " + inode.number()
                    + ", which is not in use");
        }
        if (!entry.name().isPlain()) {
            anomaly("hostile_name", entry.offset(), path + ": a name that no directory may hold");
        }
        var known = links.get(inode.number());
        if (known != null) {
            known[0]++;
            if (inode.type() == Inode.DIRECTORY) {
                anomaly("directory_linked_twice", entry.offset(), path + ": leads to a directory that is elsewhere");
            }
            return;
        }
        links.put(inode.number(), new int[]{1, inode.type() == Inode.DIRECTORY ? 1 : inode.links()});
        switch (inode.type()) {
            case Inode.DIRECTORY -> {
                inodes.inode(inode, path, "directory", Kind.STRUCTURE);
                if (at.depth() >= volume.limits().depth()) {
                    anomaly("unreadable", entry.offset(), path + ": nested too deep");
                } else {
                    stack.push(new Pending(path, inode, at.inode().number(), at.depth() + 1));
                }
            }
            case Inode.SYMBOLIC_LINK -> inodes.inode(inode, path, "symbolic link target", Kind.STRUCTURE);
            default -> inodes.inode(inode, path, "file data", Kind.DATA);
        }
    }

    private void checkLinks() {
        links.forEach((inode, counts) -> {
            if (counts[0] != counts[1] && inode != Inode.ROOT) {
                anomaly("link_count", -1, "inode " + inode + " has " + counts[0] + " names, and states " + counts[1]);
            }
        });
    }

    /// The inodes that the file system has for itself.
    private void special() throws IOException {
        for (int number = 1; number < Math.min(superblock.firstInode(), SPECIAL.length); number++) {
            if (number != Inode.ROOT) {
                special(number, SPECIAL[number]);
            }
        }
        if (superblock.hasCompatible(ORPHAN_FILE)) {
            special(superblock.u32(640), "orphan file");
        }
        for (int field : new int[]{576, 580, 620}) {
            if (superblock.u32(field) >= superblock.firstInode()) {
                special(superblock.u32(field), "quota");
            }
        }
    }

    private void special(long number, String what) throws IOException {
        try {
            var inode = volume.inode(number, Superblock.OFFSET);
            if (links.containsKey(number) || inode.mode() == 0 && inode.size() == 0) {
                return;
            }
            links.put(number, new int[]{1, 1});
            if (number == Inode.RESIZE) {
                resize(inode);
                return;
            }
            inodes.inode(inode, "", what, Kind.STRUCTURE);
            if (number == Inode.JOURNAL) {
                journal(inode);
            }
        } catch (FormatException e) {
            anomaly("unreadable", e.offset(), what + ": " + e.rule());
        }
    }

    /// Its map consists of the reserved group descriptors; one block leads to them.
    private void resize(Inode inode) throws IOException {
        findings.region(inode.offset(), inode.bytes().length, Kind.STRUCTURE, "inode", "");
        findings.fields(inode.offset(), StructureField.INODE, Math.min(inode.bytes().length, inode.attributesAt()),
                "inode", "");
        long block = LittleEndian.u32(inode.bytes(), Inode.MAP + 13 * 4);
        if (block != 0) {
            findings.structure(block, 1, inode.offset() + Inode.MAP + 13 * 4, "resize inode map", "");
        }
    }

    private void journal(Inode inode) throws IOException {
        var map = MapReader.read(volume, inode);
        if (map.runs() > 0 && map.logical(0) == 0) {
            long offset = map.physical(0) * superblock.blockSize();
            findings.region(offset, 1024, Kind.STRUCTURE, "journal superblock", "");
            findings.fields(offset, StructureField.JOURNAL, 1024, "journal superblock", "");
        }
    }

    /// Inodes in use to which no name leads.
    private void unnamed(BitSet tables, Task task) throws IOException {
        for (int number = tables.nextSetBit(0); number >= 0; number = tables.nextSetBit(number + 1)) {
            task.checkCancelled();
            var group = volume.group(number);
            if (group.hasNoInodes()) {
                continue;
            }
            long first = number * superblock.inodesPerGroup() + 1;
            long last = Math.min(first + superblock.inodesPerGroup() - 1 - group.unusedInodes(), superblock.inodes());
            for (long inode = first; inode <= last; inode++) {
                if (inode >= superblock.firstInode() && !links.containsKey(inode)) {
                    unnamed(inode, group);
                }
            }
        }
    }

    private void unnamed(long number, Group group) throws IOException {
        Inode inode;
        try {
            inode = volume.inode(number, group.offset());
        } catch (FormatException _) {
            // after the end of a cut content
            return;
        }
        if (!inode.isUsed()) {
            return;
        }
        if (inode.isAttributeValue()) {
            inodes.inode(inode, "", "extended attribute value", Kind.STRUCTURE);
        } else {
            anomaly("unnamed_inode", inode.offset(), "inode " + number + " is in use, and has no name");
            inodes.inode(inode, "", "data without a name", Kind.UNKNOWN);
        }
    }
}
