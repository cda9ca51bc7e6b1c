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
}
