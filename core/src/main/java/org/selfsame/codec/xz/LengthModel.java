package org.selfsame.codec.xz;

/// Codes the lengths of matches, and tells what each would cost. The prices of a position state are computed anew when as
/// many lengths as have a price were coded in it, and before the last of these is.
final class LengthModel {
    private static final int LOW_BITS = 3;
    private static final int HIGH_BITS = 8;
    private static final int LOW = 1 << LOW_BITS;
    private static final int SHORT = 2 * LOW;

    /// Whether a length is of the middle or high range, and whether of the high one.
    private final short[] choice = new short[2];
    private final short[] low = new short[Lzma.POSITION_STATES * LOW];
    private final short[] middle = new short[Lzma.POSITION_STATES * LOW];
    private final short[] high = new short[1 << HIGH_BITS];
    private final int priced;
    final int[] prices;
    private final int[] left = new int[Lzma.POSITION_STATES];

    /// @param longest the longest length that is ever asked the price of
    LengthModel(int longest) {
        priced = longest + 1 - Lzma.SHORTEST;
        prices = new int[Lzma.POSITION_STATES * priced];
    }

    void reset() {
        RangeEncoder.reset(choice);
        RangeEncoder.reset(low);
        RangeEncoder.reset(middle);
        RangeEncoder.reset(high);
        for (int state = 0; state < Lzma.POSITION_STATES; state++) {
            price(state);
        }
    }

    /// Where in [#prices] the price of length 0 would be.
    int at(int positionState) {
        return positionState * priced - Lzma.SHORTEST;
    }

    int price(int length, int positionState) {
        return prices[positionState * priced + length - Lzma.SHORTEST];
    }

    void encode(RangeEncoder out, int length, int positionState) {
        if (--left[positionState] == 0) {
            price(positionState);
        }
        int symbol = length - Lzma.SHORTEST;
        if (symbol < LOW) {
            out.bit(choice, 0, 0);
            out.tree(low, positionState << LOW_BITS, LOW_BITS, symbol);
        } else if (symbol < SHORT) {
            out.bit(choice, 0, 1);
            out.bit(choice, 1, 0);
            out.tree(middle, positionState << LOW_BITS, LOW_BITS, symbol - LOW);
        } else {
            out.bit(choice, 0, 1);
            out.bit(choice, 1, 1);
            out.tree(high, 0, HIGH_BITS, symbol - SHORT);
        }
    }

    private void price(int positionState) {
        left[positionState] = priced;
        int at = positionState * priced;
        int forLow = Prices.zero(choice[0]);
        int beyond = Prices.one(choice[0]);
        int forMiddle = beyond + Prices.zero(choice[1]);
        int forHigh = beyond + Prices.one(choice[1]);
        int context = positionState << LOW_BITS;
        for (int symbol = 0; symbol < priced; symbol++) {
            prices[at + symbol] = symbol < LOW
                    ? forLow + Prices.tree(low, context, LOW_BITS, symbol)
                    : symbol < SHORT
                            ? forMiddle + Prices.tree(middle, context, LOW_BITS, symbol - LOW)
                            : forHigh + Prices.tree(high, 0, HIGH_BITS, symbol - SHORT);
        }
    }
}
