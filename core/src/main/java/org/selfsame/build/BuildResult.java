package org.selfsame.build;

import java.util.List;

/// What came out of a build.
///
/// @param artifacts the files that were made, the record included
public record BuildResult(List<Artifact> artifacts, BuildRecord record) {
    /// Copies the list.
    public BuildResult {
        artifacts = List.copyOf(artifacts);
    }
}
