package org.selfsame.compare;

import org.selfsame.tree.Limits;

/// How far a comparison goes.
///
/// @param limits for each reader
/// @param depth containers within containers that are opened
/// @param threads how many threads work; has no influence on the result
/// @param budget bytes of both sides together that one part may go through: a file that has to be decoded, with everything in it
public record CompareOptions(Limits limits, int depth, int threads, long budget) {
    /// An ISO with a SquashFS with a package with a tar with a compressed page is 7.
    private static final int DEPTH = 20;

    /// 64 GiB: what decodes to more on one of the sides is no file of an image, and takes minutes.
    private static final long BUDGET = 64L << 30;

    /// All processors, [Limits#DEFAULT].
    public static final CompareOptions DEFAULT = new CompareOptions(Limits.DEFAULT, DEPTH,
            Runtime.getRuntime().availableProcessors());

    /// With the usual budget.
    public CompareOptions(Limits limits, int depth, int threads) {
        this(limits, depth, threads, BUDGET);
    }
}
