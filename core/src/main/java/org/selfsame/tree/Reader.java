package org.selfsame.tree;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
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
}
