package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import org.selfsame.content.FormatException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Text;

/// Visits every directory of a hierarchy once, with all its structures: what [org.selfsame.tree.Walk] does not show.
final class Survey {
    /// Records between two reports of progress.
    private static final int STEP = 1000;
    /// Characters of a path, as in [org.selfsame.tree.Walk]: a name can be as long as continuation areas make it.
    private static final int PATH = 1 << 16;

    /// What is done with each directory.
    interface Visitor {
        /// @param path printable path without a leading slash; empty for the root
        void directory(IsoDirectory directory, String path, Listing listing) throws IOException;

        /// The directory breaks a rule; the survey goes on beside it.
        void unreadable(IsoDirectory directory, String path, FormatException problem) throws IOException;

        /// The directory has the extent of one that was visited before, and is not visited again.
        void again(IsoDirectory directory, String path) throws IOException;
    }

    private record Pending(IsoDirectory directory, String path) {}

    private final Task task;

    Survey(Task task) {
        this.task = task;
    }

    /// @throws FormatException if there are more entries than the limits allow
    void of(Hierarchy hierarchy, Notes notes, Visitor visitor) throws IOException {
        var visited = new HashSet<Long>();
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(hierarchy.root(), ""));
        long entries = 0;
        int unreported = 0;
        try (var meter = task.begin(Activity.LIST, -1)) {
            while (!stack.isEmpty()) {
                var at = stack.pop();
                if (!visited.add(at.directory().offset())) {
                    visitor.again(at.directory(), at.path());
                    continue;
                }
                Listing listing;
                try {
                    listing = hierarchy.list(at.directory(), notes);
                } catch (FormatException problem) {
                    visitor.unreadable(at.directory(), at.path(), problem);
                    continue;
                }
                entries += listing.nodes().size();
                unreported += listing.nodes().size();
                if (entries > hierarchy.limits().entries()) {
                    throw Iso.bad(at.directory().offset(), "more than " + hierarchy.limits().entries() + " entries");
                }
                if (unreported >= STEP) {
                    meter.add(unreported);
                    unreported = 0;
                }
                visitor.directory(at.directory(), at.path(), listing);
                for (var node : listing.nodes().reversed()) {
                    if (node.entry() instanceof IsoDirectory child && !node.rockRidge().relocated) {
                        stack.push(new Pending(child, path(at.path(), node)));
                    }
                }
            }
            meter.add(unreported);
        }
    }

    /// The printable path of a node in the directory at `path`.
    ///
    /// @throws FormatException if it is longer than any system takes
    static String path(String path, Node node) throws FormatException {
        var name = Text.printable(node.entry().name());
        if (path.length() + name.length() >= PATH) {
            throw Iso.bad(node.first().offset(), "a path of more than " + PATH + " characters");
        }
        return path.isEmpty() ? name : path + "/" + name;
    }
}
