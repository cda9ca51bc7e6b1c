package org.selfsame.format.squashfs;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Where a name is in the tree. The path is put together only for who wants it: an image can have millions of names far
/// down, whose paths would cost more time and memory than all that is in it.
final class Place {
    static final Place ROOT = new Place(null, Name.of(""), 0);

    private final @Nullable Place parent;
    private final Name name;
    private final int depth;
    /// Bytes of all names down to here.
    private final int length;

    private Place(@Nullable Place parent, Name name, int length) {
        this.parent = parent;
        this.name = name;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.length = length;
    }

    Place child(Name child) {
        return new Place(this, child, length + 1 + child.length());
    }

    boolean isRoot() {
        return parent == null;
    }

    /// Directories above.
    int depth() {
        return depth;
    }

    /// Bytes of the path as it is stored.
    int length() {
        return length;
    }

    /// The printable path, without a leading slash; empty for the root.
    String path() {
        var names = new ArrayDeque<Name>();
        for (Place at = this; at != null && at.parent != null; at = at.parent) {
            names.push(at.name);
        }
        var path = new StringBuilder();
        for (var part : names) {
            path.append(path.isEmpty() ? "" : "/").append(Text.printable(part));
        }
        return path.toString();
    }

    /// The printable path of a name in this directory.
    String path(Name child) {
        return child(child).path();
    }
}
