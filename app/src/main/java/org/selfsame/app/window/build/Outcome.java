package org.selfsame.app.window.build;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;

/// What came out of a build, or of two.
///
/// @param files what was made, the images first
/// @param directory where they lie
/// @param record the file that says what the build was made of and what it did; null if there is none
/// @param second what the second build was like, if there was one
public record Outcome(List<Made> files, Path directory, @Nullable Path record, @Nullable Second second) {
    /// Copies the list.
    public Outcome {
        files = List.copyOf(files);
    }

    /// A file that was made.
    public record Made(String name, Path file, long size, Digest sha256) {}

    /// How the second build came out.
    ///
    /// @param different pairs of files that are not the same; empty if both builds are identical
    /// @param guilty what has to be varied for that, in words of the engine; empty if nobody looked or found it
    /// @param varied what was another in the second build
    /// @param notVaried what could not be varied here
    public record Second(List<Pair> different, List<String> guilty, List<String> varied, List<String> notVaried) {
        /// Copies the lists.
        public Second {
            different = List.copyOf(different);
            guilty = List.copyOf(guilty);
            varied = List.copyOf(varied);
            notVaried = List.copyOf(notVaried);
        }
    }

    /// The same file of both builds.
    public record Pair(String name, Path first, Path second) {}

    /// What both builds can be compared by: all but the record, which says what took how long.
    List<Made> comparable() {
        return files.stream().filter(it -> !it.file().equals(record)).toList();
    }

    /// Whether there was a second build, and it gave other bytes.
    boolean differs() {
        return second != null && !second.different().isEmpty();
    }
}
