package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Walks a whole tree, but reads no content: numbers its inodes as mksquashfs does, parents before children, only the root
/// last; puts its files into order; refuses what SquashFS has no place for. Not thread-safe.
final class Planner {
    /// The kernel refuses a target that does not fit a page with its final NUL.
    private static final int LONGEST_TARGET = 4095;
    /// Owners and groups together; their number is stored in 16 bits.
    static final int MOST_IDS = 0xffff;
    /// The list of a file's blocks is held in memory, here and by every reader.
    private static final int MOST_BLOCKS = 1 << 24;
    private static final long MOST_INODES = 0xffffffffL;
    /// Names of a directory with 8 bytes for each. The index of a larger one could have more points, each of them for 8 KiB less
    /// a name and a header at least, than 16 bits can count.
    private static final long MOST_NAME_BYTES = 0xffffL * (Image.METADATA_SIZE - 512);

    private final SquashfsOptions options;
    private final Task task;
    private final Map<Long, Node> links = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private final List<Node> files = new ArrayList<>();
    private final Deque<Name> path = new ArrayDeque<>();
    /// The lengths of parts that were met.
    private final BitSet lengths = new BitSet();
    private final BitSet repeated = new BitSet();
    private long inodes;
    private long bytes;

    private Planner(SquashfsOptions options, Task task) {
        this.options = options;
        this.task = task;
    }

    /// @throws SquashfsLimitException if SquashFS has no place for something in the tree
    /// @throws IOException if the tree cannot be read
    static Plan plan(Entry.Directory root, SquashfsOptions options, Task task) throws IOException {
        var planner = new Planner(options, task);
        var node = new Node(root, null);
        planner.check(root);
        planner.addChildren(node, root);
        node.setNumber(++planner.inodes);
        var order = FileOrder.of(node, planner.files, options.sort());
        return new Plan(node, order, !options.sort().lines().isEmpty(), planner.inodes, planner.bytes,
                planner.repeated);
    }

    private void addChildren(Node node, Entry.Directory directory) throws IOException {
        if (path.size() >= Limits.DEFAULT.depth()) {
            throw refused("directories nested more than " + Limits.DEFAULT.depth() + " deep");
        }
        task.checkCancelled();
        Name before = null;
        long nameBytes = 0;
        for (var entry : directory.children()) {
            path.addLast(entry.name());
            nameBytes += entry.name().length() + ListingOutput.ENTRY;
            if (nameBytes > MOST_NAME_BYTES) {
                throw refused(
                        "the names of a directory take at most " + MOST_NAME_BYTES + " bytes, 8 and their length each");
            }
            checkName(entry.name(), before);
            before = entry.name();
            var child = add(entry);
            node.children().add(child);
            if (entry instanceof Entry.Directory inner) {
                addChildren(child, inner);
            }
            path.removeLast();
        }
    }

    private void checkName(Name name, @Nullable Name before) throws SquashfsLimitException {
        if (!name.isPlain()) {
            throw refused("no file has such a name");
        }
        if (name.length() > Listing.LONGEST_NAME) {
            throw refused("a name has at most " + Listing.LONGEST_NAME + " bytes, this one " + name.length());
        }
        if (before != null && name.equals(before)) {
            throw refused("the name is there twice");
        }
    }

    private Node add(Entry entry) throws IOException {
        long identity = entry instanceof Entry.Directory ? 0 : entry.metadata().inode();
        var first = identity == 0 ? null : links.get(identity);
        if (first != null && first.type() == InodeOutput.type(entry)) {
            return new Node(entry, first);
        }
        check(entry);
        var node = new Node(entry, null);
        if (++inodes >= MOST_INODES) {
            throw refused("an image has at most " + MOST_INODES + " inodes");
        }
        node.setNumber(inodes);
        if (identity != 0 && first == null) {
            links.put(identity, node);
        }
        if (entry instanceof Entry.File file) {
            files.add(node);
            bytes += file.size();
            int part = (int) (file.size() - options.bytesInBlocks(file.size()));
            (lengths.get(part) ? repeated : lengths).set(part);
        }
        return node;
    }

    private void check(Entry entry) throws SquashfsLimitException {
        var owner = options.rootOwned() ? null : entry.metadata().owner();
        if (owner != null) {
            ids.add(owner.user());
            ids.add(owner.group());
            if (ids.size() > MOST_IDS) {
                throw refused("an image has at most " + MOST_IDS + " different owners and groups");
            }
        }
        if (options.xattrs() == SquashfsOptions.Xattrs.ALL) {
            for (var xattr : entry.metadata().xattrs().entrySet()) {
                if (!XattrOutput.isStorable(xattr.getKey(), xattr.getValue())) {
                    throw refused("the extended attribute " + Text.printable(xattr.getKey()) + " of "
                            + xattr.getValue().length + " bytes");
                }
            }
        }
        if (entry instanceof Entry.File file) {
            if (file.size() < 0 || file.size() / options.blockSize() >= MOST_BLOCKS) {
                throw refused("a file has less than " + MOST_BLOCKS + " blocks of " + options.blockSize()
                        + " bytes, this one has " + Long.toUnsignedString(file.size()) + " bytes");
            }
        } else if (entry instanceof Entry.Symlink link) {
            if (link.target().length() > LONGEST_TARGET || link.target().length() == 0) {
                throw refused("the target of a link has 1 to " + LONGEST_TARGET + " bytes, this one "
                        + link.target().length());
            }
        } else if (entry instanceof Entry.Device device && !Inode.DeviceBody.fits(device.major(), device.minor())) {
            throw refused("the device " + device.major() + ":" + device.minor());
        }
    }

    private SquashfsLimitException refused(String limit) {
        return new SquashfsLimitException(path.stream().map(Text::printable).collect(Collectors.joining("/")), limit);
    }
}
