package org.selfsame.build;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;

/// What was published, and what came out when it was built again.
///
/// @param original what was published
/// @param result what came out
public record Rebuilt(Published original, BuildResult result) {

    /// The digest of the image that was published, or null if there was only a lock.
    public @Nullable Digest published() {
        return original.image();
    }

    /// Whether one of the files that came out has the same bytes.
    public boolean isIdentical() {
        return result.artifacts().stream().anyMatch(artifact -> artifact.sha256().equals(published()));
    }

    /// The image to compare with: the one with the same bytes, else the first.
    public @Nullable Artifact counterpart() {
        var artifacts = result.artifacts();
        return artifacts.stream().filter(artifact -> artifact.sha256().equals(published())).findFirst()
                .orElse(artifacts.isEmpty() ? null : artifacts.getFirst());
    }
}
