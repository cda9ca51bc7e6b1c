package org.selfsame.compare;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference.Kind;

/// Compares the trees of two contents that were opened as one format: the main one first, then the others, which report
/// only what the main one does not show.
final class Views {
    private final Session session;
    private final ContainerPair container;
    private final String path;
    private final boolean main;
    private final int depth;
    private final @Nullable Budget part;

    /// @param main whether addresses without a view lead to the main tree of this format
    /// @param depth of the entries of the trees
    /// @param part what is left for the part that the container lies in, or null if it lies in none
    Views(Session session, ContainerPair container, String path, boolean main, int depth, @Nullable Budget part) {
        this.session = session;
        this.container = container;
        this.path = path;
        this.main = main;
        this.depth = depth;
        this.part = part;
    }

    void compare() throws IOException {
        var left = container.reader(Side.LEFT).trees();
        var right = container.reader(Side.RIGHT).trees();
        Told told = null;
        for (var view : left.keySet()) {
            var l = left.get(view);
            var r = right.get(view);
            if (l == null || r == null) {
                only(view, Side.LEFT);
                continue;
            }
            boolean first = told == null;
            var prefix = path + "!" + (main && first ? "" : view);
            var trees = new TreeComparison(session, container, container.format(), prefix, depth, told, part);
            trees.compare(l.root(), r.root());
            if (told == null) {
                told = trees.told();
            } else if (trees.repeated() > 0) {
                session.findings().add(layout("tree " + view).counting(trees.repeated()));
            }
        }
        for (var view : right.keySet()) {
            if (!left.containsKey(view)) {
                only(view, Side.RIGHT);
            }
        }
    }

    private void only(String view, Side side) {
        session.findings().add(layout("tree " + view).values(side == Side.LEFT ? view : null, side == Side.RIGHT
                ? view
                : null));
    }

    private Difference layout(String field) {
        return Difference.of(path, Kind.LAYOUT, field,
                Subject.of(container.content(Side.LEFT), container.content(Side.RIGHT), container.format()));
    }
}
