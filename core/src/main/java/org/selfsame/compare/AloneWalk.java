package org.selfsame.compare;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Counts the entries of something that only one side has, and tells the other trees of them. Not thread-safe.
final class AloneWalk {
    private final Side side;
    private final Told told;
    private final @Nullable Told before;
    private long entries;
    private boolean allTold = true;

    AloneWalk(Side side, Told told, @Nullable Told before) {
        this.side = side;
        this.told = told;
        this.before = before;
    }

    void walk(Tree tree, String path, Limits limits) throws IOException {
        Walk.of(tree, limits, new Walk.Visitor() {
            @Override
            public void visit(String inner, Entry entry) throws IOException {
                AloneWalk.this.visit(inner.isEmpty() ? path : path + "/" + inner, entry);
            }

            @Override
            public void unreadable(String inner, Entry.Directory directory, IOException problem) throws IOException {
                if (!(problem instanceof FormatException)) {
                    throw problem;
                }
                // the other side has nothing to compare it with
            }
        });
    }

    void visit(String path, Entry entry) throws IOException {
        entries++;
        if (entry instanceof Entry.File file) {
            file(path, file);
        } else {
            allTold &= before != null && before.isAlone(side, path);
            told.alone(side, path);
        }
    }

    private void file(String path, Entry.File file) throws IOException {
        told.alone(side, path);
        try {
            var content = file.content();
            allTold &= before != null && before.isAlone(side, content);
            told.alone(side, content);
        } catch (FormatException _) {
            allTold &= before != null && before.isAlone(side, path);
        }
    }

    long entries() {
        return entries;
    }

    boolean allTold() {
        return allTold;
    }
}
