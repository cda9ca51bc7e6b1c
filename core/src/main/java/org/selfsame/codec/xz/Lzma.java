package org.selfsame.codec.xz;

/// Numbers of the LZMA format, and its automaton of twelve states: which kinds of symbols came last.
final class Lzma {
    static final int SHORTEST = 2;
    /// The length of the longest match.
    static final int LONGEST = 273;
    /// Distances of late that can be named again.
    static final int REPS = 4;
    static final int STATES = 12;
    /// Literals are coded in the context of the highest bits of the byte before.
    static final int LITERAL_CONTEXT_BITS = 3;
    static final int LITERAL_SIZE = 0x300;
    /// Most other symbols in the context of the lowest bits of the position.
    static final int POSITION_BITS = 2;
    static final int POSITION_STATES = 1 << POSITION_BITS;
    /// From this state on, the last symbol was a match.
    private static final int MATCHED = 7;

    private Lzma() {}

    static boolean afterLiteral(int state) {
        return state < MATCHED;
    }

    static int literal(int state) {
        return state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    }

    static int match(int state) {
        return state < MATCHED ? 7 : 10;
    }

    static int longRep(int state) {
        return state < MATCHED ? 8 : 11;
    }

    static int shortRep(int state) {
        return state < MATCHED ? 9 : 11;
    }

    /// Which of the four sets of contexts a match of `length` has its distance coded in.
    static int distanceState(int length) {
        return Math.min(length - SHORTEST, DistanceModel.STATES - 1);
    }
}
