package org.selfsame.codec.xz;

/// What it costs to code a bit, in sixteenths of a bit: about -16 log2 of its probability, from a table.
final class Prices {
    /// More than any path through a block can cost.
    static final int INFINITE = 1 << 30;
    private static final int STEP_BITS = 4;
    private static final int[] TABLE = table();

    private Prices() {}

    /// The price of 0 where the probability of 0 is `probability` in 2048.
    static int zero(int probability) {
        return TABLE[probability >> STEP_BITS];
    }

    /// The price of 1 where the probability of 0 is `probability` in 2048.
    static int one(int probability) {
        return TABLE[(probability ^ (RangeEncoder.CERTAIN - 1)) >> STEP_BITS];
    }

    static int bit(int probability, int bit) {
        return TABLE[(probability ^ (-bit & (RangeEncoder.CERTAIN - 1))) >> STEP_BITS];
    }

    /// The price of bits that are coded without a model.
    static int direct(int bits) {
        return bits << STEP_BITS;
    }

    /// The price of `symbol` in a tree of `bits` levels whose node 1 is at `at + 1`; see [RangeEncoder#tree].
    static int tree(short[] probabilities, int at, int bits, int symbol) {
        int price = 0;
        for (int node = symbol | 1 << bits; node != 1; node >>= 1) {
            price += bit(probabilities[at + (node >> 1)], node & 1);
        }
        return price;
    }

    /// The same for a tree that is coded from the lowest bit on; see [RangeEncoder#reverseTree].
    static int reverseTree(short[] probabilities, int at, int bits, int symbol) {
        int price = 0;
        int node = 1;
        for (int i = 0; i < bits; i++) {
            int bit = symbol >> i & 1;
            price += bit(probabilities[at + node], bit);
            node = node << 1 | bit;
        }
        return price;
    }

    /// Four squarings give log2 to four binary places; the 15 makes up for what they round off.
    private static int[] table() {
        var table = new int[RangeEncoder.CERTAIN >> STEP_BITS];
        for (int i = 0; i < table.length; i++) {
            int square = (i << STEP_BITS) + (1 << STEP_BITS >> 1);
            int halvings = 0;
            for (int j = 0; j < STEP_BITS; j++) {
                long next = (long) square * square;
                halvings <<= 1;
                while (next >= 1 << 16) {
                    next >>= 1;
                    halvings++;
                }
                square = (int) next;
            }
            table[i] = (RangeEncoder.CERTAIN_BITS << STEP_BITS) - 15 - halvings;
        }
        return table;
    }
}
