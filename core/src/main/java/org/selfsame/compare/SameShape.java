package org.selfsame.compare;

import java.io.IOException;
import java.util.ArrayDeque;
import org.selfsame.tree.Entry;

/// Whether two trees have the same names, however deep. Items of a list have their place for a name, so that one item put in
/// at the start would make every item differ: such lists are compared as text.
final class SameShape {
    private SameShape() {}

    private record Pair(Entry.Directory left, Entry.Directory right) {}

    /// Whether `left` and `right` have it.
    ///
    /// @throws IOException if a directory cannot be read
    static boolean of(Entry.Directory left, Entry.Directory right) throws IOException {
        var open = new ArrayDeque<Pair>();
        open.push(new Pair(left, right));
        while (!open.isEmpty()) {
            var pair = open.pop();
            var l = pair.left().children();
            var r = pair.right().children();
            if (l.size() != r.size()) {
                return false;
            }
            for (int i = 0; i < l.size(); i++) {
                var a = l.get(i);
                var b = r.get(i);
                if (!a.name().equals(b.name()) || a instanceof Entry.Directory != b instanceof Entry.Directory) {
                    return false;
                }
                if (a instanceof Entry.Directory c && b instanceof Entry.Directory d) {
                    open.push(new Pair(c, d));
                }
            }
        }
        return true;
    }
}
