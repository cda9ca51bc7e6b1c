package org.selfsame.compare;

/// How many bytes the comparison of one part may go through before it stops. A part is a file whose bytes have to be decoded,
/// with everything in it, or the files of one container together. Bytes are counted before they are read, in the order of
/// the tree and by one thread, so that the same comparison stops at the same place each time. Not thread-safe.
final class Budget {
    /// As for a single stream: no decoder that is used makes more of a byte, but for images of nothing but zeros.
    private static final long MOST_EXPANSION = 1_100;

    private final long most;
    private long left;

    /// @param most bytes of both sides together
    Budget(long most) {
        this.most = most;
        this.left = most;
    }

    /// For all files of a container whose two sides are stored in `stored` bytes.
    static Budget ofContainer(long most, long stored) {
        long more = Math.min(stored, Long.MAX_VALUE / MOST_EXPANSION) * MOST_EXPANSION;
        return new Budget(most > Long.MAX_VALUE - more ? Long.MAX_VALUE : most + more);
    }

    /// Counts bytes that are about to be compared. When they are too many, nothing is left for what comes later.
    ///
    /// @return whether they may be compared
    boolean take(long leftBytes, long rightBytes) {
        if (leftBytes > left || rightBytes > left - leftBytes) {
            left = 0;
            return false;
        }
        left -= leftBytes + rightBytes;
        return true;
    }

    /// What a difference says that stands for what was not compared.
    String words() {
        return "stopped at the budget: more than " + most + " bytes to go through";
    }
}
