package org.selfsame.iuk;

import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// A diff in a kit.
///
/// @param name of its file in `live/`, printable
/// @param file the image
/// @param tree what is in it
/// @param union whose whiteouts it has, or null if it has none: then either can stack it
/// @param counts what is in it
public record Diff(String name, Entry.File file, Tree tree, @Nullable Union union, Counts counts) {

    /// What is in a diff; what a union keeps for itself is not counted.
    ///
    /// @param directories directories, the root included
    /// @param files files
    /// @param symlinks symbolic links
    /// @param special devices, FIFOs and sockets
    /// @param whiteouts entries that say that something is gone
    /// @param bytes the sum of the sizes of the files
    public record Counts(long directories, long files, long symlinks, long special, long whiteouts, long bytes) {}
}
