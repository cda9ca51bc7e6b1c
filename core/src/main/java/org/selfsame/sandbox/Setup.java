package org.selfsame.sandbox;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Tree;

/// What a sandbox is opened with.
///
/// @param root a tar archive of the root's first state
/// @param inputs what commands can read and not write, at the path that the surroundings name; null for nothing
/// @param surroundings what commands see of the world
/// @param limits what commands may use
public record Setup(Content root, @Nullable Tree inputs, Surroundings surroundings, SandboxLimits limits) {}
