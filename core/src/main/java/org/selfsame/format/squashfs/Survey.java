package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import org.selfsame.format.squashfs.Listing.Link;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;

/// Walks all names of an image with their inodes, as they are stored. A directory that has several names, which no
/// ordinary image has, is entered once: so the work is bounded by what is in the tables.
final class Survey {
    private final Image image;
    private final Tables tables;
    private final long[] ids;
    private final Inode root;

    Survey(Image image, Tables tables, long[] ids, Inode root) {
        this.image = image;
        this.tables = tables;
        this.ids = ids;
        this.root = root;
    }

    /// What is done on the way.
    interface Visitor {
        /// An inode by one of its names; `again` if it is a directory that was entered before.
        void visit(Place place, Link link, Inode inode, Inode parent, boolean again) throws IOException;

        /// The listing of a directory, in the order of the image.
        default void listing(Place place, Inode directory, List<Link> links) throws IOException {}
    }

    /// Memory that is kept for each directory that was entered, roughly.
    private static final int DIRECTORY = 64;
    /// Bytes of a path; 16 times what Linux takes.
    private static final int PATH = 1 << 16;

    private record Pending(Place place, Inode directory) {}

    void walk(Task task, Visitor visitor) throws IOException {
        var entered = new HashSet<Long>();
        var stack = new ArrayDeque<Pending>();
        var inodes = new InodeReader(tables.inodes(), ids);
        visitor.visit(Place.ROOT, new Link(Name.of(""), root.reference(), 1, root.number()), root, root, false);
        stack.push(new Pending(Place.ROOT, root));
        entered.add(root.reference());
        long names = 0;
        while (!stack.isEmpty()) {
            task.checkCancelled();
            var at = stack.pop();
            var body = at.directory().asDirectory();
            if (body == null) {
                continue;
            }
            var links = Listing.read(image, tables.directories(), body);
            visitor.listing(at.place(), at.directory(), links);
            names += links.size();
            if (names > image.limits().entries() || at.place().depth() >= image.limits().depth()) {
                throw image.broken(tables.directories().start(), "more than " + image.limits().entries()
                        + " names, or directories more than " + image.limits().depth() + " deep");
            }
            if (at.place().length() > PATH) {
                throw image.broken(tables.directories().start(), "a path of more than " + PATH + " bytes");
            }
            for (var link : links) {
                var inode = inodes.read(link.reference());
                var place = at.place().child(link.name());
                boolean isDirectory = inode.type() == InodeType.DIRECTORY;
                boolean again = isDirectory && !entered.add(inode.reference());
                if (entered.size() > image.limits().tableBytes() / DIRECTORY) {
                    throw image.broken(tables.inodes().start(), "more than " + entered.size() + " directories");
                }
                visitor.visit(place, link, inode, at.directory(), again);
                if (isDirectory && !again) {
                    stack.push(new Pending(place, inode));
                }
            }
        }
    }
}
