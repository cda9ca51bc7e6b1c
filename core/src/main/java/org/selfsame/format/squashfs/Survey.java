package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import org.selfsame.format.squashfs.Listing.Link;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

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
        void visit(String path, Link link, Inode inode, Inode parent, boolean again) throws IOException;

        /// The listing of a directory, in the order of the image.
        default void listing(String path, Inode directory, List<Link> links) throws IOException {}
    }

    private record Pending(String path, Inode directory, int depth) {}

    void walk(Task task, Visitor visitor) throws IOException {
        var entered = new HashSet<Long>();
        var stack = new ArrayDeque<Pending>();
        var inodes = new InodeReader(tables.inodes(), ids);
        visitor.visit("", new Link(Name.of(""), root.reference(), 1, root.number()), root, root, false);
        stack.push(new Pending("", root, 0));
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
            visitor.listing(at.path(), at.directory(), links);
            names += links.size();
            if (names > image.limits().entries() || at.depth() >= image.limits().depth()) {
                throw image.broken(tables.directories().start(), "more than " + image.limits().entries()
                        + " names, or directories more than " + image.limits().depth() + " deep");
            }
            for (var link : links) {
                var inode = inodes.read(link.reference());
                var name = Text.printable(link.name());
                var path = at.path().isEmpty() ? name : at.path() + "/" + name;
                boolean isDirectory = inode.type() == InodeType.DIRECTORY;
                boolean again = isDirectory && !entered.add(inode.reference());
                visitor.visit(path, link, inode, at.directory(), again);
                if (isDirectory && !again) {
                    stack.push(new Pending(path, inode, at.depth() + 1));
                }
            }
        }
    }
}
