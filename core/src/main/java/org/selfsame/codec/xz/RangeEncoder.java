package org.selfsame.codec.xz;

import java.util.Arrays;

/// LZMA's range coder, into a buffer of its own. Probabilities are those of 0, in 2048.
final class RangeEncoder {
    static final int CERTAIN_BITS = 11;
    static final int CERTAIN = 1 << CERTAIN_BITS;
    private static final int MOVE_BITS = 5;
    /// What a probability moves towards after a 0: [#CERTAIN], less what makes the shift round the other way.
    private static final int ROUNDED = CERTAIN - (1 << MOVE_BITS) + 1;
    private static final int TOP = 1 << 24;
    /// Bytes that [#flush] shifts out.
    private static final int FLUSHED = 5;

    final byte[] output;
    private int size;
    private long low;
    private long held;
    private int range;
    private byte cache;

    /// @param capacity bytes that a chunk can have; the caller ends the chunk in time, by [#pending]
    RangeEncoder(int capacity) {
        output = new byte[capacity];
        restart();
    }

    /// Probabilities before anything is known.
    static void reset(short[] probabilities) {
        Arrays.fill(probabilities, (short) (CERTAIN >> 1));
    }

    /// Begins a chunk: forgets the bytes that are written.
    void begin() {
        size = 0;
    }

    /// Begins anew within the output.
    void restart() {
        low = 0;
        held = 1;
        range = -1;
        cache = 0;
    }

    int size() {
        return size;
    }

    /// Bytes that the chunk would have at least if it were ended here.
    long pending() {
        return size + held + FLUSHED - 1;
    }

    /// Without branches, as what a bit is can hardly be guessed: with them, whole blocks take a fiftieth longer.
    void bit(short[] probabilities, int at, int bit) {
        normalize();
        int probability = probabilities[at];
        int bound = (range >>> CERTAIN_BITS) * probability;
        int one = -bit;
        low += bound & one & 0xffffffffL;
        range = bound + (range - 2 * bound & one);
        probabilities[at] = (short) (probability - (probability - (ROUNDED & ~one) >> MOVE_BITS));
    }

    /// Codes the `bits` bits of `symbol` from the highest on, each in the context of those before: node 1 is at `at + 1`.
    void tree(short[] probabilities, int at, int bits, int symbol) {
        int path = symbol | 1 << bits;
        for (int i = bits - 1; i >= 0; i--) {
            bit(probabilities, at + (path >> i + 1), path >> i & 1);
        }
    }

    /// The same from the lowest bit on.
    void reverseTree(short[] probabilities, int at, int bits, int symbol) {
        int node = 1;
        for (int i = 0; i < bits; i++) {
            int bit = symbol >> i & 1;
            bit(probabilities, at + node, bit);
            node = node << 1 | bit;
        }
    }

    /// Codes the lowest `bits` bits of `value` from the highest on, without a model.
    void direct(int value, int bits) {
        for (int i = bits - 1; i >= 0; i--) {
            normalize();
            range >>>= 1;
            if ((value >> i & 1) != 0) {
                low += range & 0xffffffffL;
            }
        }
    }

    /// Ends the chunk: as before a bit, there may be a byte to move out first.
    void flush() {
        normalize();
        for (int i = 0; i < FLUSHED; i++) {
            shift();
        }
        restart();
    }

    /// Before a bit, not after: it decides how many bytes are out when the end of a chunk is considered.
    private void normalize() {
        if (Integer.compareUnsigned(range, TOP) < 0) {
            shift();
            range <<= 8;
        }
    }

    /// Moves the highest byte of `low` out; 0xFF is held back, as a carry may still turn it over.
    private void shift() {
        if (low < 0xff000000L || low > 0xffffffffL) {
            int carry = (int) (low >>> 32);
            byte next = cache;
            do {
                output[size++] = (byte) (next + carry);
                next = (byte) 0xff;
            } while (--held != 0);
            cache = (byte) (low >>> 24);
        }
        held++;
        low = (low & 0xffffff) << 8;
    }
}
