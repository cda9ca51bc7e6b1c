package org.selfsame.format.iso9660;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a directory's extent holds.
///
/// @param self its record of itself, or null if it has none
/// @param parent its record of its parent, or null if it has none
/// @param nodes what it lists, in the order of its records
record Listing(@Nullable Node self, @Nullable Node parent, List<Node> nodes) {}
