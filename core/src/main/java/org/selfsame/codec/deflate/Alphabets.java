package org.selfsame.codec.deflate;

import java.util.Arrays;

/// The symbols of deflate for lengths and distances, and the codes that every decoder knows. Source: RFC 1951, 3.2.5 and
/// 3.2.6.
final class Alphabets {
    static final int END_OF_BLOCK = 256;
    /// Literals, the end of a block, and lengths.
    static final int LITERALS_AND_LENGTHS = 286;
    static final int DISTANCES = 30;
    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    private static final int FIRST_LENGTH = END_OF_BLOCK + 1;
    private static final int ALL_FIXED = 288;
    private static final int NEAR = 256;

    static final int[] LITERAL_EXTRA = new int[LITERALS_AND_LENGTHS];
    static final int[] DISTANCE_EXTRA = new int[DISTANCES];
    /// The symbol of each length.
    static final int[] LENGTH_SYMBOL = new int[LONGEST + 1];
    /// The first length of each symbol, and the first distance.
    static final int[] FIRST_OF_LENGTH = new int[LITERALS_AND_LENGTHS];
    static final int[] FIRST_OF_DISTANCE = new int[DISTANCES];
    /// The symbol of each distance up to 256, and behind them of each 128th.
    private static final int[] DISTANCE_SYMBOL = new int[2 * NEAR];

    static final int[] FIXED_LITERAL_LENGTH = new int[ALL_FIXED];
    static final int[] FIXED_LITERAL_CODE = new int[ALL_FIXED];
    static final int[] FIXED_DISTANCE_LENGTH = new int[DISTANCES];
    static final int[] FIXED_DISTANCE_CODE = new int[DISTANCES];

    static {
        int length = SHORTEST;
        for (int symbol = FIRST_LENGTH; symbol < LITERALS_AND_LENGTHS - 1; symbol++) {
            int extra = Math.max(0, (symbol - FIRST_LENGTH) / 4 - 1);
            LITERAL_EXTRA[symbol] = extra;
            FIRST_OF_LENGTH[symbol] = length;
            Arrays.fill(LENGTH_SYMBOL, length, length + (1 << extra), symbol);
            length += 1 << extra;
        }
        // the longest has a symbol of its own
        FIRST_OF_LENGTH[LITERALS_AND_LENGTHS - 1] = LONGEST;
        LENGTH_SYMBOL[LONGEST] = LITERALS_AND_LENGTHS - 1;

        int distance = 1;
        for (int symbol = 0; symbol < DISTANCES; symbol++) {
            int extra = Math.max(0, symbol / 2 - 1);
            DISTANCE_EXTRA[symbol] = extra;
            FIRST_OF_DISTANCE[symbol] = distance;
            for (int i = 0; i < 1 << extra; i++, distance++) {
                DISTANCE_SYMBOL[slot(distance)] = symbol;
            }
        }

        Arrays.fill(FIXED_LITERAL_LENGTH, 0, 144, 8);
        Arrays.fill(FIXED_LITERAL_LENGTH, 144, 256, 9);
        Arrays.fill(FIXED_LITERAL_LENGTH, 256, 280, 7);
        Arrays.fill(FIXED_LITERAL_LENGTH, 280, ALL_FIXED, 8);
        HuffmanCode.number(FIXED_LITERAL_LENGTH, ALL_FIXED, FIXED_LITERAL_CODE);
        Arrays.fill(FIXED_DISTANCE_LENGTH, 5);
        HuffmanCode.number(FIXED_DISTANCE_LENGTH, DISTANCES, FIXED_DISTANCE_CODE);
    }

    private Alphabets() {}

    static int distanceSymbol(int distance) {
        return DISTANCE_SYMBOL[slot(distance)];
    }

    private static int slot(int distance) {
        return distance <= NEAR ? distance - 1 : NEAR + (distance - 1 >>> 7);
    }
}
