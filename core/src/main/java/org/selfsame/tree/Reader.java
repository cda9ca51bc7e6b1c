package org.selfsame.tree;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;

/// A content opened as one format. Opening reads the headers only; the rest is read when it is asked for.
/// All readers are thread-safe and check everything they read: see [Limits].
public interface Reader {

    /// The name of the format, such as `iso9660`.
    String format();

    /// The trees that the content holds, by their names, the main one first. Most formats have one, called by the
    /// format's name; an ISO has `rockridge`, `joliet` and `iso9660`.
    SequencedMap<String, Tree> trees();

    /// The main tree.
    default Tree tree() {
        return trees().firstEntry().getValue();
    }

    /// Which bytes are what; walks everything.
    ///
    /// @throws FormatException if a structure breaks a rule of the format
    /// @throws IOException if the content cannot be read
    Layout layout(Task task) throws IOException;

    /// What the headers state, in a fixed order.
    List<Fact> facts();

    /// What is odd but readable. Walks everything, as [#layout] does.
    ///
    /// @throws FormatException if a structure breaks a rule of the format
    /// @throws IOException if the content cannot be read
    List<Anomaly> anomalies(Task task) throws IOException;

    /// Bytes that lie in stored structures, but that nobody who reads the content ever sees: what follows the end of the
    /// compressed data of a table's block. Looks only into the structures that `asked` wants.
    ///
    /// @return regions of kind `UNKNOWN`
    /// @throws FormatException if a structure breaks a rule of the format
    /// @throws IOException if the content cannot be read
    default List<Region> unseen(Asked asked, Task task) throws IOException {
        return List.of();
    }

    /// Which structures to look into.
    @FunctionalInterface
    interface Asked {
        /// Whether the structure of `length` bytes at `offset` is of interest.
        boolean about(long offset, long length);
    }

    /// A digest of all that the structures say, decoded, except for what `known` has. Places of other things are taken by
    /// their order and by the gaps between them, not by their number. Where two contents have the same digest, whatever else
    /// differs in their structures follows from what `known` has: compressed bytes, their lengths, and where things lie.
    ///
    /// The data of files are not part of it: two files are the same if their contents are. Walks everything.
    ///
    /// @return lower-case hexadecimal digits, or null if nothing can be said of this format, or of these structures
    /// @throws FormatException if a structure breaks a rule of the format
    /// @throws IOException if the content cannot be read
    default @Nullable String gist(Known known, Task task) throws IOException {
        return null;
    }

    /// What is known to differ, and is no matter for a [#gist].
    @FunctionalInterface
    interface Known {
        /// The fields of metadata of the entry at `path` (as in [Region#owner]) that are known to differ, by the names that
        /// comparisons use, such as `modified`; `content` for the bytes of a file.
        Set<String> of(String path);
    }
}
