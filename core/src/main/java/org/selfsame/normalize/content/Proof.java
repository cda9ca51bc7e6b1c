package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.selfsame.content.Content;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Compares what two contents of one format hold, as the format's own reader reads them.
final class Proof {
    private Proof() {}

    private record Found(String path, Entry entry) {}

    /// Both have the same entries with the same contents, but for the contents of those that `may` differ; and the second
    /// has nothing odd that the first has not.
    ///
    /// @throws LeftAloneException if not
    /// @throws IOException if one cannot be read
    static void sameEntries(Format format, Content before, Content after, Work work, Predicate<String> may)
            throws IOException {
        sameEntries(format, before, after, work, may, Map.of());
    }

    /// As the other, where some entries must have other contents.
    ///
    /// @param wanted those contents by path
    static void sameEntries(Format format, Content before, Content after, Work work, Predicate<String> may,
            Map<String, Content> wanted) throws IOException {
        var old = format.open(before, work.limits());
        var now = format.open(after, work.limits());
        var left = list(old.tree(), work);
        var right = list(now.tree(), work);
        if (left.size() != right.size()) {
            throw unproven(left.size() + " entries became " + right.size());
        }
        for (int i = 0; i < left.size(); i++) {
            var path = left.get(i).path();
            if (!path.equals(right.get(i).path())) {
                throw unproven(path + " became " + right.get(i).path());
            }
            var other = wanted.get(path);
            if (other != null) {
                if (!(right.get(i).entry() instanceof Entry.File file && Bytes.equal(other, file.content()))) {
                    throw unproven(path);
                }
            } else if (!may.test(path) && !same(left.get(i).entry(), right.get(i).entry())) {
                throw unproven(path);
            }
        }
        if (now.anomalies(work.task()).size() > old.anomalies(work.task()).size()) {
            throw unproven("something odd that was not there before");
        }
    }

    /// The same structure byte for byte, as the reader tells it: for what is changed in place.
    ///
    /// @throws LeftAloneException if not
    /// @throws IOException if one cannot be read
    static void sameLayout(Format format, Content before, Content after, Work work) throws IOException {
        var old = format.open(before, work.limits()).layout(work.task());
        var now = format.open(after, work.limits()).layout(work.task());
        if (!old.regions().equals(now.regions())) {
            throw unproven("another layout");
        }
    }

    static LeftAloneException unproven(String detail) {
        return new LeftAloneException(Reason.UNPROVEN, detail);
    }

    private static boolean same(Entry left, Entry right) throws IOException {
        if (left instanceof Entry.File a && right instanceof Entry.File b) {
            return Bytes.equal(a.content(), b.content());
        }
        if (left instanceof Entry.Symlink a && right instanceof Entry.Symlink b) {
            return a.target().equals(b.target());
        }
        return left instanceof Entry.Directory == right instanceof Entry.Directory;
    }

    private static List<Found> list(Tree tree, Work work) throws IOException {
        var found = new ArrayList<Found>();
        Walk.of(tree, work.limits(), (path, entry) -> found.add(new Found(path, entry)));
        return found;
    }
}
