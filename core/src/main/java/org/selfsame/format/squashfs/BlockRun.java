package org.selfsame.format.squashfs;

import java.security.MessageDigest;
import org.selfsame.content.DigestAlgorithm;

/// The blocks of a file: their size words, and a sum of all that is stored. Equal files have equal sums, as encoding
/// depends on nothing else.
final class BlockRun {
    private final Encoder words = new Encoder();
    private final MessageDigest digest = DigestAlgorithm.SHA256.start();
    private int first;
    private boolean stored;

    void add(int word) {
        if (words.size() == 0) {
            first = word;
        }
        stored |= word != 0;
        words.u32(word);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            digest.update((byte) (word >>> shift));
        }
    }

    void add(BlockJob job) {
        add(job.word());
        digest.update(job.sum());
    }

    /// The size words, encoded.
    Encoder words() {
        return words;
    }

    /// How many there are.
    int count() {
        return words.size() / Integer.BYTES;
    }

    /// Whether there is one of other bytes than zeros.
    boolean isStored() {
        return stored;
    }

    /// The size word of the first one.
    int first() {
        return first;
    }

    /// Of what was added; called once, behind all.
    Sum sum() {
        return Sum.of(digest);
    }
}
