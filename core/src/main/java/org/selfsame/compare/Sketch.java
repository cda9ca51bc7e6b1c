package org.selfsame.compare;

import java.io.IOException;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.selfsame.content.Content;

/// A small picture of a content, by which similar contents are found: the content is cut where its own bytes say so, and
/// of the hashes of all pieces the smallest are kept. Two contents that share many pieces share many of those (min-hash,
/// A. Broder, "On the resemblance and containment of documents", 1997).
final class Sketch {
    /// Two contents of which at least this part is shared are taken for one that was changed.
    static final double SIMILAR = 0.4;
    private static final int KEPT = 64;
    /// Bytes from the start that are looked at.
    private static final int LOOKED_AT = 1 << 20;
    /// A piece ends where this many bits of the rolling hash are zero: after 32 bytes on average.
    private static final int CUT_BITS = 5;

    private final long[] smallest;

    private Sketch(long[] smallest) {
        this.smallest = smallest;
    }

    /// @throws IOException if the content cannot be read
    static Sketch of(Content content) throws IOException {
        byte[] bytes = content.bytes(0, (int) Math.min(LOOKED_AT, content.size()));
        var smallest = new TreeSet<Long>();
        long rolling = 0;
        long piece = 0;
        for (byte b : bytes) {
            // each byte leaves the rolling hash after 64 steps
            rolling = (rolling << 1) + mix(b & 0xff);
            piece = piece * 0x100000001b3L + (b & 0xff) + 1;
            if (rolling >>> Long.SIZE - CUT_BITS == 0) {
                keep(smallest, mix(piece));
                piece = 0;
            }
        }
        keep(smallest, mix(piece));
        return new Sketch(smallest.stream().mapToLong(Long::longValue).toArray());
    }

    private static void keep(NavigableSet<Long> smallest, long hash) {
        if (smallest.size() < KEPT || hash < smallest.last()) {
            smallest.add(hash);
            if (smallest.size() > KEPT) {
                smallest.pollLast();
            }
        }
    }

    /// The finaliser of SplitMix64 (G. Steele and others, 2014).
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /// An estimate of which part of the pieces of both contents together is in both: 0 to 1.
    double likeness(Sketch other) {
        int a = 0;
        int b = 0;
        int common = 0;
        int all = 0;
        while (all < KEPT && a < smallest.length && b < other.smallest.length) {
            int order = Long.compare(smallest[a], other.smallest[b]);
            common += order == 0 ? 1 : 0;
            a += order <= 0 ? 1 : 0;
            b += order >= 0 ? 1 : 0;
            all++;
        }
        int rest = Math.max(smallest.length - a, other.smallest.length - b);
        return (double) common / Math.min(KEPT, Math.max(1, all + rest));
    }
}
