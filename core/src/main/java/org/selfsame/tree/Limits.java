package org.selfsame.tree;

/// How much of an untrusted image a reader takes in before it gives up with a [org.selfsame.content.FormatException].
///
/// @param depth directories within directories
/// @param entries entries in a whole tree, counted in one walk
/// @param directoryBytes bytes of one directory's listing
/// @param tableBytes bytes that one table (inodes, ids, fragments, path table…) may take in memory, decoded
public record Limits(int depth, long entries, long directoryBytes, long tableBytes) {

    /// Far above any real image: the largest live images have some 500,000 entries, 30 deep.
    public static final Limits DEFAULT = new Limits(1_000, 20_000_000, 64L << 20, 64L << 20);

    /// What any compressed stream may decode to, and how much more for each stored byte. deflate reaches 1,032; the
    /// others reach more, but for images of nothing but zeros only. A bomb of 1 MiB costs the time for 2 GiB at most.
    private static final long LEAST_DECODED = 1L << 30;
    private static final long MOST_EXPANSION = 1_100;

    /// The most bytes that a compressed stream of `stored` bytes may decode to.
    public static long decodedBytes(long stored) {
        return LEAST_DECODED + MOST_EXPANSION * Math.min(stored, Long.MAX_VALUE / MOST_EXPANSION - LEAST_DECODED);
    }
}
