package org.selfsame.parts;

import org.selfsame.content.FormatException;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Region.Kind;

/// Takes of what a [Survey] tells the part that was asked for.
interface Sink {
    /// @throws FormatException if the range does not lie inside the content
    default void region(long offset, long length, Kind kind, String what, String owner) throws FormatException {}

    /// @param directory the path of the directory that it lies in; empty for the root
    /// @throws FormatException if there are too many
    default void entry(String directory, Entry.File file, long offset) throws FormatException {}

    default void fact(Fact fact) {}

    default void anomaly(Anomaly anomaly) {}
}
