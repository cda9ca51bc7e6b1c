package org.selfsame.tree;

import java.io.IOException;
import java.util.ArrayDeque;
import org.selfsame.content.FormatException;

/// Visits every entry of a tree, parents before children, children in the order of their names.
public final class Walk {
    /// Characters of a path; 16 times what Linux takes. Deep trees of long names would fill the memory with paths.
    private static final int PATH = 1 << 16;

    private Walk() {}

    /// What is done with each entry.
    @FunctionalInterface
    public interface Visitor {
        /// @param path printable path without a leading slash; empty for the root
        /// @throws IOException to end the walk
        void visit(String path, Entry entry) throws IOException;

        /// Called when the children of a directory cannot be read; throws by default. When it returns, the walk goes
        /// on beside the directory.
        ///
        /// @throws IOException to end the walk
        default void unreadable(String path, Entry.Directory directory, IOException problem) throws IOException {
            throw problem;
        }
    }

    /// An entry and the path of its parent: siblings share it, so that many long paths do not wait in memory.
    private record Pending(String parent, Entry entry, int depth) {

        String path() throws FormatException {
            if (depth == 0) {
                return "";
            }
            var name = Text.printable(entry.name());
            if (parent.length() + name.length() >= PATH) {
                throw new FormatException("tree", 0, "a path of more than " + PATH + " characters");
            }
            return parent.isEmpty() ? name : parent + "/" + name;
        }
    }

    /// Walks the whole tree, root included.
    ///
    /// @throws FormatException if the tree is deeper, or has more entries, than `limits` allows, or longer paths than
    ///         any system takes
    /// @throws IOException as the visitor and the tree throw it
    public static void of(Tree tree, Limits limits, Visitor visitor) throws IOException {
        // a stack of our own: the depth is the image's to choose
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending("", tree.root(), 0));
        long entries = 0;
        while (!stack.isEmpty()) {
            var at = stack.pop();
            if (++entries > limits.entries()) {
                throw new FormatException("tree", 0, "more than " + limits.entries() + " entries");
            }
            var path = at.path();
            visitor.visit(path, at.entry());
            if (at.entry() instanceof Entry.Directory directory) {
                if (at.depth() >= limits.depth()) {
                    throw new FormatException("tree", 0, "directories nested more than " + limits.depth() + " deep");
                }
                try {
                    for (var child : directory.children().reversed()) {
                        stack.push(new Pending(path, child, at.depth() + 1));
                    }
                } catch (IOException problem) {
                    visitor.unreadable(path, directory, problem);
                }
            }
        }
    }
}
