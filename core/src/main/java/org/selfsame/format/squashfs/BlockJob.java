package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.DigestAlgorithm;

/// Encodes one data block or fragment block.
final class BlockJob implements Callable<BlockJob> {
    private static final byte[] ZEROS = new byte[Superblock.MAX_BLOCK];
    private static final byte[] NO_SUM = {};

    private final EncoderThreads threads;
    private final byte[] block;
    private final int length;
    private final Kind kind;
    private byte @Nullable [] encoded;
    private int word;
    private byte[] sum = NO_SUM;
    private @Nullable Long held;

    /// What is done with a block.
    ///
    /// @param sparse whether a block of zeros is not stored at all
    /// @param compressed whether it is compressed
    /// @param summed whether a sum of the stored bytes is wanted
    record Kind(boolean sparse, boolean compressed, boolean summed) {}

    /// @param block a buffer of `threads`, which this job gives back
    BlockJob(EncoderThreads threads, byte[] block, int length, Kind kind) {
        this.threads = threads;
        this.block = block;
        this.length = length;
        this.kind = kind;
    }

    static boolean isZero(byte[] bytes, int offset, int length) {
        return Arrays.equals(bytes, offset, offset + length, ZEROS, 0, length);
    }

    @Override
    public BlockJob call() throws IOException {
        if (kind.sparse && isZero(block, 0, length)) {
            return this;
        }
        word = length | Image.DATA_STORED;
        if (kind.compressed) {
            encode();
        }
        if (kind.summed) {
            var digest = DigestAlgorithm.SHA256.start();
            digest.update(bytes(), 0, size());
            sum = digest.digest();
        }
        return this;
    }

    private void encode() throws IOException {
        byte[] out = threads.takeBuffer();
        encoded = out;
        var known = threads.known();
        if (known != null && isFound(known, out)) {
            return;
        }
        var encoder = threads.takeEncoder();
        try {
            // some encoders give other bytes where they have less room, so all have as much as mksquashfs gives them
            int size = encoder.encode(block, 0, length, out, 0, out.length);
            if (size > 0 && size < length) {
                word = size;
            }
        } finally {
            threads.giveBack(encoder);
        }
    }

    private boolean isFound(KnownBlocks known, byte[] out) {
        long whole = BlockIndex.sum(block, length);
        held = whole;
        byte[] scratch = threads.takeBuffer();
        try {
            int found = known.find(whole, block, length, out, scratch);
            if (found != 0) {
                word = found;
            }
            return found != 0;
        } finally {
            threads.giveBack(scratch);
        }
    }

    /// The size word of the block: 0 for one that is not stored.
    int word() {
        return word;
    }

    /// Bytes before they were encoded.
    int length() {
        return length;
    }

    /// The sum of what is stored; empty if that is nothing, or was not asked for.
    byte[] sum() {
        return sum;
    }

    private int size() {
        return word & Image.DATA_STORED - 1;
    }

    private byte[] bytes() {
        return encoded == null || (word & Image.DATA_STORED) != 0 ? block : encoded;
    }

    /// Writes what is stored, and gives the buffers back.
    void write(ImageOutput output) throws IOException {
        output.writeBlock(bytes(), size(), held, word);
        giveBack();
    }

    /// Gives the buffers back.
    void giveBack() {
        threads.giveBack(block);
        if (encoded != null) {
            threads.giveBack(encoded);
            encoded = null;
        }
    }
}
