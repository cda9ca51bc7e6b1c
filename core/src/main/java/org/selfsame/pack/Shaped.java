package org.selfsame.pack;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// A tree that goes into an image: its directories are in memory, its contents are read as they are needed.
///
/// @param newest the latest time of modification of an entry, or null if none has one
/// @param unused the patterns of the [Shape] that left nothing out
public record Shaped(Tree tree, Counts counts, @Nullable Instant newest, List<String> unused) {

    /// What there is.
    ///
    /// @param directories directories, the root included
    /// @param files files, each counted once
    /// @param links further names of files and of special files
    /// @param symlinks symbolic links
    /// @param special devices, FIFOs and sockets
    /// @param bytes the sum of the sizes of the files
    public record Counts(long directories, long files, long links, long symlinks, long special, long bytes) {}

    /// Counts entries as they are met.
    static final class Tally {
        private final Set<Long> linked = new HashSet<>();
        private long directories;
        private long files;
        private long links;
        private long symlinks;
        private long special;
        private long bytes;
        private @Nullable Instant newest;

        void add(Entry entry) {
            var metadata = entry.metadata();
            var modified = metadata.modified();
            if (modified != null && (newest == null || modified.isAfter(newest))) {
                newest = modified;
            }
            boolean directory = entry instanceof Entry.Directory;
            if (!directory && metadata.inode() != 0 && !linked.add(metadata.inode())) {
                links++;
                return;
            }
            // no switch: one over patterns is put together when it is first met, which takes milliseconds
            if (entry instanceof Entry.File file) {
                files++;
                bytes += file.size();
            } else if (directory) {
                directories++;
            } else if (entry instanceof Entry.Symlink) {
                symlinks++;
            } else {
                special++;
            }
        }

        long entries() {
            return directories + files + links + symlinks + special;
        }

        Shaped of(Tree tree, List<String> unused) {
            return new Shaped(tree, new Counts(directories, files, links, symlinks, special, bytes), newest, unused);
        }
    }
}
