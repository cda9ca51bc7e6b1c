package org.selfsame.format.squashfs;

import java.security.MessageDigest;
import org.selfsame.content.DigestAlgorithm;

/// The blocks of a file: their size words, and a sum of all that is stored. Equal files have equal sums, as encoding
/// depends on nothing else.
final class BlockRun {
    private final Encoder words = new Encoder();
    private final MessageDigest digest = DigestAlgorithm.SHA256.start();

    void add(int word) {
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

    Sum sum() {
        return Sum.of(digest);
    }
}
