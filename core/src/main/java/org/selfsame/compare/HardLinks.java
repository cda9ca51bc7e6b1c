package org.selfsame.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;

/// Which names of two trees, walked together, are names of one file. Entries are told in the order of their paths, so
/// the first name stands for the file.
final class HardLinks {
    private final Map<Long, String> left = new HashMap<>();
    private final Map<Long, String> right = new HashMap<>();

    /// The first names of the file on each side, where the entry itself is not the first; null where it is.
    record First(@Nullable String left, @Nullable String right) {
        /// Whether the sides agree.
        boolean agrees() {
            return Objects.equals(left, right);
        }

        /// Whether both sides have seen the same file under one name before, so that its bytes were compared.
        boolean isAgain() {
            return left != null && agrees();
        }
    }

    private static final First NONE = new First(null, null);

    First of(String path, Entry a, Entry b) {
        var l = first(left, path, a);
        var r = first(right, path, b);
        return l == null && r == null ? NONE : new First(l, r);
    }

    private static @Nullable String first(Map<Long, String> names, String path, Entry entry) {
        var metadata = entry.metadata();
        if (entry instanceof Entry.Directory || metadata.inode() == 0 || metadata.links() == 1) {
            return null;
        }
        return names.putIfAbsent(metadata.inode(), path);
    }
}
