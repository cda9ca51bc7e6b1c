package org.selfsame.report.compare;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;

/// One of the two things that were compared.
///
/// @param name as it is to be shown: the name of a file without its directories, perhaps with a path in it
/// @param size in bytes, or -1 for a tree
/// @param sha256 of all bytes, or null if it is not known
public record Party(String name, long size, @Nullable Digest sha256) {}
