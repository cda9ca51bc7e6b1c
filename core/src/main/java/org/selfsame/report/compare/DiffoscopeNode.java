package org.selfsame.report.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of a report in diffoscope's JSON, version 1: a member of a container, a view of one, or both.
///
/// @param source1 the name on the left side: a file name, or a command line with `{}` for the file
/// @param source2 the same of the right side
/// @param comments what else is to be said
/// @param hexadecimal whether the lines have offsets of their own (`has_internal_linenos`)
/// @param unifiedDiff hunks of a unified diff without its two header lines, or null
/// @param details nodes within this one
record DiffoscopeNode(String source1, String source2, List<String> comments, boolean hexadecimal,
        @Nullable String unifiedDiff, List<DiffoscopeNode> details) {}
