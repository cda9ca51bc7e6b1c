package org.selfsame.build;

import java.util.List;
import java.util.Set;

/// What two builds of the same inputs gave.
///
/// @param first the first build, in the usual surroundings
/// @param second the second one, in others; nothing of the first was used again
/// @param different the files that both made and that are not the same, the record left out: it says what took how long
/// @param varied what was varied
/// @param notVaried what was to be varied, and could not be in this sandbox
/// @param guilt what the difference follows
public record Twice(BuildResult first, BuildResult second, List<Pair> different, Set<Variation> varied,
        Set<Variation> notVaried, Guilt guilt) {
    /// Copies the collections.
    public Twice {
        different = List.copyOf(different);
        varied = Set.copyOf(varied);
        notVaried = Set.copyOf(notVaried);
    }

    /// A file of both builds.
    public record Pair(Artifact first, Artifact second) {}

    /// Whether all files are the same.
    public boolean isIdentical() {
        return different.isEmpty();
    }

    /// What a difference follows.
    public sealed interface Guilt {
        /// There is no difference, or nobody looked.
        record NotSought() implements Guilt {}

        /// The builds differ if and only if all of these are varied together; without any one of them they are the same.
        ///
        /// @param variations at least one
        /// @param step the step that depends on them
        record Found(Set<Variation> variations, StepName step) implements Guilt {
            /// Copies the set.
            public Found {
                variations = Set.copyOf(variations);
            }
        }

        /// Two builds differ with nothing varied: they depend on the clock, on chance, or on the order in which things happen.
        record Always(StepName step) implements Guilt {}

        /// The search was given up.
        ///
        /// @param suspects the smallest set with which the builds were seen to differ
        record GivenUp(Set<Variation> suspects) implements Guilt {
            /// Copies the set.
            public GivenUp {
                suspects = Set.copyOf(suspects);
            }
        }
    }
}
