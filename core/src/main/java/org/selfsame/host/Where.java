package org.selfsame.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// The place of an entry below the target, spelled out only when somebody wants to read it. Two places are equal only
/// if they are one object.
final class Where {
    private final @Nullable Where parent;
    private final Name name;

    private Where(@Nullable Where parent, Name name) {
        this.parent = parent;
        this.name = name;
    }

    /// The target itself.
    static Where target() {
        return new Where(null, Name.of(""));
    }

    Where child(Name child) {
        return new Where(this, child);
    }

    /// The name in its directory; empty for the target.
    Name name() {
        return name;
    }

    /// The directory that it is in, or null for the target.
    @Nullable
    Where parent() {
        return parent;
    }

    boolean isTarget() {
        return parent == null;
    }

    boolean isDirectlyIn(Where directory) {
        return directory.equals(parent);
    }

    /// The printable path, without a leading slash; empty for the target.
    String path() {
        var path = new StringBuilder();
        for (var part : names()) {
            path.append(path.isEmpty() ? "" : "/").append(Text.printable(part));
        }
        return path.toString();
    }

    /// The names of the directories on the way from the target, without the entry itself.
    List<Name> directories() {
        var names = new ArrayList<>(names());
        names.removeLast();
        return names;
    }

    /// The path as bytes, relative to the target.
    byte[] bytes() {
        var path = new ByteArrayOutputStream();
        for (var part : names()) {
            if (path.size() > 0) {
                path.write('/');
            }
            path.writeBytes(part.bytes());
        }
        return path.size() == 0 ? ".".getBytes(StandardCharsets.US_ASCII) : path.toByteArray();
    }

    private ArrayDeque<Name> names() {
        var names = new ArrayDeque<Name>();
        for (Where at = this; at != null && at.parent != null; at = at.parent) {
            names.push(at.name);
        }
        return names;
    }
}
