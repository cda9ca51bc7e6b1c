package org.selfsame.build;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.sandbox.Finished;
import org.selfsame.sandbox.Surroundings;

/// What a build was made of, and what it did.
///
/// @param lock the lock
/// @param lockDigest the SHA-256 of the lock as JSON
/// @param surroundings what the commands saw of the world
/// @param steps the steps, in order
/// @param rules how often each rule of normalization changed something
/// @param skipped what normalization left as it was, one line each
/// @param system the digest of the system's root after normalization, as a tar archive
/// @param packages how many packages are installed
/// @param overlay what was built from source
/// @param artifacts the files that were made; the record itself is not among them
public record BuildRecord(Lock lock, Digest lockDigest, Surroundings surroundings, List<Step> steps,
        SortedMap<String, Integer> rules, List<String> skipped, Digest system, int packages, List<BuiltSource> overlay,
        List<Artifact> artifacts) {
    /// Copies the lists.
    public BuildRecord {
        steps = List.copyOf(steps);
        skipped = List.copyOf(skipped);
        overlay = List.copyOf(overlay);
        artifacts = List.copyOf(artifacts);
    }

    /// What a step took.
    ///
    /// @param reused whether its result was in the store, and nothing ran
    /// @param runs the commands that ran in the sandbox
    public record Step(StepName name, boolean reused, Duration took, List<Run> runs) {
        /// Copies the list.
        public Step {
            runs = List.copyOf(runs);
        }
    }

    /// A command that ran in the sandbox.
    ///
    /// @param name the script or hook
    /// @param finished how it ended
    public record Run(String name, Finished finished) {}
}
