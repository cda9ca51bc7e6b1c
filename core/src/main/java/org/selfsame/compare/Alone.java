package org.selfsame.compare;

import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;

/// An entry that has no partner on the other side.
///
/// @param side which side has it
/// @param path in its tree, printable, without a leading slash
/// @param parent path of the directory that it is in
record Alone(Side side, String path, String parent, Entry entry) {

    /// Two entries may have one path where the image says so; each is one of its own.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /// The last part of the path.
    String name() {
        return parent.isEmpty() ? path : path.substring(parent.length() + 1);
    }
}
