package org.selfsame.compare;

import org.selfsame.tree.Limits;

/// How far a comparison goes.
///
/// @param limits for each reader
/// @param depth containers within containers that are opened
/// @param threads how many threads work; has no influence on the result
public record CompareOptions(Limits limits, int depth, int threads) {
    /// An ISO with a SquashFS with a package with a tar with a compressed page is 7.
    private static final int DEPTH = 20;

    /// All processors, [Limits#DEFAULT].
    public static final CompareOptions DEFAULT = new CompareOptions(Limits.DEFAULT, DEPTH,
            Runtime.getRuntime().availableProcessors());
}
