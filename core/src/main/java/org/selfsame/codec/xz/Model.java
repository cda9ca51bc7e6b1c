package org.selfsame.codec.xz;

import java.util.Arrays;

/// What the encoder of LZMA symbols has learnt: probabilities, the state, the distances of late. Codes symbols, and tells
/// what they would cost.
final class Model {
    final LengthModel matchLengths;
    final LengthModel repLengths;
    final DistanceModel distances;
    /// The four distances of late, the last first; 0 is the byte before.
    final int[] reps = new int[Lzma.REPS];
    int state;

    private final short[] isMatch = new short[Lzma.STATES << Lzma.POSITION_BITS];
    private final short[] isRep = new short[Lzma.STATES];
    private final short[] isRep0 = new short[Lzma.STATES];
    private final short[] isRep1 = new short[Lzma.STATES];
    private final short[] isRep2 = new short[Lzma.STATES];
    private final short[] isRep0Long = new short[Lzma.STATES << Lzma.POSITION_BITS];
    private final short[] literals = new short[Lzma.LITERAL_SIZE << Lzma.LITERAL_CONTEXT_BITS];

    /// @param dictionary bytes that a match may lie back
    /// @param nice the longest length that is ever asked the price of
    Model(int dictionary, int nice) {
        matchLengths = new LengthModel(nice);
        repLengths = new LengthModel(nice);
        distances = new DistanceModel(dictionary);
    }

    void reset() {
        state = 0;
        Arrays.fill(reps, 0);
        for (var probabilities : new short[][]{isMatch, isRep, isRep0, isRep1, isRep2, isRep0Long, literals}) {
            RangeEncoder.reset(probabilities);
        }
        distances.reset();
        matchLengths.reset();
        repLengths.reset();
    }

    static int positionState(int position) {
        return position & Lzma.POSITION_STATES - 1;
    }

    void encodeLiteral(RangeEncoder out, byte[] data, int position) {
        out.bit(isMatch, context(state, position), 0);
        int at = literal(position == 0 ? 0 : data[position - 1]);
        int symbol = data[position] & 0xff;
        if (Lzma.afterLiteral(state)) {
            out.tree(literals, at, Byte.SIZE, symbol);
        } else {
            encodeMatched(out, at, symbol, data[position - reps[0] - 1] & 0xff);
        }
        state = Lzma.literal(state);
    }

    /// After a match, the byte that would have continued it is in the context of the literal as long as their bits agree.
    private void encodeMatched(RangeEncoder out, int at, int literal, int continued) {
        int symbol = literal | 1 << Byte.SIZE;
        int match = continued;
        int agreeing = 1 << Byte.SIZE;
        while (symbol < 1 << 2 * Byte.SIZE) {
            match <<= 1;
            int node = agreeing + (match & agreeing) + (symbol >> Byte.SIZE);
            out.bit(literals, at + node, symbol >> Byte.SIZE - 1 & 1);
            symbol <<= 1;
            agreeing &= ~(match ^ symbol);
        }
    }

    void encodeMatch(RangeEncoder out, int position, int distance, int length) {
        out.bit(isMatch, context(state, position), 1);
        out.bit(isRep, state, 0);
        state = Lzma.match(state);
        matchLengths.encode(out, length, positionState(position));
        distances.encode(out, distance, length);
        moveReps(Lzma.REPS - 1, distance);
    }

    /// Codes a match at the distance `reps[rep]`; of length 1 only for the first.
    void encodeRep(RangeEncoder out, int position, int rep, int length) {
        out.bit(isMatch, context(state, position), 1);
        out.bit(isRep, state, 1);
        if (rep == 0) {
            out.bit(isRep0, state, 0);
            out.bit(isRep0Long, context(state, position), length == 1 ? 0 : 1);
        } else {
            out.bit(isRep0, state, 1);
            out.bit(isRep1, state, rep == 1 ? 0 : 1);
            if (rep > 1) {
                out.bit(isRep2, state, rep - 2);
            }
            moveReps(rep, reps[rep]);
        }
        if (length == 1) {
            state = Lzma.shortRep(state);
        } else {
            repLengths.encode(out, length, positionState(position));
            state = Lzma.longRep(state);
        }
    }

    private void moveReps(int last, int first) {
        System.arraycopy(reps, 0, reps, 1, last);
        reps[0] = first;
    }

    int literalPrice(int state, int position) {
        return Prices.zero(isMatch[context(state, position)]);
    }

    int matchPrice(int state, int position) {
        return Prices.one(isMatch[context(state, position)]);
    }

    int newDistancePrice(int state) {
        return Prices.zero(isRep[state]);
    }

    int repPrice(int state) {
        return Prices.one(isRep[state]);
    }

    int shortRepPrice(int state, int position) {
        return Prices.zero(isRep0[state]) + Prices.zero(isRep0Long[context(state, position)]);
    }

    /// What naming the distance of late costs, without the length.
    int repPrice(int state, int position, int rep) {
        if (rep == 0) {
            return Prices.zero(isRep0[state]) + Prices.one(isRep0Long[context(state, position)]);
        }
        int price = Prices.one(isRep0[state]);
        return rep == 1
                ? price + Prices.zero(isRep1[state])
                : price + Prices.one(isRep1[state]) + Prices.bit(isRep2[state], rep - 2);
    }

    /// What a match at the last distance costs, with its length.
    int rep0Price(int state, int position, int length) {
        return repLengths.price(length, positionState(position)) + repPrice(state, position, 0);
    }

    int newPrice(int position, int distance, int length) {
        return distances.price(distance, length) + matchLengths.price(length, positionState(position));
    }

    /// What the byte costs after `before`, where no match came last.
    int bytePrice(byte before, byte literal) {
        return Prices.tree(literals, literal(before), Byte.SIZE, literal & 0xff);
    }

    /// What the byte costs where the last match would have gone on with `continued`.
    int bytePrice(byte before, byte literal, byte continued) {
        int at = literal(before);
        int symbol = literal & 0xff | 1 << Byte.SIZE;
        int match = continued & 0xff;
        int agreeing = 1 << Byte.SIZE;
        int price = 0;
        while (symbol < 1 << 2 * Byte.SIZE) {
            match <<= 1;
            int node = agreeing + (match & agreeing) + (symbol >> Byte.SIZE);
            price += Prices.bit(literals[at + node], symbol >> Byte.SIZE - 1 & 1);
            symbol <<= 1;
            agreeing &= ~(match ^ symbol);
        }
        return price;
    }

    private static int context(int state, int position) {
        return (state << Lzma.POSITION_BITS) + positionState(position);
    }

    private static int literal(byte before) {
        return ((before & 0xff) >> Byte.SIZE - Lzma.LITERAL_CONTEXT_BITS) * Lzma.LITERAL_SIZE;
    }
}
